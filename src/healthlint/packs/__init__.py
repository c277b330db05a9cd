"""Rule packs: folders of YAML that hold what healthlint knows."""
