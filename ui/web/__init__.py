"""Requests: what each passes before Streamlit sees it, and routes that are answered without Streamlit."""
