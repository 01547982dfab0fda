"""Tests of bot/facts."""
