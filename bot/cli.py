"""The command line, as docs/command-line.md has it; every import that costs time is inside."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bot import __version__
from bot.errors import FootnoteError, InvalidFacts

_MADE_BETWEEN_COLLECTIONS = 50_000  # objects; Python's own number is 700
# The module of bot.commands that a command stands in; the others stand in "curate".
_PLACES = {
    "chat": "talk",
    "ask": "talk",
    "run": "serve",
    "add-phrasing": "edit",
    "diff": "edit",
    "gaps": "edit",
    "stats": "desk",
    "settings": "desk",
    "forget": "desk",
}


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--facts", metavar="PATH", help="fact file (else FACTS, ./facts.yaml, or the shipped one)"
    )
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument(
        "--lang", choices=("en", "it", "fr", "ar"), help="language of the answers"
    )
    parser = argparse.ArgumentParser(
        prog="footnote",
        description="Answers about a news story, with a footnote under every answer.",
    )
    parser.add_argument("--version", action="version", version=f"footnote {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("chat", parents=[common, language], help="talk in the terminal")
    ask = commands.add_parser("ask", parents=[common, language], help="one answer, or one a line")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")
    ask.add_argument("--public", action="store_true", help="the stricter thresholds of a group")
    ask.add_argument("--jsonl", metavar="PATH", help="answer a file of questions ('-': input)")
    run = commands.add_parser("run", parents=[common], help="run the bots that have a token")
    run.add_argument("platforms", nargs="*", metavar="discord|telegram")
    commands.add_parser("check", parents=[common], help="find every problem of a fact file")
    verify = commands.add_parser("verify", parents=[common], help="prove the citations")
    verify.add_argument("--articles", required=True, metavar="DIR", help="folder of <id>.txt")
    fit = commands.add_parser("fit", parents=[common], help="compile the facts for matching")
    fit.add_argument("--questions", metavar="PATH", help="labelled questions to calibrate on (dev)")
    fit.add_argument("--out", metavar="PATH", help="where to write the snapshot (else the cache)")
    add = commands.add_parser("add-phrasing", parents=[common], help="add one line to a fact")
    add.add_argument("entry", metavar="FACT", help="id of a fact or a gap")
    add.add_argument("phrasing", metavar="PHRASING", help="how people ask for it, in quotes")
    add.add_argument(
        "--lang", choices=("en", "it", "fr", "ar"), help="else it is told by the words"
    )
    diff = commands.add_parser("diff", help="what changed between two fact files, in words")
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    diff.add_argument("--json", action="store_true", help="print the changes as JSON")
    gaps = commands.add_parser("gaps", parents=[common], help="what people asked in vain")
    form = gaps.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the groups as JSON")
    form.add_argument("--yaml", action="store_true", help="print stubs for the fact file")
    gaps.add_argument("--top", type=int, metavar="N", help="only the N most asked")
    evaluate = commands.add_parser("eval", parents=[common], help="run labelled questions")
    evaluate.add_argument("path", metavar="PATH", help="a file or folder of JSON lines")
    evaluate.add_argument("--split", choices=("train", "dev", "test", "all"), default="all")
    evaluate.add_argument("--gate", metavar="PATH", help="TOML file of figures to hold")
    evaluate.add_argument("--errors", metavar="PATH", default="eval-errors.jsonl")
    evaluate.add_argument(
        "--public", action="store_true", help="the stricter thresholds of a group"
    )
    _add_store_commands(commands, common)
    return parser


def _add_store_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    stats = commands.add_parser("stats", parents=[common], help="how much was asked and answered")
    stats.add_argument("--days", type=int, default=30, metavar="N", help="the last N (else 30)")
    stats.add_argument("--json", action="store_true", help="print the figures as JSON")
    stats.add_argument("--picture", metavar="PATH", help="draw them as SVG instead")
    settings = commands.add_parser("settings", help="the settings of servers and groups")
    settings.add_argument("scope", nargs="?", metavar="discord:SERVER|telegram:GROUP")
    settings.add_argument("name", nargs="?", metavar="NAME")
    settings.add_argument("value", nargs="?", metavar="VALUE", help="'default' takes it away")
    forget = commands.add_parser("forget", help="delete kept questions")
    forget.add_argument("person", nargs="?", metavar="discord:ID|telegram:ID")
    forget.add_argument("--older-than", type=int, metavar="DAYS")
    forget.add_argument("--all", action="store_true", help="every kept question")


def _run(arguments: argparse.Namespace) -> int:
    place = _PLACES.get(arguments.command, "curate")
    # Answering multiplies nothing large, and fitting takes a process a language: without threads
    # numpy starts in half the time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    name = "evaluate" if arguments.command == "eval" else arguments.command.replace("-", "_")
    return int(getattr(import_module(f"bot.commands.{place}"), name)(arguments))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. Errors we foresee are one line on standard error."""
    # What a start makes, modules and facts, stays: looking through it for garbage is a twentieth of
    # the time of a start. Later on so few collections are as good as many.
    gc.set_threshold(_MADE_BETWEEN_COLLECTIONS)
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(
                encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace"
            )
    try:
        return _run(arguments)
    except InvalidFacts as error:
        for problem in error.problems:
            # Warnings are for the curator who checks, not for whoever asks.
            if problem.severity == "error" or arguments.command == "check":
                print(problem.located(error.path), file=sys.stderr)
        return error.exit_code
    except FootnoteError as error:
        print(f"footnote: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has left; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
