"""A reply as a value, and as the JSON that other programs depend on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.answer import compose
from bot.answer.reply import Reply, Said, number_citations
from bot.facts.model import LANGUAGES, Citation, Fact, FactBase, Statement
from bot.match.matcher import Matcher
from tests.match.tiny import tiny_base

KEYS = [
    "status", "language", "fact", "topic", "command", "text", "statements", "disputed", "citations",
    "independent_sources", "candidates", "offers", "notices", "why", "version",
]  # fmt: skip


@pytest.fixture(scope="module")
def base() -> FactBase:
    """The lighthouse."""
    return tiny_base()


def test_answer_without_citation_cannot_be_built() -> None:
    """A statement that cites nothing is refused, in the reply and before it."""
    with pytest.raises(ValueError, match="no citation"):
        Reply("answer", "en", "So they say.", "v", statements=(Said("So they say.", ()),))
    with pytest.raises(ValueError, match="without a citation"):
        Statement({"en": "So they say."}, ())


def test_citations_are_numbered_in_order_of_first_use(base: FactBase) -> None:
    """The first place cited is 1; a place cited again keeps its number."""
    first = Citation("marine-fr", 4, "12 000 visiteurs", "marine")
    second = Citation("herald-en", 2, "storm cracked the wall", "herald")
    texts = dict.fromkeys(LANGUAGES, "x")
    statements = [Statement(texts, (first,)), Statement(texts, (second, first))]
    said, sources = number_citations(base, statements, "en")
    assert [one.citations for one in said] == [(1,), (2, 1)]
    assert [(s.number, s.article.id, s.line) for s in sources] == [
        (1, "marine-fr", 4),
        (2, "herald-en", 2),
    ]


def test_two_places_in_one_article_are_two_citations(base: FactBase) -> None:
    """Each line of an article is a footnote of its own."""
    places = (
        Citation("marine-fr", 1, "éteint", "marine"),
        Citation("marine-fr", 4, "12 000", "marine"),
    )
    _, sources = number_citations(base, [Statement(dict.fromkeys(LANGUAGES, "x"), places)], "en")
    assert [source.line for source in sources] == [1, 4]


def test_independent_sources_are_distinct_origins(base: FactBase) -> None:
    """Two copies of one report are one source; two reports are two."""
    cost = compose.answer(base, base.fact_by_id["lamp-cost"], "en")
    storm = compose.answer(base, base.fact_by_id["storm"], "en")
    assert (len(cost.sources), cost.independent_sources) == (2, 1)
    assert (len(storm.sources), storm.independent_sources) == (2, 2)


def test_a_speaker_is_an_origin_of_its_own(base: FactBase) -> None:
    """A citation may have another origin than the article it stands in."""
    (source,) = number_citations(base, base.fact_by_id["keeper"].statements, "en")[1]
    assert (source.article.origin, source.origin) == ("marine", "keeper-words")


def test_json_of_an_answer(base: FactBase) -> None:
    """The answer to what the lamp costs, key by key."""
    reply = compose.answer(base, base.fact_by_id["lamp-cost"], "it")
    found = replace(reply, command="cost").as_json("7")
    assert list(found) == ["id", *KEYS]
    assert found["id"] == "7"
    assert found["status"] == "answer"
    assert found["language"] == "it"
    assert (found["fact"], found["topic"], found["command"]) == ("lamp-cost", "cost", "cost")
    assert found["text"] == "La nuova lampada costa 45.000 dollari."
    assert found["statements"] == [
        {"text": "La nuova lampada costa 45.000 dollari.", "citations": [1, 2], "position": None}
    ]
    assert found["citations"][0] == {
        "number": 1,
        "article": "herald-en",
        "title": "Old light of Port Ellery goes dark",
        "outlet": "Ellery Herald",
        "author": "Ann Lowe",
        "date": "2021-03-04",
        "language": "en",
        "translated_from": None,
        "read_in": None,
        "url": "https://herald.example/old-light",
        "line": 3,
        "fragment": "a lamp for $45,000",
        "origin": "herald",
    }
    assert found["independent_sources"] == 1
    assert found["candidates"] == []
    assert found["offers"] == ["keeper"]
    assert found["why"] is None
    assert found["version"] == base.version


def test_json_has_no_id_where_none_came_in(base: FactBase) -> None:
    """A single question has no id; the other keys are the same."""
    assert list(compose.unknown(base, "en").as_json()) == KEYS


def test_json_of_a_disputed_answer(base: FactBase) -> None:
    """Each statement says whose view it is; the text joins them with a newline."""
    found = compose.answer(base, base.fact_by_id["closing-day"], "en").as_json()
    assert found["disputed"] is True
    assert found["text"] == "On 20 March 2021.\nOn 25 March 2021."
    assert [s["position"] for s in found["statements"]] == ["Ellery Herald", "Marine"]


def test_only_an_answer_has_citations(base: FactBase) -> None:
    """A gap, an unknown and a question back cite nothing."""
    gap = compose.gap(base, base.gaps[0], "en").as_json()
    assert (gap["status"], gap["fact"], gap["offers"]) == ("gap", "gap-reopening", ["closing-day"])
    for found in (gap, compose.unknown(base, "en").as_json()):
        assert found["citations"] == []
        assert found["statements"] == []
        assert found["independent_sources"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_has_no_direction_controls(shipped: Matcher, language: str) -> None:
    """No text of any shipped answer or gap holds a bidirectional control or a no-break space."""
    base = shipped.base
    forbidden = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    replies = [compose.answer(base, fact, language) for fact in base.facts]
    replies += [compose.gap(base, entry, language) for entry in base.gaps]
    assert len(replies) > 100
    for reply in replies:
        text = json.dumps(reply.as_json(), ensure_ascii=False)
        assert not forbidden & set(text), reply.fact


def test_every_shipped_answer_cites(shipped: Matcher) -> None:
    """Each statement of each shipped fact has marks, and each mark a source."""
    for fact in shipped.base.facts:
        reply = compose.answer(shipped.base, fact, "en")
        numbers = {number for said in reply.statements for number in said.citations}
        assert all(said.citations for said in reply.statements), fact.id
        assert numbers == set(range(1, len(reply.sources) + 1)), fact.id


def test_reply_is_immutable(base: FactBase) -> None:
    """A reply can be kept and sent twice: nobody changes it."""
    reply = compose.unknown(base, "en")
    with pytest.raises(AttributeError):
        reply.text = "x"  # type: ignore[misc]
    assert replace(reply, text="x").text == "x"


def test_fact_without_related_offers_nothing(base: FactBase) -> None:
    """No offer is made up."""
    fact: Fact = base.fact_by_id["storm"]
    assert compose.answer(base, fact, "fr").as_json()["offers"] == []
