"""What pages share around their content: access, the dossier of this tab, the menu, fragments, showing records."""
