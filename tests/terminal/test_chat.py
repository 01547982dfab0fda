"""``footnote chat``: piped, and at a real terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from bot.match.matcher import Matcher
from bot.terminal.chat import chat
from tests.dialogue import as_read
from tests.match.tiny import TINY
from tests.program import ROOT, Program

PROMPT: Final = "› "
PATIENCE: Final = 60  # seconds without a sign of life
pty = pytest.importorskip("pty", reason="pseudo-terminals are a matter of Unix")


def said(
    matcher: Matcher,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *lines: str,
    facts: Path = TINY,
) -> str:
    """Everything the chat prints when the lines are piped in."""
    monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))
    assert chat(facts, matcher, None) == 0
    return as_read(capsys.readouterr().out)


class Terminal:
    """``footnote chat`` at a terminal of its own: type, and see what the screen shows."""

    def __init__(self, footnote: Program, **environment: str) -> None:
        command = [sys.executable, "-m", "bot", "chat", "--facts", str(TINY)]
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(  # noqa: S606 - our own program
                sys.executable, command, footnote.environment(TERM="xterm", **environment)
            )
        self.seen = ""

    def types(self, text: str) -> None:
        """Keys, as they are pressed."""
        os.write(self.screen, text.encode())

    def prompts(self) -> str:
        """Wait for the next prompt: all that the screen has shown before it."""
        while PROMPT not in self.seen:
            assert self._read(), self.seen
        shown, _, self.seen = self.seen.partition(PROMPT)
        return shown

    def leaves(self) -> int:
        """Wait for the end: the exit code."""
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        # False at the end; a program that keeps silent for long is stopped, so no test can hang.
        if not select.select([self.screen], [], [], PATIENCE)[0]:
            os.kill(self.pid, signal.SIGKILL)
            return False
        try:
            data = os.read(self.screen, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)


@pytest.fixture
def terminal(footnote: Program) -> Iterator[Callable[..., Terminal]]:
    """Open terminals, and close them after the test."""
    opened: list[Terminal] = []

    def open_(**environment: str) -> Terminal:
        opened.append(Terminal(footnote, **environment))
        return opened[-1]

    yield open_
    for one in opened:
        os.close(one.screen)


def test_piped_chat(footnote: Program) -> None:
    """Lines in, replies out: no prompt, no colour, exit code 0 at the end of the input."""
    ran = footnote("chat", "--facts", TINY, stdin="How much does the new lamp cost?\n!keeper\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The new lamp costs $45,000. ¹ ²\n\nSources\n")
    assert "\nMara Quill has kept it since 1998. ¹\n" in ran.out
    assert "›" not in ran.out
    assert "\x1b" not in ran.out


def test_piped_chat_without_last_newline(footnote: Program) -> None:
    """A last line that does not end is a line."""
    ran = footnote("chat", "--facts", TINY, stdin="!keeper")
    assert ran.code == 0
    assert "Mara Quill" in ran.out


def test_empty_input(footnote: Program) -> None:
    """Nothing piped in: nothing comes out, exit code 0."""
    ran = footnote("chat", "--facts", TINY, stdin="")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_broken_utf_8_in_a_chat(footnote: Program) -> None:
    """Bytes that are no UTF-8 end nothing: the next question is answered."""
    ran = footnote("chat", "--facts", TINY, stdin=b"\xff\xfe\n!keeper\n")
    assert (ran.code, ran.err) == (0, "")
    assert "Mara Quill" in ran.out


def test_chat_in_a_chosen_language(footnote: Program) -> None:
    """--lang fr: every reply is French."""
    ran = footnote("chat", "--facts", TINY, "--lang", "fr", stdin="who keeps the lighthouse\n")
    assert ran.out.startswith("Mara Quill le garde depuis 1998. ¹\n")


def test_numbered_choice(
    tiny: Matcher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bot asks which is meant; a number that was not offered is named, a good one answered."""
    unsure = replace(tiny, calibration=replace(tiny.calibration, private=2, public=2, clarify=-1))
    shown = said(unsure, monkeypatch, capsys, "how much does the new lamp cost", "0", "9", "٩", "1")
    count = shown.split("Choose a number")[0].count("?\n") - 1
    assert shown.startswith("Which do you mean?\n1. How much does the new lamp cost?\n2. ")
    assert shown.count(f"Choose a number from 1 to {count}.\n") == 3
    assert "The new lamp costs $45,000. ¹ ²\n" in shown


