"""``footnote ask``: one question, or a file of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.commands.talk import answer_lines
from bot.match.matcher import Matcher
from tests.contract import ANSWER, CITATION_KEYS, KEYS
from tests.dialogue import DIALOGUES, turns_of
from tests.match.tiny import TINY
from tests.program import Program, Ran


def broken_rules(answer: object) -> list[str]:
    """What an answer breaks of the contract."""
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(ANSWER).iter_errors(answer)
    ]


def line(**row: object) -> str:
    """One JSON line."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def asked(footnote: Program, *lines: str | bytes, options: tuple[str, ...] = ()) -> Ran:
    """Ask the tiny facts the lines of standard input."""
    data = b"".join(one.encode() if isinstance(one, str) else one for one in lines)
    return footnote("ask", "--jsonl", "-", "--facts", TINY, *options, stdin=data)


def test_answer_as_text(footnote: Program) -> None:
    """One question, one answer, its sources; nothing on standard error, no colour in a pipe."""
    ran = footnote("ask", "How much does the new lamp cost?", "--facts", TINY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The new lamp costs $45,000. ¹ ²\n\nSources\n")
    assert "\x1b" not in ran.out


def test_answer_as_json(footnote: Program) -> None:
    """The keys of the contract, in its order, without an id."""
    ran = footnote("ask", "How much does the new lamp cost?", "--json", "--facts", TINY)
    assert (ran.code, ran.err) == (0, "")
    assert [key for key in ran.json if key in KEYS] == KEYS
    assert "id" not in ran.json
    assert list(ran.json["citations"][0]) == CITATION_KEYS
    assert broken_rules(ran.json) == []


def test_shipped_salary_as_json(footnote: Program, shipped: Matcher) -> None:
    """``footnote ask '!salary' --json`` with the shipped facts: the contract's example."""
    found = footnote("ask", "!salary", "--json").json
    assert broken_rules(found) == []
    assert found["version"] == shipped.base.version
    assert (found["status"], found["fact"], found["command"]) == ("answer", "pm-salary", "salary")
    assert found["independent_sources"] == 2
    pedretti = next(c for c in found["citations"] if c["article"] == "pedretti-it")
    assert pedretti["author"] == "Martina Pedretti"
    assert (pedretti["date"], pedretti["outlet"], pedretti["url"]) == ("2023-07-26", None, None)
    assert (pedretti["line"], pedretti["origin"]) == (9, "intercept")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("How much does the new lamp cost?", "answer"),
        ("!closing", "answer"),
        ("when does the lighthouse reopen", "gap"),
        ("", "unknown"),
        ("?!", "unknown"),
        ("🎉", "unknown"),
        ("!nonsense", "unknown"),
        ("\u202e", "unknown"),
        ("!help", "info"),
        ("!why", "info"),
    ],
)
def test_every_status_keeps_the_contract(footnote: Program, question: str, status: str) -> None:
    """Each kind of reply has every key, and an odd question is no error."""
    ran = asked(footnote, line(id="7", text=question))
    (found,) = ran.rows
    assert (ran.code, ran.err) == (0, "")
    assert (found["id"], found["status"]) == ("7", status)
    assert next(iter(found)) == "id"
    assert broken_rules(found) == []


def test_empty_question_on_the_command_line(footnote: Program) -> None:
    """``footnote ask ""`` is no wrong usage: what can be asked is shown."""
    ran = footnote("ask", "", "--facts", TINY)
    assert ran.code == 0
    assert ran.out.startswith("Ask me something about the story")


def test_language_option(footnote: Program) -> None:
    """--lang fixes the language of the reply, of each line that names none."""
    assert (
        footnote("ask", "!cost", "--lang", "ar", "--json", "--facts", TINY).json["language"] == "ar"
    )
    ran = asked(
        footnote,
        line(id="1", text="!cost"),
        line(id="2", text="!cost", lang="it"),
        options=("--lang", "fr"),
    )
    assert [row["language"] for row in ran.rows] == ["fr", "it"]


@pytest.mark.parametrize("arguments", [[], ["x", "--jsonl", "-"]])
def test_one_question_or_a_file(footnote: Program, arguments: list[str]) -> None:
    """Neither and both are wrong usage, said in one line with an example."""
    ran = footnote("ask", *arguments)
    assert ran.code == 2
    assert ran.complaint.startswith("footnote: give one question, as in: footnote ask")


def test_lines_are_answered_in_order(footnote: Program) -> None:
    """One object a line goes in, one a line comes out, in the same order with its id."""
    texts = ["!cost", "!keeper", "?", "!closing", "!cost"]
    ran = asked(footnote, *(line(id=f"q{n}", text=text) for n, text in enumerate(texts)))
    assert [row["id"] for row in ran.rows] == ["q0", "q1", "q2", "q3", "q4"]
    assert [row["fact"] for row in ran.rows] == [
        "lamp-cost",
        "keeper",
        None,
        "closing-day",
        "lamp-cost",
    ]


