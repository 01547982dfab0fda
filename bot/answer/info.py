"""Replies to the reserved commands: help, topics, sources, language, privacy, about, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.answer.catalogue import all_own_names, language_name, listed, say
from bot.answer.reply import Reply, Why
from bot.facts.model import LANGUAGES, Article, FactBase

# Names that no topic may take; those after "start" are answered by the platforms alone.
SPOKEN: Final = ("help", "topics", "sources", "language", "privacy", "about", "why", "reload")
DESK_COMMANDS: Final = ("forgetme", "settings", "stats", "gaps")
RESERVED: Final = frozenset(
    (*SPOKEN, *DESK_COMMANDS, "ask", "start", "sync", "cancel", "stop", "topic")
)


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept beyond memory. The terminal keeps nothing.

    counted: counts and votes;  days: how long questions that were not answered well are kept, None
    where they are not.
    """

    counted: bool = False
    days: int | None = None


NOTHING_KEPT: Final = Retention()


def _reply(base: FactBase, language: str, text: str, command: str) -> Reply:
    return Reply("info", language, text, base.version, command=command)


def command_list(prefix: str) -> str:
    """The spoken commands with their prefix."""
    return " ".join(f"{prefix}{name}" for name in SPOKEN)


def topic_list(base: FactBase, language: str, prefix: str) -> str:
    """The first command of every topic in a language."""
    return " ".join(f"{prefix}{topic.commands[language][0]}" for topic in base.topics)


def help_(base: FactBase, language: str, prefix: str) -> Reply:
    """What it is and how to ask."""
    text = say(
        "help",
        language,
        title=base.title[language],
        topics=topic_list(base, language, prefix),
        commands=command_list(prefix),
    )
    return _reply(base, language, text, "help")


def topics(base: FactBase, language: str, prefix: str) -> Reply:
    """Every topic with its command."""
    lines = (f"{prefix}{t.commands[language][0]} — {t.description[language]}" for t in base.topics)
    return _reply(base, language, "\n".join([say("topics", language), *lines]), "topics")


def describe(article: Article, language: str) -> str:
    """One article in one line: title, outlet, author, date, language, how it was read."""
    parts = [
        f"«{article.title}»",
        article.outlet or say("no_outlet", language),
        article.author,
        article.date,
        language_name(article.language, language),
    ]
    if article.translated_from:
        original = language_name(article.translated_from, language)
        parts.append(say("machine_translation", language, original=original))
    if article.read_in:
        parts.append(say("read_in", language, place=article.read_in))
    parts.append(article.url)
    return listed((part for part in parts if part), language)


def sources(base: FactBase, language: str) -> Reply:
    """Every article, what can be inferred of it, and how to find it."""
    lines = [say("articles", language)]
    for number, article in enumerate(base.articles, 1):
        lines.append(f"{number}. {describe(article, language)}")
        how = say("find", language, how=article.find[language])
        lines.append(f"   {article.attribution[language]} {how}")
    return _reply(base, language, "\n".join(lines), "sources")


def about(base: FactBase, language: str) -> Reply:
    """What answers, and from which version of the facts."""
    text = say("about", language, articles=len(base.articles), version=base.version)
    return _reply(base, language, text, "about")


def retention(kept: Retention, language: str, prefix: str) -> str:
    """What is kept about a person, in full; names in a kept question may remain, and it says so."""
    if not kept.counted:
        return say("privacy", language)
    parts = [say("privacy_counts", language)]
    if kept.days is None:
        parts.append(say("privacy_unkept", language))
    else:
        parts.append(say("privacy_kept", language, kept.days))
    parts.append(say("privacy_forget", language, command=f"{prefix}forgetme"))
    return " ".join((*parts, say("privacy_memory", language)))


def privacy(base: FactBase, language: str, kept: Retention, prefix: str) -> Reply:
    """What is kept about a person."""
    return _reply(base, language, retention(kept, language, prefix), "privacy")


def language_of(word: str) -> str | None:
    """A language code out of what somebody typed: "it", "italiano", "العربية"."""
    wanted = word.strip().casefold()
    for code in LANGUAGES:
        names = {code, *(language_name(code, other).casefold() for other in LANGUAGES)}
        if wanted in names:
            return code
    return None


def language(base: FactBase, current: str, typed: str, prefix: str) -> Reply:
    """The language is set, unknown, or to be chosen."""
    if not typed:
        commands = " ".join(f"{prefix}language {code}" for code in LANGUAGES)
        text = say("language_choose", current, commands=commands)
    elif (code := language_of(typed)) is not None:
        current, text = code, say("language_set", code)
    else:
        text = say("language_unknown", current, languages=all_own_names(current))
    return _reply(base, current, text, "language")


def why(base: FactBase, language_: str, reason: Why | None) -> Reply:
    """How the last question was read and decided."""
    if reason is None:
        return _reply(base, language_, say("why_nothing", language_), "why")
    text = say(
        "why",
        language_,
        words=reason.words,
        phrasing=reason.phrasing,
        entry=reason.entry,
        probability=f"{reason.score:.2f}",
        threshold=f"{reason.threshold:.2f}",
        runner_up=reason.runner_up,
        runner_up_probability=f"{reason.runner_up_score:.2f}",
        score=f"{reason.signals['score']:.2f}",
        lead=f"{reason.signals['lead']:.2f}",
        covered=f"{reason.signals['covered']:.2f}",
    )
    return _reply(base, language_, text, "why")
