"""Footnote on Discord: translates messages, commands and buttons to the core, and replies back."""
