"""What whoever runs a server looks at: whether it is ready, and lines of a log without content."""
