"""What every page is drawn with: fields, answers to a press, lists with links; nothing about dossiers."""
