"""The protocol: the declarations of ``meldcode`` as a Dutch document, in general or for one school."""
