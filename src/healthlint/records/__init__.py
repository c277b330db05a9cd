"""YAML into frozen dataclasses, every error with its path:line:column."""

from healthlint.records.compose import load_yaml, parse_yaml
from healthlint.records.convert import convert
from healthlint.records.node import Node, unwrap, wrap

__all__ = ["Node", "convert", "load_yaml", "parse_yaml", "unwrap", "wrap"]
