"""What a school says and agrees in its own way: its words, Veilig Thuis of its region, what its meldcode must name."""
