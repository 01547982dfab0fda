"""docs/writing-facts.md: its example works, and it explains every key and real messages."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from bot.conversation import Conversation, respond
from bot.facts.load import load_text
from bot.facts.shape import FACT_FILE, Many, Record, Shape, Table
from bot.facts.verify import verify
from bot.match.compile import compile_base
from tests.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bot.match.matcher import Matcher

GUIDE = (ROOT / "docs" / "writing-facts.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Every fenced block of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def keys_of(shape: Shape) -> set[str]:
    """Every key that a shape allows, the languages' codes left out."""
    match shape:
        case Record():
            inner = set().union(*(keys_of(value) for value in shape.fields.values()))
            return (set(shape.fields) | inner) - {"en", "it", "fr", "ar"}
        case Many():
            return keys_of(shape.item)
        case Table():
            return keys_of(shape.value)
        case _:
            return set()


@pytest.fixture(scope="module")
def ferry() -> Matcher:
    """Compile the example of the guide."""
    (text,) = blocks("yaml")
    base, _ = load_text(text, "ferry.yaml")
    return compile_base(base)


def test_example_is_complete() -> None:
    """The example has two articles, four facts with one in dispute, a gap, names and lists."""
    (text,) = blocks("yaml")
    base, document = load_text(text, "ferry.yaml")
    assert not document.problems
    assert len(base.articles) >= 2
    assert len(base.facts) >= 4
    assert sum(fact.disputed for fact in base.facts) == 1
    assert len(base.gaps) >= 1
    assert base.names
    assert base.lists


def test_example_is_proved(tmp_path: Path) -> None:
    """Every citation and number of the example stands in the guide's two articles."""
    (text,) = blocks("yaml")
    base, _ = load_text(text, "ferry.yaml")
    names = re.findall(r"as `([a-z-]+\.txt)`:", GUIDE)
    for name, article in zip(names, blocks("text"), strict=True):
        (tmp_path / name).write_text(article, encoding="utf-8")
    assert verify(base, tmp_path).failures == ()


@pytest.mark.parametrize(
    ("question", "language", "status", "entry"),
    [
        ("until when does the boat sail", "en", "answer", "last-crossing"),
        ("quanto costa l'autobus?", "it", "answer", "bus-ticket"),
        ("will they build a new boat", "en", "gap", "gap-new-ferry"),
        ("!الحافلة", "ar", "answer", "bus-ticket"),
    ],
)
def test_example_answers(
    ferry: Matcher, question: str, language: str, status: str, entry: str
) -> None:
    """The guide's questions get the answers that its facts are for."""
    reply, _ = respond(ferry, question, Conversation())
    assert (reply.status, reply.language, reply.fact) == (status, language, entry)
    assert bool(reply.sources) == (status == "answer")


def test_explains_every_key() -> None:
    """Each key of a fact file is named in the guide's part before the example."""
    explained = set(re.findall(r"`([a-z_]+)`", GUIDE.partition("## A complete example")[0]))
    assert keys_of(FACT_FILE) <= explained


def test_messages_are_real() -> None:
    """Each message in the guide's table is one that the code can say."""
    said = [
        node.value
        for path in [
            *(ROOT / "bot" / "facts").glob("*.py"),
            ROOT / "bot" / "match" / "selfcheck.py",
        ]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    section = GUIDE.partition("## What check says")[2].partition("\n## ")[0]
    messages = re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)
    assert len(messages) > 15
    for message in messages:
        for piece in message.split("…"):
            assert any(piece.strip() in text for text in said), f"no message has: {piece}"
