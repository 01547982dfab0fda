"""The whole check: every problem at once, whatever state the file is in."""

from __future__ import annotations

import time

import pytest

from bot.facts.check import check_document
from bot.facts.document import parse
from bot.facts.shape import FACT_FILE
from tests.facts.small import SMALL, changed, problems_of

FRAGMENT = '"the old bridge closed on 3 May"'
COST_LINE = "what does the repair cost"


def test_valid_file_has_no_problem() -> None:
    """The small file is right in every way."""
    assert problems_of(SMALL) == []


def test_all_problems_at_once() -> None:
    """Problems of shape do not hide the others, and all come in file order."""
    text = changed(
        ("2024-02-29", "2023-02-29"),
        ("lead: repair-cost", "lead: nothing"),
        ("    disputed: true\n", "    disputed:\n"),
        (FRAGMENT, '"old bridge"'),
        (COST_LINE, "what (does"),
    )
    messages = [found.message for found in problems_of(text)]
    assert [message.split(":")[0] for message in messages] == [
        "'date' is 2023-02-29, a day no calendar has",
        "unknown fact 'nothing'",
        "fragment too short, 2 words",
        "'disputed' is ''",
        "no closing ')'",
        "'position' in a fact that is not disputed",
        "'position' in a fact that is not disputed",
    ]


@pytest.mark.parametrize("line", range(SMALL.count("\n")))
def test_any_line_may_be_missing(line: int) -> None:
    """The check copes with a file that has lost a line, whichever it is."""
    lines = SMALL.splitlines(keepends=True)
    problems_of("".join(lines[:line] + lines[line + 1 :]))


@pytest.mark.parametrize("value", ["null", "[]", "{}", "x", "[null, {id: null}, [x]]"])
@pytest.mark.parametrize("key", list(FACT_FILE.fields))
def test_any_part_may_be_of_the_wrong_kind(key: str, value: str) -> None:
    """The check copes with any kind of value where a part should stand."""
    head, _, rest = SMALL.partition(f"\n{key}:\n") if key != "story" else ("", "", SMALL[7:])
    tail = rest.splitlines(keepends=True)
    while tail and tail[0].startswith(" "):
        tail.pop(0)
    assert problems_of(f"{head}\n{key}: {value}\n{''.join(tail)}") or value == "[]"


def test_a_large_file_is_checked_in_time() -> None:
    """180 facts of 120 lines are checked in seconds, far from quadratic."""
    lines = "".join(f"        word{{n}}x{n} (a|b) [c] {{close}} y{n}z{{n}}\n" for n in range(30))
    start, end = SMALL.index("  - id: closing-date"), SMALL.index("  - id: repair-cost")
    fact = SMALL[start:end].replace("        when did the bridge {close}\n", lines)
    many = "".join(
        fact.replace("{n}", str(n)).replace("id: closing-date", f"id: fact-{n}") for n in range(180)
    )
    document = parse(changed((SMALL[start:end], SMALL[start:end] + many)), FACT_FILE)
    before = time.perf_counter()
    check_document(document)
    assert time.perf_counter() - before < 10  # 2 s on a quiet machine
