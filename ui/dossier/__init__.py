"""The pages about one dossier, apart from its stappen: all records, access, opvolging, two who weigh, inspection."""
