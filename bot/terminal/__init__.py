"""The bot in a terminal: the same answers as on the platforms, without a token or a network."""
