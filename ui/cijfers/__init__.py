"""The pages for supervision: figures for directie and board, the jaarverslag and the register; also as files."""
