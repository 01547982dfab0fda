"""Tests of Footnote, laid out as bot/ is."""
