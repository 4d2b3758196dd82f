"""What leaves the screen as a file: tables and papers. Imports ``meldcode`` only; ``ui`` passes in the content."""
