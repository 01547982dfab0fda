"""What a message is made of, before any platform draws it."""

from __future__ import annotations

from bot.facts.model import Fact
from bot.match.matcher import Matcher
from bot.platform.render import ONWARD, TOOLS, Manner, Parts, notice, originals, render, starters
from bot.platform.service import Place, Service
from tests.dialogue import as_read
from tests.test_conversation import doubtful

PLACE = Place("c", "s")


def text(parts: Parts) -> str:
    """The lines as the eye reads them."""
    return as_read("\n".join("".join(span.text for span in line) for line in parts.lines))


def asked(matcher: Matcher, question: str, manner: Manner | None = None) -> Parts:
    """The parts of the answer to a question."""
    reply = Service(matcher).respond(question, PLACE)
    return render(matcher.base, reply, manner or Manner())


def test_answer(tiny: Matcher) -> None:
    """Statements with marks, an empty line, one line an article, notices."""
    parts = asked(tiny, "!cost")
    assert text(parts) == (
        "The new lamp costs $45,000. ¹ ²\n\nSources\n"
        "¹ «Old light of Port Ellery goes dark», Ellery Herald, English\n"
        "² «La vecchia luce di Port Ellery si spegne», Ellery Herald, Italian, "
        "machine translation from English\n"
        "2 copies of 1 report: the Herald's report"
    )
    links = [span.url for line in parts.sources for span in line if span.url]
    assert links == ["https://herald.example/old-light"]


def test_several_marks_of_one_article_share_a_line(shipped: Matcher) -> None:
    """The list is compact: each article stands once."""
    for fact in shipped.base.facts:
        reply = Service(shipped).entry(fact.id, "en")
        assert reply is not None
        articles = {source.article.id for source in reply.sources}
        assert len(render(shipped.base, reply).sources) == 1 + len(articles)


def test_disputed_and_gap_and_question_back(tiny: Matcher) -> None:
    """Each outcome is told, for its colour, and offers where to go on."""
    assert asked(tiny, "!closing").outcome == "disputed"
    gap = asked(tiny, "when does the lighthouse reopen", Manner(asker=5))
    assert gap.outcome == "gap"
    assert [b.label for b in gap.buttons if b.row == ONWARD] == ["When did the light go dark?"]
    back = asked(doubtful(tiny), "how much does the new lamp cost", Manner(asker=5))
    assert back.outcome == "clarify"
    assert [b.action.kind for b in back.buttons if b.row == TOOLS] == ["delete"]
    assert 2 <= len([b for b in back.buttons if b.row == ONWARD]) <= 5


def test_buttons_of_an_answer(tiny: Matcher) -> None:
    """Original, the other three languages by their own names, delete for who asked, related."""
    parts = asked(tiny, "!costo", Manner(asker=7))
    tools = [button for button in parts.buttons if button.row == TOOLS]
    assert [button.label for button in tools] == [
        "Testo originale", "English", "français", "العربية", "Elimina",
    ]  # fmt: skip
    assert tools[-1].action.person == 7
    assert [b.label for b in parts.buttons if b.row == ONWARD] == ["Chi bada al faro?"]


def test_nobody_to_delete(tiny: Matcher) -> None:
    """Without an asker there is no such button."""
    assert all(b.action.kind != "delete" for b in asked(tiny, "!cost").buttons)


def test_unknown(tiny: Matcher) -> None:
    """In a channel one line; in private three examples, which are buttons too."""
    short = asked(tiny, "what is your favourite pizza", Manner(brief=True, prefix="?"))
    assert text(short) == "I can't answer that from the articles; try ?help."
    assert short.buttons == ()
    full = asked(tiny, "what is your favourite pizza")
    assert [b.label for b in full.buttons] == [c.question for c in starters(tiny.base, "en")]


def test_title(tiny: Matcher) -> None:
    """Where the question is not seen, the answer says which it answers."""
    assert asked(tiny, "!cost", Manner(titled=True)).title == "How much does the new lamp cost?"
    assert asked(tiny, "!cost").title is None


def test_originals(tiny: Matcher) -> None:
    """Every cited fragment in its own language, and where it stands, in the reader's."""
    fact = tiny.base.fact_by_id["lamp-cost"]
    assert isinstance(fact, Fact)
    shown = text(originals(tiny.base, fact, "fr"))
    assert shown.split("\n")[0] == "Le texte original"
    assert "¹ “a lamp for $45,000”" in shown
    assert "² “una lampada da 45.000 $”" in shown
    assert "traduction automatique, original en anglais" in shown
    assert "paragraphe 3" in shown


def test_arabic_lines_isolate_what_is_latin(tiny: Matcher) -> None:
    """Isolates are balanced in every line."""
    reply = Service(tiny).entry("lamp-cost", "ar")
    assert reply is not None
    for line in render(tiny.base, reply).lines:
        drawn = "".join(span.text for span in line)
        assert drawn.count("\u2068") == drawn.count("\u2069")


def test_notice() -> None:
    """One sentence of the catalogue, with its values."""
    assert text(notice("at_line", "it", line=3)) == "paragrafo 3"
