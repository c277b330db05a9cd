"""healthlint.yaml or [tool.healthlint] -> Config; knows no rules and no checks."""
