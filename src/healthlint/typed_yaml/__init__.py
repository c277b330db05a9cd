"""YAML into frozen dataclasses, every error with its path:line:column."""

from healthlint.typed_yaml.compose import load_yaml, parse_yaml
from healthlint.typed_yaml.convert import convert
from healthlint.typed_yaml.node import Node, unwrap, wrap

__all__ = ["Node", "convert", "load_yaml", "parse_yaml", "unwrap", "wrap"]
