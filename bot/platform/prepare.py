"""The child process of a reload: ``python -m bot.platform.prepare FACTS OUT``.

It checks a fact file and writes its snapshot to OUT, so that the seconds this takes are spent in
another process and no member waits for them. Facts that were accepted before are not fitted
again. Standard output is one JSON object: ``error`` (one
line, or null), ``problems`` (line, column, message, severity) and ``version``.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any


def prepare(facts: Path, out: Path) -> dict[str, Any]:
    """Check a file; write its snapshot only when nothing is wrong with it."""
    from bot.checking import check_file
    from bot.errors import FootnoteError, InvalidFacts
    from bot.facts.source import read_text, version_of
    from bot.library import checked_before, keep_checked
    from bot.match.snapshot import dump, write

    try:
        version = version_of(read_text(facts))
        known = checked_before(version)
        if known is not None:
            write(out, known[0])
            return {"error": None, "version": version, "problems": known[1]}
        checked = check_file(facts)
    except InvalidFacts as error:
        return {"error": None, "version": None, "problems": [astuple(p) for p in error.problems]}
    except FootnoteError as error:
        return {"error": str(error), "version": None, "problems": []}
    version = checked.matcher.base.version
    if not checked.errors:
        snapshot = dump(checked.matcher, checked.document.values)
        write(out, snapshot)
        keep_checked(version, snapshot, checked.problems)
    problems = [astuple(problem) for problem in checked.problems]
    return {"error": None, "version": version, "problems": problems}


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # whoever asks goes first, before the imports already
    sys.stdout.write(json.dumps(prepare(Path(sys.argv[1]), Path(sys.argv[2]))))
