"""A small valid fact file, for tests to take apart, and help to find places in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.check import check_document
from bot.facts.document import parse
from bot.facts.shape import FACT_FILE

if TYPE_CHECKING:
    from bot.errors import Problem

SMALL = """\
story:
  title: {en: "The old bridge", it: "Il vecchio ponte", fr: "Le vieux pont", ar: "الجسر القديم"}
  default_language: en
origins:
  - id: gazette
    name: {en: "the Gazette", it: "la Gazzetta", fr: "la Gazette", ar: "الجريدة"}
  - id: mayor
    name: {en: "the mayor", it: "la sindaca", fr: "la maire", ar: "العمدة"}
articles:
  - id: gazette-en
    title: "Bridge closed"
    outlet: The Gazette
    author: null
    date: 2024-02-29
    url: null
    language: en
    translated_from: null
    read_in: null
    origin: gazette
    attribution: {en: "As printed.", it: "Come stampato.", fr: "Tel quel.", ar: "كما ورد."}
    find: {en: "No address.", it: "Nessun indirizzo.", fr: "Sans adresse.", ar: "بلا عنوان."}
lists:
  en:
    close: close|shut
names:
  - id: ponti
    spellings: |
      Ponti
      بونتي
topics:
  - id: bridge
    commands:
      en: bridge, closure
      it: ponte
      fr: pont
      ar: جسر
    description: {en: "The bridge", it: "Il ponte", fr: "Le pont", ar: "الجسر"}
    lead: closing-date
  - id: repairs
    commands:
      en: repairs
      it: lavori
      fr: travaux
      ar: إصلاح
    description: {en: "The works", it: "I lavori", fr: "Les travaux", ar: "الأشغال"}
    lead: repair-cost
facts:
  - id: closing-date
    topic: bridge
    question: {en: "When did it close?", it: "Quando?", fr: "Quand ?", ar: "متى؟"}
    phrasings:
      en: |
        when did the bridge {close}

        date [of the] closure
      it: |
        quando ha chiuso il ponte
      fr: |
        quand le pont a fermé
      ar: |
        متى أغلق الجسر
    statements:
      - en: "The bridge closed on 3 May."
        it: "Il ponte ha chiuso il 3 maggio."
        fr: "Le pont a fermé le 3 mai."
        ar: "أغلق الجسر في 3 مايو."
        citations:
          - article: gazette-en
            line: 2
            fragment: "the old bridge closed on 3 May"
            origin: mayor
    related: [repair-cost]
  - id: repair-cost
    topic: repairs
    disputed: true
    question: {en: "What does it cost?", it: "Quanto costa?", fr: "Combien ?", ar: "كم؟"}
    phrasings:
      en: |
        what does the repair cost
      it: |
        quanto costa la riparazione
      fr: |
        combien coûte la réparation
      ar: |
        كم كلفة الإصلاح
    statements:
      - en: "Two million euros."
        it: "Due milioni di euro."
        fr: "Deux millions d'euros."
        ar: "مليونا يورو."
        position: {en: "The mayor", it: "La sindaca", fr: "La maire", ar: "العمدة"}
        computed: true
        citations:
          - article: gazette-en
            line: 3
            fragment: "would cost two million"
      - en: "Nobody knows."
        it: "Nessuno lo sa."
        fr: "Personne ne le sait."
        ar: "لا أحد يعلم."
        position: {en: "Ponti", it: "Ponti", fr: "Ponti", ar: "بونتي"}
        citations:
          - article: gazette-en
            line: 4
            fragment: "Ponti said"
gaps:
  - id: gap-builder
    topic: bridge
    question: {en: "Who built it?", it: "Chi lo ha costruito?", fr: "Par qui ?", ar: "من بناه؟"}
    phrasings:
      en: |
        who built the bridge
      it: |
        chi ha costruito il ponte
      fr: |
        qui a construit le pont
      ar: |
        من بنى الجسر
    nearest: [closing-date]
"""


def changed(*edits: tuple[str, str]) -> str:
    """Return the small file with the first place of each text replaced; it must be there."""
    text = SMALL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def problems_of(text: str) -> list[Problem]:
    """Return every problem of a fact file, those of its shape included, in file order."""
    document = parse(text, FACT_FILE)
    return sorted({*document.problems, *check_document(document)})


def place(text: str, found: str, nth: int = 1) -> tuple[int, int]:
    """Return line and column, from 1, of the nth place of a text."""
    start = -1
    for _ in range(nth):
        start = text.index(found, start + 1)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def only_problem(*edits: tuple[str, str], at: str, nth: int = 1) -> Problem:
    """Return the one problem that edits of the small file cause; it must stand at ``at``."""
    text = changed(*edits)
    problems = problems_of(text)
    assert len(problems) == 1, problems
    assert (problems[0].line, problems[0].column) == place(text, at, nth), problems
    return problems[0]
