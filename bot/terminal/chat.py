"""``footnote chat``: a conversation on standard input and output."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO

from bot.answer.catalogue import say
from bot.answer.info import help_
from bot.answer.plain import Paint, no_paint, render
from bot.conversation import Conversation, respond
from bot.errors import FootnoteError, InvalidFacts
from bot.library import open_facts
from bot.match.matcher import Matcher

_PROMPT: Final = "› "
_CODES: Final = {"mark": "36", "strong": "1", "faint": "2"}
_HISTORY: Final = 500


def _ansi(text: str, role: str) -> str:
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m"


def paint_for(out: TextIO) -> Paint:
    """Colours where the output is a terminal and NO_COLOR is unset (no-color.org)."""
    coloured = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return _ansi if coloured else no_paint


def _history() -> None:
    # Line editing and history come with readline; where it is missing, input() works without.
    with suppress(ImportError):
        import readline

        readline.set_history_length(_HISTORY)


def _reload(path: Path, matcher: Matcher, out: TextIO) -> Matcher:
    try:
        fresh = open_facts(path)
    except InvalidFacts as error:
        lines = [problem.located(error.path) for problem in error.problems]
        print("\n".join([*lines[:10], f"{error}; the old facts stay"]), file=out)
        return matcher
    except FootnoteError as error:
        print(f"{error}; the old facts stay", file=out)
        return matcher
    if fresh.base.version == matcher.base.version:
        print(f"unchanged ({matcher.base.version})", file=out)
        return matcher
    counts = f"{len(fresh.base.facts)} facts, {len(fresh.base.gaps)} gaps"
    print(f"reloaded {fresh.base.version}: {counts}", file=out)
    return fresh


def chat(path: Path, matcher: Matcher, language: str | None) -> int:
    """Talk until the end of the input; the exit code, always 0."""
    interactive = sys.stdin.isatty()
    paint = paint_for(sys.stdout)
    state = Conversation(language=language)
    if interactive:
        _history()
        print(render(help_(matcher.base, language or matcher.base.default_language, "!"), paint))
        print()
    while True:
        try:
            text = input(_PROMPT if interactive else "")
        except (EOFError, KeyboardInterrupt):
            if interactive:
                print()
            return 0
        except UnicodeDecodeError:
            text = ""
        if text.strip().casefold() in ("!reload", "/reload"):
            matcher = _reload(path, matcher, sys.stdout)
            continue
        if state.pending and text.strip().isdecimal() and len(text.strip()) < 3:
            count = len(state.pending)
            if not 1 <= int(text) <= count:
                spoken = state.spoken or matcher.base.default_language
                print(say("bad_choice", spoken, count=count))
                continue
        reply, state = respond(matcher, text, state)
        print(render(reply, paint))
        if interactive:
            print()
        sys.stdout.flush()
