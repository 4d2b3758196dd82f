"""What is recorded about the people around the pupil: who they are, and who has gezag."""
