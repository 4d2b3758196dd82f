"""Making files to download: PDFs, CSV and Excel. Imports ``meldcode`` only; ``ui`` passes in the content."""
