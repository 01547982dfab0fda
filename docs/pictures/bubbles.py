"""Draw a conversation in bubbles: three questions and what the program really answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answer.catalogue import say
from bot.answer.info import describe
from bot.answer.typography import RIGHT_TO_LEFT, marks, quoted, typeset
from bot.conversation import Conversation, respond
from bot.svg import Drawing, Span, Style, width, wrap

if TYPE_CHECKING:
    from bot.answer.reply import Reply
    from bot.match.matcher import Matcher

QUESTIONS: Final = (
    ("How much are background actors paid per day?", "en"),
    ("Qual è lo stipendio minimo per il product manager?", "it"),
    ("كم سيُدفع للممثلين مقابل مسح صورهم؟", "ar"),
)

WIDE: Final = 760
PAGE, PANEL, BORDER, ASKED, MARK = "#f6f8fa", "#ffffff", "#d0d7de", "#0969da", "#0969da"
BODY: Final = Style(15)
STRONG: Final = Style(15, bold=True)
QUESTION: Final = Style(15, fill="#ffffff")
SMALL: Final = Style(12, fill="#57606a")
SMALL_STRONG: Final = Style(12, fill="#57606a", bold=True)
QUOTED: Final = Style(12, fill="#57606a", italic=True)
MARGIN: Final = 24
INSIDE: Final = 16  # from a bubble's edge to its text
INDENT: Final = 16  # of a source's text, after its mark
BUBBLE: Final = 610  # width of an answer


class _Column:
    """Lines one below the other between two edges, in the direction of a language."""

    def __init__(self, drawing: Drawing, left: float, top: float, language: str) -> None:
        self.drawing, self.y, self.rtl = drawing, top, language in RIGHT_TO_LEFT
        self.left, self.right = left + INSIDE, left + BUBBLE - INSIDE

    def start(self, indent: float = 0) -> float:
        """Where a line starts: at the right in a language that is written from there."""
        return self.right - indent if self.rtl else self.left + indent

    def write(self, text: str, style: Style, *, indent: float = 0, hanging: str = "") -> None:
        """Write a paragraph, the marks at its end in their colour. ``hanging``: a mark before."""
        room = self.right - self.left - indent
        lines = wrap(text, style, room)
        for number, line in enumerate(lines):
            self.y += style.size * style.leading
            if hanging and number == 0:
                self.drawing.text(
                    (self.start(), self.y), [Span(hanging, MARK)], style, rtl=self.rtl
                )
            self.drawing.text(
                (self.start(indent), self.y), list(_coloured(line)), style, rtl=self.rtl
            )

    def rule(self) -> None:
        """Draw a line from edge to edge."""
        self.y += 14
        self.drawing.line((self.left, self.y), (self.right, self.y), BORDER)
        self.y += 4


def _coloured(line: str) -> list[Span]:
    """Footnote marks at the end of a line in their colour."""
    text = line.rstrip("¹²³⁴⁵⁶⁷⁸⁹⁰ \u2060")
    return [Span(text), Span(line[len(text) :], MARK)] if text != line else [Span(line)]


def _answer(drawing: Drawing, reply: Reply, top: float) -> float:
    """Draw an answer; the height it takes."""
    language = reply.language
    place = len(drawing.parts)
    column = _Column(drawing, MARGIN, top + 8, language)
    if reply.disputed:
        column.write(typeset(say("disputed", language), language), STRONG)
    for said in reply.statements:
        if said.position:
            column.y += 4
            column.write(typeset(said.position, language), SMALL_STRONG)
        column.write(f"{typeset(said.text, language)} {marks(said.citations)}", BODY)
        column.y += 3
    column.rule()
    column.write(say("sources", language), SMALL_STRONG)
    for source in reply.sources:
        described = typeset(describe(source.article, language), language)
        column.write(described, SMALL, indent=INDENT, hanging=marks([source.number]))
        fragment = quoted(source.fragment, source.article.language, language)
        # Arabic letters have no italics.
        style = SMALL if source.article.language in RIGHT_TO_LEFT else QUOTED
        column.write(f"“{fragment}”", style, indent=INDENT)
        column.y += 3
    for notice in reply.notices:
        column.y += 3
        column.write(typeset(notice, language), SMALL)
    height = column.y + INSIDE - top
    drawing.box((MARGIN, top), (BUBBLE, height), PANEL, radius=14, stroke=BORDER)
    drawing.parts.insert(place, drawing.parts.pop())  # the bubble lies under its text
    return height


def _question(drawing: Drawing, text: str, language: str, top: float) -> float:
    """Draw a question at the right edge; the height it takes."""
    wide = width(text, QUESTION) + 2 * INSIDE
    height = QUESTION.size * QUESTION.leading + 18
    left = WIDE - MARGIN - wide
    drawing.box((left, top), (wide, height), ASKED, radius=14)
    rtl = language in RIGHT_TO_LEFT
    drawing.text((left + wide / 2, top + height / 2 + 5), text, QUESTION, rtl=rtl, centred=True)
    return height


def draw(matcher: Matcher) -> str:
    """Return the text of the picture's file."""
    drawing = Drawing(WIDE, "A conversation with Footnote in English, Italian and Arabic")
    header = 58
    drawing.box((0.5, 0.5), (WIDE - 1, header), PANEL, radius=12)
    drawing.line((0, header), (WIDE, header), BORDER)
    drawing.disc((MARGIN + 15, header / 2), 15, MARK)
    drawing.text((MARGIN + 11, header / 2 + 7), "¹", Style(20, fill="#ffffff", bold=True))
    drawing.text((MARGIN + 42, header / 2 - 3), "Footnote", STRONG)
    title = matcher.base.title[matcher.base.default_language]
    drawing.text((MARGIN + 42, header / 2 + 15), title, SMALL)
    state = Conversation()
    y = header + 20.0
    for text, language in QUESTIONS:
        y += _question(drawing, text, language, y) + 12
        reply, state = respond(matcher, text, state)
        if reply.status != "answer" or reply.language != language:
            message = f"'{text}' gets {reply.status} in {reply.language}: choose another question"
            raise SystemExit(message)
        y += _answer(drawing, reply, y) + 22
    y += 2
    drawing.box((0.5, 0.5), (WIDE - 1, y - 1), PAGE, radius=12, stroke=BORDER)
    drawing.parts.insert(0, drawing.parts.pop())  # the page lies under everything
    return drawing.svg(y)
