"""Tests of bot/discord_bot, as dialogues on a simulated Discord."""
