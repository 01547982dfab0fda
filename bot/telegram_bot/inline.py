"""``@bot question`` in any chat: up to ten answers, each with its footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.answer.reply import Reply
from bot.answer.typography import RIGHT_TO_LEFT
from bot.platform.buttons import short_id
from bot.platform.render import Manner, render
from bot.platform.runtime import Runtime
from bot.platform.service import Place
from bot.platform.split import shorten, utf16
from bot.telegram_bot.keyboard import label
from bot.telegram_bot.markup import TEXT_LIMIT, html_of, sendable
from bot.telegram_bot.outbox import drafts
from bot.text.normalise import is_blank

MOST: Final = 10
# Seconds that Telegram keeps the results of a query for this person: short, so that an answer that
# a reload has mended is not served for long.
CACHED: Final = 120
_TELLING: Final = 3  # words
_TITLE: Final = 100
_DESCRIPTION: Final = 160


def inline_answers(runtime: Runtime, typed: str, place: Place) -> list[InlineQueryResultArticle]:
    """What is surely meant first, then questions like it; nothing is remembered of it."""
    language = _language(runtime, typed, place)
    results = []
    for id_ in _entries(runtime, typed, place, language):
        reply = runtime.service.entry(id_, language)
        result = _result(runtime, reply) if reply else None
        if result:
            results.append(result)
    return results[:MOST]


def _language(runtime: Runtime, typed: str, place: Place) -> str:
    """What the person chose, else the language that is typed, else that of the app.

    One or two words of Latin letters, typed so far, tell no language.
    """
    chosen = runtime.service.chosen_language(place)
    detected = None if is_blank(typed) else runtime.service.matcher.detect(typed).language
    if detected not in RIGHT_TO_LEFT and len(typed.split()) < _TELLING:
        detected = None
    return chosen or detected or runtime.service.language(place)


def _entries(runtime: Runtime, typed: str, place: Place, language: str) -> Iterator[str]:
    found: dict[str, None] = {}
    if not is_blank(typed):
        reply, _ = runtime.service.consider(typed.lstrip("/!"), place)
        if reply.fact is not None:
            found[reply.fact] = None
        found.update((choice.entry, None) for choice in reply.choices)
    suggested = runtime.suggestions.find(typed, language, MOST)
    found.update((suggestion.entry, None) for suggestion in suggested)
    return iter(found)


def _result(runtime: Runtime, reply: Reply) -> InlineQueryResultArticle | None:
    """One answer; None for one too long for a message, which would lose its sources."""
    base = runtime.service.matcher.base
    if reply.fact is None:
        return None
    question = base.entry_by_id[reply.fact].question[reply.language]
    shown = render(base, reply, Manner(titled=True))
    (draft, *more) = drafts(shown)
    if more or utf16(draft.text.text) > TEXT_LIMIT:
        return None
    return InlineQueryResultArticle(
        id=f"{short_id(reply.fact)}-{reply.language}",
        title=label(question, _TITLE),
        description=shorten(sendable(reply.text), _DESCRIPTION, utf16),
        input_message_content=InputTextMessageContent(
            html_of(draft.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
