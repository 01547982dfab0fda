"""Loopback servers that stand in for the platforms, over real HTTP on 127.0.0.1."""
