"""Tests of bot/platform."""
