"""The fields for one vraag each that Streamlit has no widget for: a day, a birth date, a file, records to weigh."""
