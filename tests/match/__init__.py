"""Matching, on a tiny fact file that is read at a glance."""
