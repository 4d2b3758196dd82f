"""Forms: drawing any vastlegging from its declaration, saving it as a concept while it is typed, and recording it."""
