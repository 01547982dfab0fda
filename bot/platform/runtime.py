"""What every platform is given to run with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.match.matcher import Matcher
from bot.platform.limits import Limits
from bot.platform.reload import Reloader
from bot.platform.service import Service
from bot.platform.suggest import Suggestions
from bot.platform.watch import Watcher
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Runtime:
    """One of each, shared by the platforms of a process."""

    settings: Settings
    service: Service
    reloader: Reloader
    watcher: Watcher
    limits: Limits
    suggestions: Suggestions

    @classmethod
    def of(cls, settings: Settings, facts: Path, matcher: Matcher) -> Runtime:
        """A runtime that answers from a matcher and reloads from its file."""
        service = Service(matcher, settings.language)
        reloader = Reloader(facts, service)
        return cls(
            settings,
            service,
            reloader,
            Watcher(facts, reloader),
            Limits(settings.allowances),
            Suggestions(service),
        )
