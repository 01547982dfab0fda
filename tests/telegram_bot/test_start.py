"""``/start``: complete in four languages, and accepted by Telegram."""

from __future__ import annotations

import pytest

from bot.answer.catalogue import say
from bot.answer.info import NOTHING_KEPT
from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.telegram_bot.markup import html_of
from bot.telegram_bot.outbox import drafts
from bot.telegram_bot.start import welcome
from tests.dialogue import as_read
from tests.support.telegram.checks import check_keyboard, text_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_what_it_is(shipped: Matcher, language: str) -> None:
    """What this is, about which story, three questions as buttons, what is kept about a person."""
    (draft,) = drafts(welcome(shipped.base, language, NOTHING_KEPT))
    text, _ = text_of({"text": html_of(draft.text), "parse_mode": "HTML"})
    seen = as_read(text).replace("\u200f", "")
    assert as_read(shipped.base.title[language]) in seen
    assert say("privacy", language) in seen
    assert shipped.base.version in seen
    assert draft.buttons is not None
    assert len(draft.buttons.inline_keyboard) == 3
    check_keyboard(draft.buttons.to_dict())
