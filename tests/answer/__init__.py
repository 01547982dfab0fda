"""Replies: words, marks, sources."""
