"""What is recorded about the people around the pupil: who they are, who has gezag, and what they were told."""
