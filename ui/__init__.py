"""What the screens share: the gate, sign-in, forms, charts and papers as shown."""
