"""What may know what, how long a module may get, and that every module has its test."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import ROOT, Program

PLATFORMS = ("discord", "telegram", "aiohttp", "httpx", "websockets", "requests", "tornado")
CORE = ("bot.text", "bot.facts", "bot.match", "bot.answer", "bot.conversation")
# What the platforms share; it knows the core, and neither of them.
SHARED = (
    "bot.platform", "bot.store", "bot.stats", "bot.metrics", "bot.settings", "bot.environment",
    "bot.checking",
)  # fmt: skip
EDGES = ("bot.terminal", "bot.commands", "bot.cli", "bot.discord_bot", "bot.telegram_bot")
MODULES = sorted((ROOT / "bot").rglob("*.py"))
# Modules whose behaviour is held by a test of another name, and which one.
HELD_ELSEWHERE = {
    "__main__": "every run in tests/test_cli.py starts there",
    "errors": "tests/test_cli.py and tests/facts: each error is met where it is raised",
    "facts/check": "tests/facts: a test for each message",
    "facts/check_commands": "tests/facts: a test for each message",
    "facts/check_ids": "tests/facts: a test for each message",
    "facts/check_phrasings": "tests/facts: a test for each message",
    "facts/check_statements": "tests/facts: a test for each message",
    "facts/model": "plain values, built by tests/facts/test_load.py",
    "facts/parts": "used by every check in tests/facts",
    "facts/source": "tests/facts/test_document.py and test_load.py",
    "match/confidence": "tests/match/test_calibrate.py and test_decide.py",
    "facts/shape": "tests/facts/test_schema.py and test_document.py follow it",
    "text/function_words": "a list; tests/text/test_tokens.py and test_language.py rest on it",
    "match/compile": "tests/match/test_matcher.py and tests/commands/test_curate.py (fit)",
    "match/model": "tests/match/test_fit.py and test_matcher.py",
    "match/examples": "tests/match/test_features.py and test_fit.py",
    "match/evidence": "tests/match/test_calibrate.py",
    "checking": "tests/commands/test_curate.py (check) and tests/platform/test_reload.py",
    "platform/prepare": "tests/platform/test_reload.py runs it as a child",
    "platform/child": "tests/platform/test_reload.py: its child, and children that die",
    "platform/report": "tests/platform/test_reload.py reads its reports",
    "platform/runtime": "plain values; every test of tests/discord_bot is run with one",
    "store/schema": "tests/store/test_migrations.py compares it with a migrated database",
    "store/upsert": "tests/store: votes, counts, settings and keys all go through it",
    "store/keys": "tests/store/test_votes.py",
    "store/command": "tests/commands/test_desk.py",
    "platform/records": "plain values, in every test of tests/store",
    "discord_bot/desk": "asked by every dialogue in tests/discord_bot",
    "discord_bot/localise": "tests/discord_bot/test_slash.py (localisations)",
    "discord_bot/options": "tests/discord_bot/test_client.py (intents, shards)",
    "discord_bot/places": "tests/discord_bot/test_messages.py and test_slash.py (languages)",
    "discord_bot/run": "tests/discord_bot/test_end_to_end_gateway.py and …_process.py",
    "match/explain": "tests/match/test_matcher.py and tests/test_conversation.py (!why)",
}


def name_of(path: Path) -> str:
    """``match/fit`` for bot/match/fit.py."""
    return path.relative_to(ROOT / "bot").with_suffix("").as_posix()


def modules_of(package: str) -> list[str]:
    """Dotted names of a package's modules, or of the one module."""
    place = ROOT / Path(*package.split("."))
    if not place.is_dir():
        return [package]
    return [f"{package}.{path.stem}" for path in sorted(place.glob("*.py")) if path.stem[0] != "_"]


def loaded_by(code: str) -> set[str]:
    """Top-level names of what a fresh interpreter has loaded after running some code."""
    script = f"{code}\nimport sys\nprint(' '.join(sys.modules))"
    out = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(out.stdout.split("\n")[-2].split())


def imports_of(path: Path) -> set[str]:
    """Every module a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_core_and_shared_layer_load_no_platform() -> None:
    """Importing every core and every shared module loads no platform or network library."""
    names = [name for package in (*CORE, *SHARED) for name in modules_of(package)]
    assert len(names) > 30
    loaded = loaded_by("\n".join(f"import {name}" for name in names))
    assert "bot.match.matcher" in loaded
    assert not {name.split(".")[0] for name in loaded} & set(PLATFORMS)


def test_core_loads_no_edge() -> None:
    """Importing every core module loads no shared layer, terminal or command line."""
    names = [name for package in CORE for name in modules_of(package)]
    loaded = loaded_by("\n".join(f"import {name}" for name in names))
    assert not [name for name in loaded if name.startswith((*EDGES, *SHARED))]


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in MODULES
        if name_of(path).split("/")[0]
        in (
            "text",
            "facts",
            "match",
            "answer",
            "conversation",
            "platform",
            "store",
            "stats",
            "metrics",
            "svg",
            "settings",
            "environment",
            "checking",
        )
    ],
    ids=name_of,
)
def test_core_and_shared_layer_name_no_edge_or_platform(path: Path) -> None:
    """No such module imports an edge or a platform, not even inside a function."""
    imports = imports_of(path)
    assert not [name for name in imports if name.startswith(EDGES)]
    assert not [name for name in imports if name.split(".")[0] in PLATFORMS]


def test_text_and_facts_know_nothing_above_them() -> None:
    """Text knows only itself; facts know text and errors; neither knows matching or answers."""
    for package in ("text", "facts"):
        for path in sorted((ROOT / "bot" / package).glob("*.py")):
            facts = ("bot.facts",) if package == "text" else ()
            above = ("bot.match", "bot.answer", "bot.conversation", "bot.library", *facts)
            assert not [name for name in imports_of(path) if name.startswith(above)], path


def test_help_loads_no_numpy() -> None:
    """``footnote --help`` loads neither numpy, yaml nor rapidfuzz."""
    run = "from bot.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    loaded = loaded_by(run)
    assert "bot.cli" in loaded
    assert not loaded & {"numpy", "yaml", "rapidfuzz"}


def test_ask_fits_nothing(footnote: Program) -> None:
    """``footnote ask`` with a stored snapshot loads neither the fitter nor the YAML reader."""
    tiny = "tests/match/tiny.yaml"
    assert footnote("ask", "who keeps the lighthouse", "--facts", tiny).code == 0
    script = (
        "import sys\nfrom bot.cli import main\n"
        f"main(['ask', 'who keeps the lighthouse', '--facts', {tiny!r}])\n"
        "print(' '.join(sys.modules))"
    )
    out = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", script],
        cwd=ROOT, env=footnote.environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(out.stdout.splitlines()[-1].split())
    assert "bot.match.matcher" in loaded
    assert "bot.match.compile" not in loaded


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_short_and_says_what_it_is(path: Path) -> None:
    """Every module has a docstring and at most 300 lines."""
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300


def test_every_module_has_its_test() -> None:
    """tests/ mirrors bot/: each module has its test module, or a reason in the list."""
    missing = []
    for path in MODULES:
        name = name_of(path)
        if path.stem == "__init__":
            continue
        folder, _, stem = name.rpartition("/")
        if (
            not (ROOT / "tests" / folder / f"test_{stem}.py").exists()
            and name not in HELD_ELSEWHERE
        ):
            missing.append(name)
    assert missing == []


def test_no_reason_outlives_its_module() -> None:
    """The list of modules held elsewhere names only modules that exist."""
    assert set(HELD_ELSEWHERE) <= {name_of(path) for path in MODULES}
