"""What every platform is given to run with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.answer.info import Retention
from bot.match.matcher import Matcher
from bot.platform.health import Health
from bot.platform.limits import Limits
from bot.platform.recorder import Recorder
from bot.platform.recording import Recording
from bot.platform.reload import Reloader
from bot.platform.service import Service
from bot.platform.suggest import Suggestions
from bot.platform.watch import Watcher
from bot.settings import Settings
from bot.store.address import address_of
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Runtime:
    """One of each, shared by the platforms of a process."""

    settings: Settings
    service: Service
    reloader: Reloader
    watcher: Watcher
    limits: Limits
    suggestions: Suggestions
    recorder: Recorder
    recording: Recording
    facts: Path
    health: Health

    @classmethod
    def of(cls, settings: Settings, facts: Path, matcher: Matcher) -> Runtime:
        """A runtime that answers from a matcher and reloads from its file.

        Raises :class:`ConfigurationError` for a database that cannot be.
        """
        desk = settings.desk
        retention = Retention(counted=True, days=desk.days if desk.keep else None)
        service = Service(matcher, settings.language, retention=retention)
        database = Database(address_of(settings.database, settings.state))
        recorder = Recorder(database, desk.days if desk.keep else -1)
        recording = Recording(recorder, keeping=desk.keep)
        service.observers.append(recording.exchange)
        reloader = Reloader(facts, service)
        return cls(
            settings,
            service,
            reloader,
            Watcher(facts, reloader),
            Limits(settings.allowances),
            Suggestions(service),
            recorder,
            recording,
            facts,
            Health(),
        )
