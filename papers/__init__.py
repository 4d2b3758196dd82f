"""What leaves the screen as a file: tables and papers. Imports ``meldcode`` only; ``ui`` hands in what is in them."""
