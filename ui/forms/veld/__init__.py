"""The fields for one vraag each that Streamlit has no widget for: a day, a file, and records to weigh."""
