"""What every page is drawn with: fields, answers to a press, lists that lead on; about no dossier."""
