"""The page Inrichten: a school that is new, set up part by part; each part can be left and taken up again."""
