"""The account page of whoever is signed in."""
