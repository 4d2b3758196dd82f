"""What a server needs to run Meldroute, and what a release is checked by; ``deploy/README.md`` says what is what."""
