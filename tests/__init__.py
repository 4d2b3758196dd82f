"""The tests. A package, so that every test can import the cast, the builders and the other shared modules."""
