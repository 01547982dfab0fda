"""Footnote: answers about a news story, with a footnote under every answer."""

__version__ = "0.1.0"
