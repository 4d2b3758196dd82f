"""The page Mijn account, of the person who is signed in; and their calendar feed."""
