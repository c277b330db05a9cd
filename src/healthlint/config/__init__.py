"""healthlint.yaml or [tool.healthlint] -> Config; knows no rule and no check."""
