"""Reload the facts again and again while people ask: nobody may notice.

    python benchmarks/reload.py [--reloads N] [--askers N] [--editions N]

A small fact file is written in one edition after the other, and each text of an edition bears its
mark. Every fourth is broken, each time in another way. Meanwhile the askers ask, press buttons and
read each answer: it must be there, be right, and bear one mark only. The time of an answer counts
from when the question was due, so that a loop which stands still is counted too. It prints the
figures; exit code 1 if one of them is not held.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.editions import BROKEN, MARK, edition, mark_of, save
from bot.facts.model import Fact
from bot.facts.source import version_of
from bot.library import open_facts
from bot.platform.buttons import entry_of
from bot.platform.memory import settle
from bot.platform.reload import Reloader
from bot.platform.render import Manner, Parts, originals, render
from bot.platform.report import Loaded, Refused
from bot.platform.service import Place, Service

# What is asked, and the entry that must answer in every edition.
QUESTIONS: Final = (
    ("who is the keeper of the lighthouse", "keeper"),
    ("how much is the new lamp", "lamp-cost"),
    ("quando hanno spento la luce del faro", "closing-day"),
    ("combien de visiteurs par an", "visitors"),
    ("كم دفعوا ثمن المصباح", "lamp-cost"),
    ("was there a storm", "storm"),
    ("date de la réouverture", "gap-reopening"),
    ("!keeper", "keeper"),
)
PAUSE: Final = 0.05  # seconds between an asker's questions, on average
ROUND: Final = 5  # reloads, then seconds without one
QUIET: Final = 4.0
GROWTH: Final = 1.05  # of the memory, from after the first quarter of the reloads to the end
SLOWER: Final = 2.0  # times the usual 99th percentile


def resident() -> float:
    """Memory of this process in MB; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Times:
    """How often an answer took how long, in steps of 0.1 ms up to 10 s: it never grows, for the
    memory is measured too.
    """

    def __init__(self) -> None:
        self._steps = array("L", [0]) * 100_001
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, seconds: float) -> None:
        """Count one answer."""
        self._steps[min(max(round(seconds * 10_000), 0), 100_000)] += 1
        self._count += 1

    def percentile(self, share: float) -> float:
        """Seconds within which a share of the answers came."""
        left = share * self._count
        for step, count in enumerate(self._steps):
            left -= count
            if left <= 0 and count:
                return step / 10_000
        return 0.0


