"""The child process of a reload: ``python -m bot.platform.prepare FACTS OUT``.

It checks a fact file and writes its snapshot to OUT, so that the seconds this takes are spent in
another process and no member waits for them. Standard output is one JSON object: ``error`` (one
line, or null), ``problems`` (line, column, message, severity) and ``version``.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

from bot.checking import check_file
from bot.errors import FootnoteError, InvalidFacts
from bot.match.snapshot import dump, write


def prepare(facts: Path, out: Path) -> dict[str, Any]:
    """Check a file; write its snapshot only when nothing is wrong with it."""
    try:
        checked = check_file(facts)
    except InvalidFacts as error:
        return {"error": None, "version": None, "problems": [astuple(p) for p in error.problems]}
    except FootnoteError as error:
        return {"error": str(error), "version": None, "problems": []}
    problems = [astuple(problem) for problem in checked.problems]
    if not checked.errors:
        write(out, dump(checked.matcher, checked.document.values))
    return {"error": None, "version": checked.matcher.base.version, "problems": problems}


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # whoever asks the bot something goes first
    sys.stdout.write(json.dumps(prepare(Path(sys.argv[1]), Path(sys.argv[2]))))
