"""The paper of the course of the practice school."""
