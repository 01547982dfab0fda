"""What Discord and Telegram share, without knowing either: no library of theirs is imported."""
