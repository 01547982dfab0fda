"""``footnote stats``: counts as figures, and figures as a table, as JSON and as a picture."""
