"""What changed between two fact files, as a curator would say it."""

from __future__ import annotations

import pytest

from bot.facts.diff import differences, in_words
from bot.facts.load import load_text
from bot.facts.model import FactBase
from tests.facts.small import SMALL, changed

FACT = """\
  - id: opening
    topic: bridge
    question: {en: "When did it open?", it: "Aperto?", fr: "Ouvert ?", ar: "متى فُتح؟"}
    phrasings:
      en: |
        when did it open
      it: |
        quando ha aperto
      fr: |
        quand a-t-il ouvert
      ar: |
        متى فتح
    statements:
      - en: "In 1901."
        it: "Nel 1901."
        fr: "En 1901."
        ar: "في 1901."
        citations:
          - {article: gazette-en, line: 5, fragment: "opened in 1901"}
"""


def base(text: str) -> FactBase:
    """The base of a text."""
    return load_text(text, "f.yaml")[0]


def said(*edits: tuple[str, str]) -> list[str]:
    """What is said about edits of the small file."""
    return list(in_words(differences(base(SMALL), base(changed(*edits)))))


def test_nothing_changed() -> None:
    """A comment is no difference."""
    assert said(("facts:\n", "facts:  # the answers\n")) == []


def test_fact_added_and_removed() -> None:
    """Its question says which it is."""
    new = base(SMALL.replace("gaps:\n", f"{FACT}gaps:\n"))
    assert list(in_words(differences(base(SMALL), new))) == [
        "fact opening added:",
        '  "When did it open?"',
    ]
    assert list(in_words(differences(new, base(SMALL)))) == [
        "fact opening removed:",
        '  "When did it open?"',
    ]


def test_gap_removed() -> None:
    """A gap that is no longer one."""
    new = base(SMALL[: SMALL.index("gaps:\n")])
    assert list(in_words(differences(base(SMALL), new))) == [
        "gap gap-builder removed:",
        '  "Who built it?"',
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'en: "The bridge closed on 3 May."',
            'en: "The bridge was closed on 3 May."',
            'statement 1 (en): "The bridge closed on 3 May." → "The bridge was closed on 3 May."',
        ),
        (
            'line: 2\n            fragment: "the old bridge closed on 3 May"',
            'line: 6\n            fragment: "closed on 3 May"',
            'statement 1 cites gazette-en line 6 "closed on 3 May" (origin mayor) instead of '
            'gazette-en line 2 "the old bridge closed on 3 May" (origin mayor)',
        ),
        (
            "            origin: mayor\n    related",
            "            origin: mayor\n"
            "          - {article: gazette-en, line: 7, fragment: since 3 May}\n    related",
            'statement 1 also cites gazette-en line 7 "since 3 May" (origin gazette)',
        ),
        (
            "        date [of the] closure\n",
            "        closing day\n        date [of the] closure\n        shut when\n",
            '2 English phrasings added, now 4: "closing day", "shut when"',
        ),
        (
            "        date [of the] closure\n",
            "",
            '1 English phrasing removed, now 1: "date [of the] closure"',
        ),
        (
            '{en: "When did it close?",',
            '{en: "When was it shut?",',
            'question (en): "When did it close?" → "When was it shut?"',
        ),
        ("    related: [repair-cost]\n", "", "related: repair-cost → none"),
        ("    topic: bridge\n    question: {en: \"When",
         "    topic: repairs\n    question: {en: \"When",
         'topic: "bridge" → "repairs"'),
    ],
)  # fmt: skip
def test_fact_changed(old: str, new: str, words: str) -> None:
    """Which statement, which citation, how many phrasings, which language."""
    assert said((old, new)) == ["fact closing-date changed:", f"  {words}"]


def test_statement_added_and_removed() -> None:
    """A position that joins a dispute, and one that leaves it."""
    start = SMALL.index('      - en: "Nobody knows."')
    end = SMALL.index("gaps:\n")
    nobody = SMALL[start:end]
    third = nobody.replace("Nobody knows", "Ask the town").replace("line: 4", "line: 9")
    new = base(SMALL[:end] + third + SMALL[end:])
    assert list(in_words(differences(base(SMALL), new))) == [
        "fact repair-cost changed:",
        '  statement 3 added: "Ask the town.", citing gazette-en line 9 "Ponti said" '
        "(origin gazette)",
    ]
    assert (
        list(in_words(differences(new, base(SMALL))))[1] == '  statement 3 removed: "Ask the town."'
    )


def test_dispute_that_ends() -> None:
    """A flag that goes, a position that goes, a figure that is no longer our own."""
    flags = SMALL[: SMALL.index('      - en: "Nobody knows."')] + SMALL[SMALL.index("gaps:\n") :]
    flags = flags.replace("    disputed: true\n", "").replace("        computed: true\n", "")
    flags = flags.replace('        position: {en: "The mayor", it: "La sindaca", fr: "La maire", '
                          'ar: "العمدة"}\n', "")  # fmt: skip
    words = list(in_words(differences(base(SMALL), base(flags))))
    assert "fact repair-cost changed:" in words
    assert '  statement 1, position (en) is gone, was "The mayor"' in words
    assert "  statement 1, computed is gone, was true" in words
    assert "  disputed is gone, was true" in words
    assert '  statement 2 removed: "Nobody knows."' in words


def test_topic_article_origin_name_story_and_list() -> None:
    """Everything else a fact file holds."""
    words = said(
        ("en: bridge, closure", "en: bridge, shutdown"),
        ("lead: repair-cost", "lead: closing-date"),
        ('title: "Bridge closed"', 'title: "Bridge shut"'),
        ("author: null", "author: Ada Berg"),
        ('en: "the mayor"', 'en: "Mayor Berg"'),
        ("      Ponti\n", "      Ponti\n      Pontis\n"),
        ('en: "The old bridge"', 'en: "The bridge"'),
        ("close: close|shut", "close: close|shut|end"),
    )
    assert words == [
        "topic bridge changed:",
        '  1 English command added, now 2: "shutdown"',
        '  1 English command removed, now 2: "closure"',
        "topic repairs changed:",
        '  lead: "repair-cost" → "closing-date"',
        "article gazette-en changed:",
        '  title: "Bridge closed" → "Bridge shut"',
        '  author is now "Ada Berg"',
        "origin mayor changed:",
        '  name (en): "the mayor" → "Mayor Berg"',
        "name ponti changed:",
        '  1 spelling added, now 3: "Pontis"',
        "story changed:",
        '  title (en): "The old bridge" → "The bridge"',
        "list close (en) changed:",
        '  list {close} (en): "close|shut" → "close|shut|end"',
    ]  # fmt: skip


def test_order() -> None:
    """The order of topics is the order of the menu."""
    first, second = SMALL.index("  - id: bridge\n"), SMALL.index("  - id: repairs\n")
    end = SMALL.index("facts:\n")
    new = base(SMALL[:first] + SMALL[second:end] + SMALL[first:second] + SMALL[end:])
    assert list(in_words(differences(base(SMALL), new))) == [
        "topic order changed:",
        "  the topics stand in another order",
    ]


def test_every_changed_fact_has_words() -> None:
    """Whatever differs between two facts is said: no change is reported with nothing below it."""
    for edit in (
        ("        when did the bridge {close}\n\n        date [of the] closure\n",
         "        date [of the] closure\n        when did the bridge {close}\n"),
        ("closed on 3 May\"\n            origin: mayor", "closed on 3 May\""),
        ("nearest: [closing-date]", "nearest: []"),
    ):  # fmt: skip
        title, *details = said(edit)
        assert title.endswith(" changed:")
        assert details
