"""The shape of a fact file, said once: the loader and the JSON Schema both follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.facts.model import LANGUAGES

LANGUAGE_NAMES: Final = {"en": "English", "it": "Italian", "fr": "French", "ar": "Arabic"}
ID_PATTERN: Final = r"[a-z0-9-]{1,40}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most ``longest`` characters; ``null`` allowed where ``nullable``."""

    help: str
    longest: int = 400
    pattern: str | None = None
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A literal block: one phrasing (or spelling) a line."""

    help: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from 1."""

    help: str


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    help: str


@dataclass(frozen=True, slots=True)
class Many:
    """A list of ``fewest`` to ``most`` items."""

    help: str
    item: Shape
    fewest: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; those in ``optional`` may be left out."""

    help: str
    fields: dict[str, Shape]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys the curator chooses."""

    help: str
    value: Shape


Shape = Text | Lines | Whole | Flag | Many | Record | Table


def _in_each_language(help_: str, longest: int) -> Record:
    return Record(
        help_, {code: Text(f"{help_} ({LANGUAGE_NAMES[code]})", longest) for code in LANGUAGES}
    )


def _id(help_: str) -> Text:
    return Text(help_, 40, ID_PATTERN)


_LANGUAGE = Text("a language code: en, it, fr, ar", 2, "|".join(LANGUAGES))
_PHRASINGS = Record(
    "How people ask it: one phrasing a line, no quotes, no question mark needed.",
    {code: Lines(f"Phrasings in {LANGUAGE_NAMES[code]}") for code in LANGUAGES},
)
LONGEST_QUESTION: Final = 80  # characters, as on a button
_QUESTION = _in_each_language(
    "The question in plain words, as buttons and lists show it.", LONGEST_QUESTION
)

ARTICLE: Final = Record(
    "An article, as its file shows it. What it does not show is null.",
    {
        "id": _id("A short name for the article; its text is verified from <id>.txt."),
        "title": Text("Title as printed.", 300),
        "outlet": Text("Who published the original; null when the text does not show it.", 80,
                       nullable=True),
        "author": Text("The author; null when the text does not show one.", 80, nullable=True),
        "date": Text("Date as YYYY-MM-DD; null when the text does not show one.", 10,
                     r"\d{4}-\d{2}-\d{2}", nullable=True),
        "url": Text("Address, only if the text shows it.", 500, r"https?://\S+", nullable=True),
        "language": _LANGUAGE,
        "translated_from": Text("The original's language, if this is a machine translation.", 2,
                                "[a-z]{2}", nullable=True),
        "read_in": Text("Where the copy was read, if that is another place.", 120, nullable=True),
        "origin": _id("Which origin the article's own reporting is."),
        "attribution": _in_each_language("What can only be inferred about it, hedged.", 300),
        "find": _in_each_language("How a reader can find it, or that no address is known.", 300),
    },
)  # fmt: skip

STATEMENT: Final = Record(
    "One sentence of the answer, in every language, with its citations.",
    {
        **{
            code: Text(f"The sentence in {LANGUAGE_NAMES[code]}, in your own words.", 250)
            for code in LANGUAGES
        },
        "citations": Many(
            "Where the articles say it.",
            Record(
                "A place in an article.",
                {
                    "article": _id("Which article."),
                    "line": Whole("Which line: non-empty lines, counted from 1."),
                    "fragment": Text("At most 8 words, exactly as printed.", 200),
                    "origin": _id("Only where it differs from the article's origin."),
                },
                frozenset({"origin"}),
            ),
            fewest=1,
            most=8,
        ),
        "position": _in_each_language("Whose view it is, in a disputed fact.", 60),
        "computed": Flag("true when a number is our own count, not an article's."),
    },
    frozenset({"position", "computed"}),
)

FACT: Final = Record(
    "The answer to one question.",
    {
        "id": _id("A short name of its own: small letters, digits and hyphens."),
        "topic": _id("The topic it belongs to."),
        "question": _QUESTION,
        "phrasings": _PHRASINGS,
        "statements": Many("One to three sentences.", STATEMENT, fewest=1, most=3),
        "disputed": Flag("true when the articles differ: each statement is a position."),
        "related": Many("Facts to offer next.", _id("A fact's id."), most=5),
    },
    frozenset({"disputed", "related"}),
)

GAP: Final = Record(
    "A question about the story that the articles do not answer.",
    {
        "id": _id("A short name of its own: small letters, digits and hyphens."),
        "topic": _id("The topic it belongs to."),
        "question": _QUESTION,
        "phrasings": _PHRASINGS,
        "nearest": Many("Facts to offer instead.", _id("A fact's id."), most=3),
    },
)

FACT_FILE: Final = Record(
    "The facts of one story, for Footnote. Guide: docs/writing-facts.md",
    {
        "story": Record(
            "The story.",
            {
                "title": _in_each_language("The story's title.", 120),
                "default_language": _LANGUAGE,
            },
        ),
        "origins": Many(
            "Reports, postings and speakers that several articles repeat.",
            Record(
                "An origin.", {"id": _id("Its id."), "name": _in_each_language("Its name.", 80)}
            ),
            fewest=1,
        ),
        "articles": Many("The articles of the story.", ARTICLE, fewest=1),
        "lists": Record(
            "Words that mean the same in phrasings, by language: {pay} stands for each in turn.",
            {
                code: Table(f"Lists for {LANGUAGE_NAMES[code]}.", Text("salary|pay|wage", 500))
                for code in LANGUAGES
            },
            frozenset(LANGUAGES),
        ),
        "names": Many(
            "People, companies, titles and terms, with every spelling, in any script.",
            Record("A name.", {"id": _id("Its id."), "spellings": Lines("One spelling a line.")}),
        ),
        "topics": Many(
            "What the commands answer.",
            Record(
                "A topic.",
                {
                    "id": _id("Its id, a command too."),
                    "commands": Record(
                        "Command words by language, separated by commas.",
                        {code: Text("salary, pay", 200) for code in LANGUAGES},
                    ),
                    "description": _in_each_language("What it is about.", 100),
                    "lead": _id("The fact a command answers with."),
                },
            ),
            fewest=1,
        ),
        "facts": Many("The answers.", FACT, fewest=1),
        "gaps": Many("What the articles do not say.", GAP),
    },
    frozenset({"lists", "names", "gaps"}),
)
