"""The store: places' settings, votes, counts and kept questions; on SQLite or PostgreSQL."""
