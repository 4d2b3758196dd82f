"""The declarations as a document: ``python -m meldcode.protocol`` writes docs/protocol.md."""