def test_lines_of_a_file(footnote: Program, tmp_path: Path) -> None:
    """A file is read like standard input."""
    path = tmp_path / "questions.jsonl"
    path.write_text(line(id="ي", text="من يحرس المنارة؟"), encoding="utf-8")
    (row,) = footnote("ask", "--jsonl", path, "--facts", TINY).rows
    assert (row["id"], row["fact"], row["language"]) == ("ي", "keeper", "ar")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("not json\n", "not JSON"),
        ("[1, 2]\n", "not an object"),
        ('"text"\n', "not an object"),
        ("null\n", "not an object"),
        ("{}\n", 'needs "id" and "text", both strings'),
        ('{"id": 1, "text": "x"}\n', 'needs "id" and "text", both strings'),
        ('{"id": "1"}\n', 'needs "id" and "text", both strings'),
        ('{"id": "1", "text": null}\n', 'needs "id" and "text", both strings'),
        ('{"id": "1", "text": "x", "lang": "de"}\n', '"lang" must be en, it, fr or ar'),
        ('{"id": "1", "text": "x", "lang": ["it"]}\n', '"lang" must be en, it, fr or ar'),
        (
            '{"id": "1", "text": "x", "conversation": {}}\n',
            '"conversation" must be a string or a number',
        ),
        ("[" * 100_000 + "\n", "not JSON"),
        ("1" * 10_000 + "\n", "not JSON"),
    ],
)  # fmt: skip
def test_bad_line_gets_an_error_and_the_run_goes_on(tiny: Matcher, bad: str, message: str) -> None:
    """A line that is no question is answered with an error object; the next is answered as ever."""
    lines = [bad, line(id="2", text="!keeper")]
    first, second = answer_lines(tiny, lines, None, public=False)
    assert first == {"id": None, "status": "error", "message": message}
    assert (second["id"], second["fact"]) == ("2", "keeper")


def test_bad_lines_do_not_change_the_exit_code(footnote: Program) -> None:
    """The run is done, though a line was none: exit code 0."""
    ran = asked(footnote, "nonsense\n", "\n", line(id="2", text="!keeper"))
    assert (ran.code, ran.err) == (0, "")
    assert [row["status"] for row in ran.rows] == ["error", "answer"]


def test_broken_utf_8(footnote: Program) -> None:
    """Bytes that are no UTF-8 are read as the replacement character, and the run goes on."""
    ran = asked(
        footnote,
        b'{"id": "1", "text": "who keeps the lighthouse \xff\xfe?"}\n',
        b"\xc3\x28\n",
        line(id="3", text="!cost"),
    )
    assert ran.code == 0
    assert [(row["id"], row["status"]) for row in ran.rows] == [
        ("1", "answer"),
        (None, "error"),
        ("3", "answer"),
    ]


def test_lone_surrogate_in_json(footnote: Program) -> None:
    """An escape for half a character is valid JSON: an answer comes, in UTF-8."""
    ran = asked(footnote, '{"id": "\\ud800", "text": "!\\ud800"}\n', line(id="2", text="!cost"))
    assert ran.code == 0
    assert [row["status"] for row in ran.rows] == ["unknown", "answer"]


def test_conversation_goes_on_over_lines(footnote: Program) -> None:
    """Lines with the same conversation are one conversation, whatever stands between them."""
    ran = asked(
        footnote,
        line(id="1", text="!language it", conversation="bruno"),
        line(id="2", text="!cost", conversation="alice"),
        line(id="3", text="!cost", conversation="bruno"),
        line(id="4", text="!cost"),
        line(id="5", text="!language fr", conversation=7),
        line(id="6", text="!cost", conversation=7),
    )
    assert [row["language"] for row in ran.rows] == ["it", "en", "it", "en", "fr", "fr"]


def test_conversation_remembers_the_question(tiny: Matcher) -> None:
    """!why in the same conversation explains its own question, not another's."""
    lines = [
        line(id="1", text="price of the lamp", conversation="a"),
        line(id="2", text="!why", conversation="b"),
        line(id="3", text="!why", conversation="a"),
    ]
    _, other, own = answer_lines(tiny, lines, None, public=False)
    assert other["text"] == "Nothing has been asked yet."
    assert "(lamp-cost)" in own["text"]


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_dialogue_through_json_lines(shipped: Matcher, path: Path) -> None:
    """The dialogue files give the same turns through JSON lines, each within the contract."""
    turns = turns_of(path)
    lines = [line(id=str(n), text=turn.says, conversation="c") for n, turn in enumerate(turns)]
    found = list(answer_lines(shipped, lines, None, public=False))
    assert [(row["status"], row["fact"], row["language"]) for row in found] == [
        (turn.status, turn.fact, turn.language) for turn in turns
    ]
    assert [broken_rules(row) for row in found] == [[]] * len(turns)


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_question_file_that_cannot_be_read(footnote: Program, tmp_path: Path, name: str) -> None:
    """A missing file and a folder: one line, exit code 2."""
    ran = footnote("ask", "--jsonl", tmp_path / name, "--facts", TINY)
    assert ran.code == 2
    assert ran.complaint.startswith(f"footnote: cannot read {tmp_path / name}: ")


def test_public_is_stricter(footnote: Program) -> None:
    """--public holds the question to the higher threshold, which the reply names."""
    private, public = (
        footnote("ask", "who keeps the lighthouse", "--json", "--facts", TINY, *more).json["why"][
            "threshold"
        ]
        for more in ((), ("--public",))
    )
    assert public >= private


def test_compiling_is_announced_once(footnote: Program, tmp_path: Path) -> None:
    """The first question to new facts says why it takes long, on standard error."""
    program = Program(tmp_path / "home")
    first = program("ask", "!cost", "--facts", TINY)
    assert first.complaint == "footnote: new facts, compiling them once (some seconds) …"
    assert program("ask", "!cost", "--facts", TINY).err == ""
    assert first.out == footnote("ask", "!cost", "--facts", TINY).out
