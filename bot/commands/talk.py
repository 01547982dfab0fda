"""``footnote chat`` and ``footnote ask``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from bot.answer.plain import render
from bot.conversation import Conversation, respond
from bot.errors import UsageError
from bot.library import facts_path, open_facts
from bot.match.matcher import Matcher
from bot.terminal.chat import paint_for


def _say_compiling() -> None:
    print("footnote: new facts, compiling them once (some seconds) …", file=sys.stderr)


def _matcher(arguments: argparse.Namespace) -> tuple[Path, Matcher]:
    path = facts_path(arguments.facts)
    return path, open_facts(path, _say_compiling)


def chat(arguments: argparse.Namespace) -> int:
    """A conversation in the terminal."""
    from bot.terminal.chat import chat as talk

    return talk(*_matcher(arguments), arguments.lang)


def ask(arguments: argparse.Namespace) -> int:
    """One answer as text or JSON, or a file of questions."""
    if (arguments.question is None) == (arguments.jsonl is None):
        raise UsageError(
            'give one question, as in: footnote ask "who is on strike", or --jsonl PATH'
        )
    _, matcher = _matcher(arguments)
    if arguments.jsonl is not None:
        with _lines(arguments.jsonl) as lines:
            for answer in answer_lines(matcher, lines, arguments.lang, public=arguments.public):
                print(json.dumps(answer, ensure_ascii=False), flush=True)
        return 0
    state = Conversation(language=arguments.lang)
    reply, _ = respond(
        matcher, arguments.question, state, public=arguments.public, explained=arguments.json
    )
    if arguments.json:
        print(json.dumps(reply.as_json(), ensure_ascii=False, indent=1))
    else:
        print(render(reply, paint_for(sys.stdout)))
    return 0


@contextmanager
def _lines(path: str) -> Iterator[TextIO]:
    if path == "-":
        yield sys.stdin
        return
    try:
        with Path(path).open(encoding="utf-8", errors="replace") as file:
            yield file
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None


def _question(line: str) -> dict[str, Any]:
    """The object of a line; ValueError says why it is none."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):  # ValueError also: a number of too many digits
        raise ValueError("not JSON") from None
    if not isinstance(asked, dict):
        raise ValueError("not an object")
    if not isinstance(asked.get("id"), str) or not isinstance(asked.get("text"), str):
        raise ValueError('needs "id" and "text", both strings')
    if asked.get("lang") not in (None, "en", "it", "fr", "ar"):
        raise ValueError('"lang" must be en, it, fr or ar')
    if not isinstance(asked.get("conversation"), str | int | None):
        raise ValueError('"conversation" must be a string or a number')
    return asked


def answer_lines(
    matcher: Matcher, lines: Iterable[str], language: str | None, *, public: bool
) -> Iterator[dict[str, Any]]:
    """An answer for each line, in order; a bad line gives an error object and the run goes on."""
    conversations: dict[str | int, Conversation] = {}
    for line in lines:
        if not line.strip():
            continue
        try:
            asked = _question(line)
        except ValueError as error:
            yield {"id": None, "status": "error", "message": str(error)}
            continue
        name = asked.get("conversation")
        state = conversations.get(name, Conversation()) if name is not None else Conversation()
        wanted = asked.get("lang") or language
        if wanted:
            state = Conversation(wanted, state.spoken, state.entry, state.pending, state.decision)
        reply, state = respond(matcher, asked["text"], state, public=public, explained=True)
        if name is not None:
            conversations[name] = state
        yield reply.as_json(asked["id"])
