"""`python -m healthlint`."""

from healthlint.cli import main

main()
