"""Lists of work and of dossiers: the start page, the page Dossiers, concepten, and handing over."""
