"""The body map: where on the body of a child something was seen, and what it looked like."""
