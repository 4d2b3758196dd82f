"""The tests. A package, so that a test may import its cast and builders from anywhere."""
