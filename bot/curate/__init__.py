"""What the people who run the bot do with what was asked: group it, and add it to the facts."""
