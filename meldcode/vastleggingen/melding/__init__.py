"""What is recorded about a melding to Veilig Thuis: the melding itself, and the paper that went with it."""
