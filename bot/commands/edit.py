"""``footnote add-phrasing``, ``diff`` and ``gaps``: from "someone asked" to "it answers"."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path

from bot.errors import UsageError
from bot.library import facts_path, open_facts


def add_phrasing(arguments: argparse.Namespace) -> int:
    """Add one phrasing line to the fact file; 1 if it cannot be added."""
    from bot.curate.edit import add_line

    path = facts_path(arguments.facts)
    language = arguments.lang or _language(path, arguments.phrasing)
    added = asyncio.run(add_line(path, arguments.entry, language, arguments.phrasing))
    for warning in added.warnings:
        print(warning.located(str(path)), file=sys.stderr)
    for line in added.in_words(path):
        print(line)
    return 0


def diff(arguments: argparse.Namespace) -> int:
    """Say what changed between two fact files."""
    from dataclasses import asdict

    from bot.facts.diff import differences, in_words
    from bot.facts.load import load_file

    old, new = (load_file(Path(name)) for name in (arguments.old, arguments.new))
    changes = differences(old, new)
    if arguments.json:
        versions = {"old": old.version, "new": new.version}
        found = versions | {"changes": [asdict(change) for change in changes]}
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for line in in_words(changes):
        print(line)
    if not changes:
        same = "the same text" if old.version == new.version else "only comments or layout differ"
        print(f"no difference: {same}")
    return 0


def gaps(arguments: argparse.Namespace) -> int:
    """Print what was asked and not answered well, grouped by what it means."""
    from bot.curate.group import groups
    from bot.curate.listing import as_json, listing
    from bot.curate.stubs import stubs
    from bot.store.command import with_database
    from bot.store.questions import kept

    if arguments.top is not None and arguments.top < 1:
        raise UsageError(f"--top is {arguments.top}: give a number from 1")
    questions = with_database(kept)
    matcher = open_facts(facts_path(arguments.facts))
    found = groups(matcher, questions)[: arguments.top]
    if arguments.json:
        print(json.dumps([as_json(group) for group in found], ensure_ascii=False, indent=1))
    elif arguments.yaml:
        print(stubs(matcher.base, found), end="")
    else:
        for line in listing(matcher.base, found):
            print(line)
    if not questions:
        why = "no question is kept: KEEP_QUESTIONS=yes keeps those that were not answered well"
        print(f"footnote: {why}", file=sys.stderr)
    return 0


def _language(path: Path, phrasing: str) -> str:
    """The language of a phrasing, told as the bot tells a question's; nothing is fitted for it."""
    from bot.facts.load import load_file
    from bot.match.compile import language_texts, languages_of
    from bot.match.names import NameTable
    from bot.text.language import detect, trigram_table

    base = load_file(path)
    tables = {code: trigram_table(language_texts(base, code)) for code in languages_of(base)}
    found = detect(phrasing, tables, NameTable(base.names).words).language
    if found is None:
        raise UsageError("cannot tell the language of the phrasing: say it with --lang")
    return found
