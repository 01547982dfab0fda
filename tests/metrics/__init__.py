"""Tests of bot/metrics."""
