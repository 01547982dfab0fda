"""The guides, the README and the pictures say what the program does."""
