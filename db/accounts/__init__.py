"""Who works here, how they sign in, and how they prove who they are."""
