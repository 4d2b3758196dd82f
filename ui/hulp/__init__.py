"""The manual inside the product: its chapters, the page that each is about, searching them, and showing them."""
