"""Footnote on Telegram."""