@pytest.mark.parametrize("typed", ["²", "①", "1²"])
def test_digit_that_is_no_number(
    tiny: Matcher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    """A superscript or a circled digit is no error, whatever it is read as."""
    unsure = replace(tiny, calibration=replace(tiny.calibration, private=2, public=2, clarify=-1))
    shown = said(unsure, monkeypatch, capsys, "how much does the new lamp cost", typed, "!keeper")
    assert "Mara Quill has kept it since 1998." in shown


def test_reload_of_unchanged_facts(
    tiny: Matcher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """!reload says that nothing has changed, and of which version."""
    assert said(tiny, monkeypatch, capsys, "!reload") == f"unchanged ({tiny.base.version})\n"


def test_reload_of_changed_facts(
    tiny: Matcher,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """After a curator's edit and !reload, the same question has the new answer."""
    path = tmp_path / "facts.yaml"
    text = TINY.read_text(encoding="utf-8").replace(
        "Mara Quill has kept it", "Mara Quill has watched it"
    )
    path.write_text(text, encoding="utf-8")
    shown = said(tiny, monkeypatch, capsys, "!keeper", "!RELOAD", "!keeper", facts=path)
    before, after = shown.split("reloaded ")
    assert before.startswith("Mara Quill has kept it since 1998.")
    assert ": 5 facts, 1 gaps\nMara Quill has watched it since 1998." in after


@pytest.mark.parametrize("case", [("story: {}\n", ":1:"), (None, "no fact file at")])
def test_reload_of_wrong_facts(
    tiny: Matcher,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    case: tuple[str | None, str],
) -> None:
    """A file that is wrong or gone: what is the matter, and the old facts stay."""
    content, complaint = case
    path = tmp_path / "facts.yaml"
    if content is not None:
        path.write_text(content)
    shown = said(tiny, monkeypatch, capsys, "!reload", "!keeper", facts=path)
    assert complaint in shown
    assert "the old facts stay\nMara Quill has kept it since 1998." in shown


def test_terminal_greets_prompts_and_colours(terminal: Callable[..., Terminal]) -> None:
    """At a terminal: help first, a prompt, colours; Ctrl-D ends with exit code 0."""
    screen = terminal()
    assert "The old light of Port Ellery" in screen.prompts()
    screen.types("!keeper\n")
    assert "Mara Quill has kept it since 1998. \x1b[36m¹\x1b[0m" in screen.prompts()
    screen.types("\x04")
    assert screen.leaves() == 0


def test_terminal_without_colour(terminal: Callable[..., Terminal]) -> None:
    """NO_COLOR: the same words, no colour."""
    screen = terminal(NO_COLOR="1")
    screen.prompts()
    screen.types("!keeper\n")
    shown = screen.prompts()
    assert "Mara Quill has kept it since 1998. ¹" in shown
    assert not [code for code in ("36", "1", "2") if f"\x1b[{code}m" in shown]
    screen.types("\x04")
    assert screen.leaves() == 0


@pytest.mark.parametrize("how", ["key", "signal"])
def test_terminal_ends_on_ctrl_c(terminal: Callable[..., Terminal], how: str) -> None:
    """Ctrl-C ends the chat like Ctrl-D: no traceback, exit code 0."""
    screen = terminal()
    screen.prompts()
    # No person is faster. A key that is pressed after the prompt is shown and before input() waits
    # for one is only noticed with the next: on a busy machine that is long enough to meet it.
    time.sleep(0.5)
    if how == "key":
        screen.types("\x03")
    else:
        os.kill(screen.pid, signal.SIGINT)
    assert screen.leaves() == 0
    assert "Traceback" not in screen.seen


def test_terminal_has_a_history(terminal: Callable[..., Terminal]) -> None:
    """The arrow up brings the last question back."""
    pytest.importorskip("readline")
    screen = terminal()
    screen.prompts()
    screen.types("!keeper\n")
    screen.prompts()
    screen.types("\x1b[A\n")
    assert "Mara Quill has kept it since 1998." in screen.prompts()
    screen.types("\x04")
    assert screen.leaves() == 0
