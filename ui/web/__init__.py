"""What a request passes before a page is drawn, and what is answered without Streamlit."""
