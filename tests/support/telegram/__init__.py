"""A loopback Bot API server: refuses what Telegram refuses, and lets tests act as people."""
