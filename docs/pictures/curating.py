"""Draw the curator's loop: somebody asks in vain, an admin adds the words, the answer comes.

The story is the lighthouse of tests/match/tiny.yaml: its facts are checked anew in seconds.
"""

from __future__ import annotations

import asyncio
import tempfile
import textwrap
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import channel

from bot.curate.edit import add_phrasing
from bot.curate.group import groups
from bot.curate.listing import listing
from bot.discord_bot.payload import payloads
from bot.facts.diff import differences, in_words
from bot.facts.load import load_file
from bot.library import open_facts
from bot.match.matcher import Matcher
from bot.platform.buttons import Action
from bot.platform.gaps import Gaps
from bot.platform.records import Kept
from bot.platform.reload import Reloader
from bot.platform.render import Manner, Parts, render
from bot.platform.service import Place, Service
from bot.svg import Drawing, Span, Style

STORY: Final = Path(__file__).parents[2] / "tests" / "match" / "tiny.yaml"
BOT: Final = "Footnote"
QUESTION: Final = "what did they pay for that shiny bulb"
FACT: Final = "lamp-cost"
DAY: Final = date(2026, 3, 4)
ASKED: Final = (
    *[(QUESTION, "en", "unknown")] * 4,
    ("what did they pay for the shiny bulb??", "en", "unknown"),
    ("how tall is the lighthouse tower", "en", "unknown"),
    ("how tall is that lighthouse tower", "en", "clarify"),
    ("quand rouvre le phare", "fr", "gap"),
)
KEPT: Final = tuple(
    Kept(number, DAY, "discord", language, outcome,  # type: ignore[arg-type]
         "gap-reopening" if outcome == "gap" else None, text)
    for number, (text, language, outcome) in enumerate(ASKED, 1)
)  # fmt: skip
ADMIN: Final = Place("admins", "ada", public=False, prefix="/")
CHANNEL: Final = Place("channel", "anna")


@contextmanager
def _copy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.yaml")
        path.write_bytes(STORY.read_bytes())
        yield path


@dataclass(frozen=True, slots=True)
class _Recorder:
    """The questions, without a database behind them."""

    async def now(self, work: Callable[[Any], Awaitable[Any]]) -> Any:  # noqa: ANN401
        """What was kept, or how many were removed."""
        return KEPT if work.__name__ == "kept" else len(KEPT)


def chat(_: Matcher) -> str:
    """Return the text of curating.svg."""
    with _copy() as path:
        messages = asyncio.run(_loop(path))
    return channel.draw("From a question without an answer to its answer, on Discord", messages)


async def _loop(path: Path) -> list[channel.Message]:
    service = Service(open_facts(STORY))
    gaps = Gaps(
        SimpleNamespace(  # type: ignore[arg-type]
            service=service,
            facts=path,
            reloader=Reloader(path, service),
            recorder=_Recorder(),
            settings=SimpleNamespace(desk=SimpleNamespace(keep=True, edits=True)),
        )
    )
    shown = await gaps.show(ADMIN, hidden=True)
    before = _asked(service, "unknown")
    opened = await gaps.pressed(_first(shown, "group"), ADMIN)
    added = await gaps.pressed(_first(opened, "phrase"), ADMIN)
    return [
        *before,
        channel.Message("Bruno", {"content": "/gaps"}),
        *_sent(shown, only_you=True),
        *_sent(opened, only_you=True),
        *_sent(added, only_you=True),
        *_asked(service, "answer"),
    ]


def _first(parts: Parts, kind: str) -> Action:
    return next(button.action for button in parts.buttons if button.action.kind == kind)


def _asked(service: Service, status: str) -> list[channel.Message]:
    reply = service.respond(QUESTION, CHANNEL)
    if reply.status != status:
        raise SystemExit(f"'{QUESTION}' gets {reply.status}, not {status}: choose another question")
    asked = f"@{BOT} {QUESTION}"
    parts = render(service.matcher.base, reply, Manner(brief=True, asker=1))
    return [channel.Message("Anna", {"content": asked}), *_sent(parts, f"Anna: {asked}")]


def _sent(parts: Parts, reply_to: str = "", *, only_you: bool = False) -> list[channel.Message]:
    out = []
    for payload in payloads(parts, embeds=True):
        sent: dict[str, Any] = {}
        if payload.embed is not None:
            sent["embeds"] = [payload.embed.to_dict()]
        if payload.view is not None:
            sent["components"] = payload.view.to_components()
        out.append(channel.Message(BOT, sent, bot=True, reply_to=reply_to, only_you=only_you))
    return out


WIDE: Final = 760
PAGE, INK, FAINT, PROMPT = "#0d1117", "#e6edf3", "#8b949e", "#3fb950"
MONO: Final = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
LINE: Final = Style(12.5, INK)
COLUMNS: Final = 92


def terminal(_: Matcher) -> str:
    """Return the text of curating-terminal.svg."""
    matcher = open_facts(STORY)
    with _copy() as path:
        added = asyncio.run(add_phrasing(path, FACT, "en", QUESTION))
        changes = differences(matcher.base, load_file(path))
        said = [line.replace(str(path), path.name) for line in added.in_words(path)]
    typed = f'add-phrasing {FACT} "{QUESTION}"'
    return _terminal(
        [
            ("footnote gaps", list(listing(matcher.base, groups(matcher, KEPT)))),
            (f"footnote {typed}", said),
            (f"footnote diff {added.backup.name} facts.yaml", list(in_words(changes))),
        ]
    )


def _terminal(runs: list[tuple[str, list[str]]]) -> str:
    """Commands with what they print, as a dark terminal shows them."""
    drawing = Drawing(WIDE, "The curator's commands and what they print")
    drawing.parts.append(f'<g font-family="{MONO}" xml:space="preserve">')
    y = 20.0
    for command, lines in runs:
        y += LINE.size * 1.6
        drawing.text((20, y), [Span("$ ", PROMPT, bold=True), Span(command, bold=True)], LINE)
        for line in lines:
            indent = " " * (len(line) - len(line.lstrip()) + 2)
            for row in textwrap.wrap(line, COLUMNS, subsequent_indent=indent) or [""]:
                y += LINE.size * 1.45
                drawing.text((20, y), row.replace(" ", "\u00a0"), Style(LINE.size, FAINT))
        y += LINE.size * 0.7
    drawing.parts.append("</g>")
    y += 10
    drawing.box((0, 0), (WIDE, y), PAGE, radius=12)
    drawing.parts.insert(0, drawing.parts.pop())  # the window lies under everything
    return drawing.svg(y)
