"""What is asked and how it is answered: vragen, the types of answers, and what was recorded of them."""
