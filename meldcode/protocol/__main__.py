"""Prints the protocol of no school in particular, or with ``privacy`` behind it the privacy annex: ``make docs``."""

import sys

from meldcode.protocol.privacy import Instellingen, privacy
from meldcode.protocol.protocol import protocol

if __name__ == "__main__":
    wanted = sys.argv[1:]
    print("\n".join(privacy("een school", Instellingen())) + "\n" if wanted == ["privacy"] else protocol(), end="")
