"""``footnote run``: the platforms, when they have come."""

from __future__ import annotations

import argparse
import os

from bot.errors import ConfigurationError, UsageError

PLATFORMS = {"discord": "DISCORD_TOKEN", "telegram": "TELEGRAM_TOKEN"}


def run(arguments: argparse.Namespace) -> int:
    """Say what is to come. Raises :class:`UsageError` or :class:`ConfigurationError`."""
    for name in arguments.platforms:
        if name not in PLATFORMS:
            raise UsageError(f"no platform '{name}': discord or telegram")
    wanted = arguments.platforms or [n for n, token in PLATFORMS.items() if os.environ.get(token)]
    if not wanted:
        tokens = " or ".join(PLATFORMS.values())
        raise ConfigurationError(
            f"no token: set {tokens} (see .env.example), or try: footnote chat"
        )
    raise ConfigurationError(
        f"{' and '.join(wanted)}: not in this version yet; talk with it now: footnote chat"
    )
