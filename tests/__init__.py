"""The tests. A package, so that every test can import its cast and builders."""
