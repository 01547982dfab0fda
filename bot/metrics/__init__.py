"""Metrics and health on a port of the loopback address, for who watches the bot."""
