"""Elements that every page is drawn with: fields, answers to a press, lists, slots. They know nothing of dossiers."""
