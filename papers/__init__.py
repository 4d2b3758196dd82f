"""What is printed: PDF made here, from what the domain says."""
