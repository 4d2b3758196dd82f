"""What whoever runs a server looks at: whether it is ready, its figures, and lines of a log without content."""
