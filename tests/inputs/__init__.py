"""Files and texts as schools really have them, each with its right value, written by hand."""
