"""Footnote on Telegram: translates updates into questions, and replies into messages."""
