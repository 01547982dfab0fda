"""``footnote chat``: piped, and at a real terminal."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bot.match.matcher import Matcher
from bot.terminal.chat import chat
from tests.dialogue import as_read
from tests.match.tiny import TINY
from tests.program import ROOT, Program

pty = pytest.importorskip("pty", reason="pseudo-terminals are a matter of Unix")


def said(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str,
    facts: Path = TINY,
) -> str:  # fmt: skip
    """Everything the chat prints when the lines are piped in."""
    monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))
    assert chat(facts, matcher, None) == 0
    return as_read(capsys.readouterr().out)


class Terminal:
    """``footnote chat`` at a terminal of its own: type, and see what the screen shows."""

    def __init__(self, footnote: Program, *arguments: str, **environment: str) -> None:
        command = [sys.executable, "-m", "bot", "chat", "--facts", str(TINY), *arguments]
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, command, footnote.environment(TERM="xterm", **environment))  # noqa: S606
        self.seen = ""

    def types(self, text: str) -> None:
        """Keys, as they are pressed."""
        os.write(self.screen, text.encode())

    def shows(self, words: str) -> str:
        """Wait until the screen shows the words; all it has shown since the last time."""
        end = time.monotonic() + 60
        while words not in self.seen and time.monotonic() < end:
            self._read()
        assert words in self.seen
        shown, self.seen = self.seen, ""
        return shown

    def leaves(self) -> int:
        """Wait for the end: the exit code."""
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        try:
            data = os.read(self.screen, 65536)
        except OSError:  # Linux: the other end is closed
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)

    def close(self) -> None:
        """Leave nothing running."""
        os.close(self.screen)


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
    tiny: Matcher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """After a curator's edit and !reload, the same question has the new answer."""
    path = tmp_path / "facts.yaml"
    text = TINY.read_text(encoding="utf-8").replace("Mara Quill has kept it", "Mara Quill has watched it")
    path.write_text(text, encoding="utf-8")
    shown = said(tiny, monkeypatch, capsys, "!keeper", "!RELOAD", "!keeper", facts=path)
    before, after = shown.split("reloaded ")
    assert before.startswith("Mara Quill has kept it since 1998.")
    assert ": 5 facts, 1 gaps\nMara Quill has watched it since 1998." in after


@pytest.mark.parametrize(("content", "complaint"), [("story: {}\n", ":1:"), (None, "no fact file at")])
def test_reload_of_wrong_facts(
    tiny: Matcher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    content: str | None, complaint: str,
) -> None:  # fmt: skip
    """A file that is wrong or gone: what is the matter, and the old facts stay."""
    path = tmp_path / "facts.yaml"
    if content is not None:
        path.write_text(content)
    shown = said(tiny, monkeypatch, capsys, "!reload", "!keeper", facts=path)
    assert complaint in shown
    assert "the old facts stay\nMara Quill has kept it since 1998." in shown


def test_terminal_greets_prompts_and_colours(footnote: Program) -> None:
    """At a terminal: help first, a prompt, colours; Ctrl-D ends with exit code 0."""
    terminal = Terminal(footnote)
    greeting = terminal.shows("› ")
    assert "The old light of Port Ellery" in greeting
    terminal.types("!keeper\n")
    assert "\x1b[36m¹\x1b[0m" in terminal.shows("\r\n\r\n› ")
    terminal.types("\x04")
    assert terminal.leaves() == 0
    terminal.close()


def test_terminal_without_colour(footnote: Program) -> None:
    """NO_COLOR: the same words, no colour."""
    terminal = Terminal(footnote, NO_COLOR="1")
    terminal.shows("› ")
    terminal.types("!keeper\n")
    shown = terminal.shows("depuis 1998”")
    assert "Mara Quill has kept it since 1998. ¹" in shown
    assert "\x1b[36m" not in shown
    assert "\x1b[2m" not in shown
    terminal.types("\x04")
    assert terminal.leaves() == 0
    terminal.close()


@pytest.mark.parametrize("how", ["key", "signal"])
def test_terminal_ends_on_ctrl_c(footnote: Program, how: str) -> None:
    """Ctrl-C ends the chat like Ctrl-D: no traceback, exit code 0."""
    terminal = Terminal(footnote)
    terminal.shows("› ")
    if how == "key":
        terminal.types("\x03")
    else:
        os.kill(terminal.pid, signal.SIGINT)
    assert terminal.leaves() == 0
    assert "Traceback" not in terminal.seen
    terminal.close()


def test_terminal_has_a_history(footnote: Program) -> None:
    """The arrow up brings the last question back."""
    pytest.importorskip("readline")
    terminal = Terminal(footnote)
    terminal.shows("› ")
    terminal.types("!keeper\n")
    terminal.shows("\r\n\r\n› ")
    terminal.types("\x1b[A\n")
    assert "Mara Quill has kept it since 1998." in terminal.shows("\r\n\r\n› ")
    terminal.types("\x04")
    assert terminal.leaves() == 0
    terminal.close()
