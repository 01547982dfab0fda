"""Build replies: answers, questions back, gaps, and what can be asked instead."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer.catalogue import all_own_names, language_name, listed, say
from bot.answer.reply import Choice, Reply, Source, choices, number_citations
from bot.facts.model import Fact, FactBase, Gap

EXAMPLES = 3


def answer(base: FactBase, fact: Fact, language: str) -> Reply:
    """A fact with its sources."""
    said, sources = number_citations(base, fact.statements, language)
    return Reply(
        "answer",
        language,
        "\n".join(one.text for one in said),
        base.version,
        fact=fact.id,
        topic=fact.topic,
        statements=said,
        disputed=fact.disputed,
        sources=sources,
        offers=choices(base, fact.related, language),
        notices=source_notices(base, sources, language),
    )


def source_notices(base: FactBase, sources: Sequence[Source], language: str) -> tuple[str, ...]:
    """That sources share an origin, and that none is in the reader's language."""
    out: list[str] = []
    for origin in dict.fromkeys(source.origin for source in sources):
        articles = {s.article.id: s.article for s in sources if s.origin == origin}
        if len(articles) < 2:
            continue
        copies = all(article.origin == origin for article in articles.values())
        key = "copies" if copies else "same_origin"
        name = base.origin_by_id[origin].name[language]
        out.append(say(key, language, len(articles), origin=name))
    origins = len({source.origin for source in sources})
    if out and origins > 1:
        out.insert(0, say("independent", language, origins))
    languages = dict.fromkeys(source.article.language for source in sources)
    if sources and language not in languages:
        names = listed((language_name(code, language) for code in languages), language)
        out.append(say("other_language", language, languages=names))
    return tuple(out)


def clarify(base: FactBase, found: Sequence[Choice], language: str) -> Reply:
    """Ask which of the candidates is meant."""
    lines = [f"{n}. {choice.question}" for n, choice in enumerate(found, 1)]
    text = "\n".join([say("clarify", language), *lines])
    return Reply("clarify", language, text, base.version, choices=tuple(found))


def gap(base: FactBase, entry: Gap, language: str) -> Reply:
    """Say that the articles do not tell, and offer what they do."""
    offers = choices(base, entry.nearest, language)
    text = say("gap", language, question=entry.question[language])
    if offers:
        lines = (f"• {offer.question}" for offer in offers)
        text = "\n".join([text, say("gap_offer", language), *lines])
    return Reply(
        "gap",
        language,
        text,
        base.version,
        fact=entry.id,
        topic=entry.topic,
        offers=offers,
    )


def example_questions(base: FactBase, language: str) -> tuple[str, ...]:
    """Three questions of three topics, to show what can be asked."""
    leads = [base.fact_by_id[topic.lead] for topic in base.topics]
    return tuple(fact.question[language] for fact in leads[:EXAMPLES])


def _with_examples(base: FactBase, key: str, language: str) -> str:
    lines = (f"• {question}" for question in example_questions(base, language))
    return "\n".join([say(key, language), *lines])


def unknown(base: FactBase, language: str, *, blank: bool = False) -> Reply:
    """Say what can be asked."""
    text = _with_examples(base, "blank" if blank else "unknown", language)
    return Reply("unknown", language, text, base.version)


def foreign_notice(language: str) -> str:
    """One line for a question in a fifth language."""
    return say("foreign", language, languages=all_own_names(language))
