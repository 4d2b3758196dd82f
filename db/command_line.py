"""``argparse`` in Dutch: its usage, its headings, and its messages about unreadable arguments."""

import argparse
import sys
from typing import Any, NoReturn


class InDutch(argparse.ArgumentParser):
    """A parser with Dutch usage, help and errors; its subparsers are of this class too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False)
        self._positionals.title, self._optionals.title = "opdrachten", "opties"
        self.add_argument("-h", "--help", action="help", help="deze uitleg tonen")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "gebruik: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "gebruik: ", 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"Zo is de opdracht niet te begrijpen. Zie: {self.prog} --help\n")
