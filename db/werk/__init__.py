"""Work: what waits for somebody or is new to them, and what tells them so: lists, alarms and mail."""