@dataclass(slots=True)
class Found:
    """What was met: the times of the answers, and everything that was wrong."""

    usual: Times = field(default_factory=Times)
    under: Times = field(default_factory=Times)
    wrong: list[str] = field(default_factory=list)
    reports: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)
    seconds: float = 0.0
    reloading: bool = False

    def answered(self, seconds: float, *, reloading: bool) -> None:
        """Note the time of an answer that was due, or came, while facts were reloaded; or not."""
        (self.under if reloading or self.reloading else self.usual).add(seconds)

    @property
    def slower(self) -> float:
        """The 99th percentile while facts are reloaded, over the usual one."""
        return self.under.percentile(0.99) / self.usual.percentile(0.99)

    @property
    def growth(self) -> float:
        """Memory at the end, over that after the first quarter."""
        quarter = self.memory[len(self.memory) // 4]
        return self.memory[-1] / quarter if quarter else 1.0


class Asker:
    """Somebody who asks, reads the answer with its buttons, and sometimes presses one."""

    def __init__(self, service: Service, number: int, versions: dict[str, str]) -> None:
        self._service = service
        self._random = random.Random(number)  # noqa: S311 - reproducible
        self._versions = versions
        self._place = Place(("load", number), number)

    async def ask(self, stop: asyncio.Event, found: Found) -> None:
        """Ask until told to stop."""
        loop = asyncio.get_running_loop()
        due = loop.time() + self._random.random() * PAUSE
        while not stop.is_set():
            reloading = found.reloading
            await asyncio.sleep(max(0.0, due - loop.time()))
            try:
                found.wrong += self.once()
            except Exception as error:  # any failed answer is what is looked for
                found.wrong.append(f"failed: {error!r}")
            found.answered(loop.time() - due, reloading=reloading)
            due = max(due + self._random.uniform(0.5, 1.5) * PAUSE, loop.time())

    def once(self) -> list[str]:
        """One question; what was wrong with its answer."""
        question, entry = self._random.choice(QUESTIONS)
        reply = self._service.respond(question, self._place)
        base = self._service.matcher.base
        parts = render(base, reply, Manner())
        found = self._marks(reply.version, parts)
        given = reply.fact
        if given != entry:
            found.append(f"'{question}' got {reply.status} {given}")
        if parts.buttons and self._random.random() < 0.2:
            button = self._random.choice(parts.buttons).action
            id_ = entry_of(base, button)
            chosen = base.entry_by_id.get(id_ or "")
            if button.kind == "original" and isinstance(chosen, Fact):
                found += self._marks(base.version, originals(base, chosen, button.language))
            elif button.kind == "entry" and id_ is not None:
                pressed = self._service.entry(id_, button.language, self._place)
                if pressed is None:
                    found.append(f"the button of {id_} led nowhere")
                else:
                    found += self._marks(pressed.version, render(base, pressed, Manner()))
        return found

    def _marks(self, version: str, parts: Parts) -> list[str]:
        texts = [span.text for line in parts.lines for span in line]
        texts += [parts.title or "", *(button.label for button in parts.buttons)]
        marks = set(MARK.findall(" ".join(texts)))
        if marks != {self._versions.get(version)}:
            return [f"an answer of {self._versions.get(version)} bears {sorted(marks)}"]
        return []


@dataclass(slots=True)
class Curator:
    """Saves one edition after the other, every fourth one broken, and reloads each."""

    path: Path
    texts: Sequence[str]  # the first is loaded already
    reloader: Reloader
    found: Found
    told: Callable[[str], None]
    quiet: float = QUIET  # seconds

    async def work(self, reloads: int) -> None:
        """Reload so many times. What is usual is measured in between, for a machine that has other
        work too is not equally fast all the time.
        """
        for count in range(1, reloads + 1):
            if count % ROUND == 1:
                self.found.reloading = False
                await asyncio.sleep(self.quiet)
                self.found.reloading = True
            await self._once(count)
            if count % 20 == 0:
                self.told(f"{count} reloads, {self.found.memory[-1]:.1f} MB, "
                          f"{_figures(self.found.under)}")  # fmt: skip
        self.found.reloading = False
        await asyncio.sleep(self.quiet)

    async def _once(self, count: int) -> None:
        text = self.texts[(count - 1) % (len(self.texts) - 1) + 1]
        how = BROKEN[count // 4 % len(BROKEN)] if count % 4 == 0 else None
        await asyncio.to_thread(save, self.path, text, how)
        report = await self.reloader.reload()
        self.found.reports[f"{how or 'whole'}: {type(report).__name__}"] += 1
        self.found.memory.append(resident())
        if how is not None and not isinstance(report, Refused):
            self.found.wrong.append(f"a {how} file gave {type(report).__name__}")
        if how is None and not (isinstance(report, Loaded) and report.version == version_of(text)):
            self.found.wrong.append(f"a whole file gave {report}")


async def measure(
    reloads: int,
    askers: int,
    editions: int,
    *,
    quiet: float = QUIET,
    told: Callable[[str], None] = lambda _: None,
) -> Found:
    """Reload under load. ``editions``: how many different ones there are, to go round in;
    ``quiet``: seconds without a reload, now and then.
    """
    found = Found()
    texts = [edition(number) for number in range(editions + 1)]
    versions = {version_of(text): mark_of(number) for number, text in enumerate(texts)}
    with tempfile.TemporaryDirectory(prefix="footnote-") as folder:
        path = Path(folder, "facts.yaml")
        save(path, texts[0], None)
        service = Service(open_facts(path))
        settle()
        stop = asyncio.Event()
        people = [
            asyncio.create_task(Asker(service, number, versions).ask(stop, found))
            for number in range(askers)
        ]
        began = time.perf_counter()
        await Curator(path, texts, Reloader(path, service), found, told, quiet).work(reloads)
        found.seconds = time.perf_counter() - began
        stop.set()
        await asyncio.gather(*people)
    return found


def _figures(times: Times) -> str:
    shown = [f"{name} {times.percentile(share) * 1e3:.1f}" for name, share in _SHARES.items()]
    return f"{len(times)} answers, ms: {', '.join(shown)}"


_SHARES: Final = {"median": 0.5, "95 %": 0.95, "99 %": 0.99, "99.9 %": 0.999, "longest": 1.0}


def main() -> int:
    """Print the figures; 1 if one is not held."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reloads", type=int, default=200)
    parser.add_argument("--askers", type=int, default=8)
    parser.add_argument("--editions", type=int, help="different ones (else one for each reload)")
    arguments = parser.parse_args()
    editions = arguments.editions or arguments.reloads

    def told(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    found = asyncio.run(measure(arguments.reloads, arguments.askers, editions, told=told))
    print(f"{arguments.reloads} reloads in {found.seconds:.0f} s, {arguments.askers} askers\n")
    for name, count in sorted(found.reports.items()):
        print(f"{count:5} {name}")
    print(f"\nusually:   {_figures(found.usual)}\nreloading: {_figures(found.under)}")
    print(f"99th percentile {found.slower:.2f} times the usual one (at most {SLOWER})")
    quarter, end = found.memory[len(found.memory) // 4], found.memory[-1]
    print(f"memory: {quarter:.1f} MB after a quarter, {end:.1f} MB at the end: "
          f"{found.growth:.3f} (at most {GROWTH})")  # fmt: skip
    print(f"wrong: {len(found.wrong)}")
    for line, count in Counter(found.wrong).most_common(10):
        print(f"{count:5} {line}")
    held = not found.wrong and found.slower <= SLOWER and found.growth <= GROWTH
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
