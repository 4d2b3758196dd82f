"""Prints the protocol of no school in particular: ``python -m meldcode.protocol > docs/protocol.md``."""

from meldcode.protocol.protocol import protocol

if __name__ == "__main__":
    print(protocol(), end="")
