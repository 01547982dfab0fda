"""A reply as plain text: the statements with their marks, then the sources."""

from __future__ import annotations

from collections.abc import Callable

from bot.answer.catalogue import say
from bot.answer.info import describe
from bot.answer.reply import Reply, Source
from bot.answer.typography import marks, quoted, typeset

Paint = Callable[[str, str], str]


def no_paint(text: str, _: str) -> str:
    """Text as it is."""
    return text


def _source(source: Source, reply: Reply, paint: Paint) -> list[str]:
    language = reply.language
    fragment = quoted(source.fragment, source.article.language, language)
    mark = marks([source.number])
    return [
        f"  {mark} {typeset(describe(source.article, language), language)}",
        paint(f"     “{fragment}”", "faint"),
    ]


def _answer(reply: Reply, paint: Paint) -> list[str]:
    language = reply.language
    lines = [typeset(say("disputed", language), language)] if reply.disputed else []
    for said in reply.statements:
        text = f"{typeset(said.text, language)} {paint(marks(said.citations), 'mark')}"
        if said.position:
            text = f"• {paint(typeset(said.position, language), 'strong')}: {text}"
        lines.append(text)
    lines += ["", paint(say("sources", language), "strong")]
    for source in reply.sources:
        lines += _source(source, reply, paint)
    return lines


def render(reply: Reply, paint: Paint = no_paint) -> str:
    """Lines for a terminal; no trailing newline. ``paint(text, role)`` colours a piece."""
    language = reply.language
    if reply.status == "answer":
        lines = _answer(reply, paint)
    else:
        lines = [typeset(line, language) for line in reply.text.split("\n")]
    lines += [paint(typeset(notice, language), "faint") for notice in reply.notices]
    if reply.status == "answer" and reply.offers:
        questions = " · ".join(offer.question for offer in reply.offers)
        lines.append(paint(typeset(f"{say('related', language)} {questions}", language), "faint"))
    return "\n".join(lines)
