"""One turn after another, as dialogues: what a person types, and what they see."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.plain import render
from bot.answer.reply import Reply
from bot.conversation import Conversation, respond
from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from tests.dialogue import as_read

FOUR = "English, italiano, français, العربية"


@dataclass
class Talk:
    """A conversation that goes on: say something, see the reply."""

    matcher: Matcher
    public: bool = False
    prefix: str = "!"
    state: Conversation = field(default_factory=Conversation)

    def says(self, text: str) -> Reply:
        """One turn."""
        reply, self.state = respond(
            self.matcher, text, self.state, public=self.public, prefix=self.prefix
        )
        return reply

    def sees(self, text: str) -> str:
        """One turn, as the eye reads the reply."""
        return as_read(render(self.says(text)))


def doubtful(matcher: Matcher) -> Matcher:
    """The same matcher, never sure enough to answer and always to ask back."""
    return replace(
        matcher, calibration=replace(matcher.calibration, private=2, public=2, clarify=-1)
    )


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("en", "How much does the new lamp cost?", "The new lamp costs $45,000. ¹ ²"),
        ("it", "Quanto costa la nuova lampada?", "La nuova lampada costa 45.000 dollari. ¹ ²"),
        ("fr", "Combien coûte la nouvelle lampe ?", "La nouvelle lampe coûte 45 000 $. ¹ ²"),
        ("ar", "كم يكلف المصباح الجديد؟", "يكلف المصباح الجديد 45 ألف دولار. ¹ ²"),
    ],
)
def test_plain_question(tiny: Matcher, language: str, question: str, words: str) -> None:
    """A question is answered in its own language, with marks and sources."""
    reply = Talk(tiny).says(question)
    assert (reply.status, reply.language, reply.fact) == ("answer", language, "lamp-cost")
    assert as_read(render(reply)).split("\n")[0] == words


def test_every_plain_question_of_the_story_is_understood(shipped: Matcher) -> None:
    """What buttons and lists show, typed in, is never answered with another fact."""
    wrong = [
        (language, fact.id, reply.fact)
        for language in LANGUAGES
        for fact in shipped.base.facts
        if (reply := Talk(shipped).says(fact.question[language])).status == "answer"
        and reply.fact != fact.id
    ]
    assert wrong == []


def test_command_answers_with_the_lead_fact(shipped: Matcher) -> None:
    """!salary is answered with the product manager's pay, from two independent sources."""
    found = Talk(shipped).says("!salary").as_json()
    assert (found["status"], found["fact"], found["command"]) == ("answer", "pm-salary", "salary")
    assert (found["topic"], found["language"]) == ("salary", "en")
    assert found["independent_sources"] == 2
    assert {c["origin"] for c in found["citations"]} == {"intercept", "techcrunch"}


@pytest.mark.parametrize(
    ("command", "language"),
    [
        ("!stipendio", "it"),
        ("!salaire", "fr"),
        ("!راتب", "ar"),
        ("/STIPENDIO", "it"),
        ("!pay", "en"),
    ],
)
def test_alias_chooses_its_language(shipped: Matcher, command: str, language: str) -> None:
    """An alias of one language is answered in that language, whatever was spoken before."""
    talk = Talk(shipped)
    talk.says("Qui est en grève ?")
    reply = talk.says(command)
    assert (reply.fact, reply.command, reply.language) == ("pm-salary", "salary", language)


def test_topic_id_keeps_the_language_spoken(shipped: Matcher) -> None:
    """Bruno speaks Italian; !salary is everybody's command, so the reply stays Italian."""
    talk = Talk(shipped)
    talk.says("chi è Bob Iger")
    assert talk.says("!salary").language == "it"


def test_every_command_of_every_topic_answers(shipped: Matcher) -> None:
    """No command word of any language leads nowhere."""
    for topic in shipped.base.topics:
        for words in topic.commands.values():
            for word in words:
                reply = Talk(shipped).says(f"!{word}")
                assert (reply.status, reply.fact, reply.topic) == (
                    "answer",
                    topic.lead,
                    topic.id,
                ), word


def test_follow_up_is_read_with_the_last_answer_in_mind(shipped: Matcher) -> None:
    """Bruno asks what the job pays, then "e il minimo?": he means that job's."""
    talk = Talk(shipped)
    talk.says("Quanto paga il posto di product manager per l'IA a Netflix?")
    reply = talk.says("e il minimo?")
    assert reply.why is not None
    assert reply.why.entry == "pm-salary-minimum"


def test_follow_up_has_no_lower_threshold(shipped: Matcher) -> None:
    """A follow-up that is not sure enough is not answered, context or not."""
    talk = Talk(shipped)
    talk.says("!salary")
    for text in ("e il minimo?", "and the other one?", "et chez eux ?"):
        reply = Talk(shipped, state=talk.state).says(text)
        assert reply.why is not None
        assert reply.why.threshold == shipped.calibration.private
        if reply.status in ("answer", "gap"):
            assert reply.why.score >= shipped.calibration.private


def test_question_back_and_a_number(tiny: Matcher) -> None:
    """The bot asks which is meant; "2" is answered with the second, in the same language."""
    talk = Talk(doubtful(tiny))
    asked = talk.says("quanto costa la nuova lampada del faro")
    assert asked.status == "clarify"
    assert asked.text.startswith("Che cosa intendi?\n1. ")
    assert 2 <= len(asked.choices) <= 5
    reply = talk.says("2")
    assert reply.fact == asked.choices[1].entry
    assert reply.language == "it"
    assert talk.state.pending == ()


@pytest.mark.parametrize("typed", ["1", " 1 ", "1.", "1)", "١", "1️⃣"])
def test_number_as_people_write_it(tiny: Matcher, typed: str) -> None:
    """A choice may be typed with a dot, a bracket, Arabic digits or a keycap."""
    talk = Talk(doubtful(tiny))
    asked = talk.says("how much does the new lamp cost")
    assert talk.says(typed).fact == asked.choices[0].entry


@pytest.mark.parametrize("typed", ["0", "9", "1.5", "¹²", "one"])
def test_number_that_was_not_offered_is_no_choice(tiny: Matcher, typed: str) -> None:
    """Only an offered number chooses."""
    talk = Talk(doubtful(tiny))
    talk.says("how much does the new lamp cost")
    offered = talk.state.pending
    assert talk.says(typed).fact not in offered


def test_number_without_a_question_back_is_no_choice(tiny: Matcher) -> None:
    """A bare number means nothing where nothing was offered."""
    assert Talk(tiny).says("1").status != "answer"


def test_choice_is_forgotten_after_another_question(tiny: Matcher) -> None:
    """After a command, a number no longer refers to what was offered before."""
    talk = Talk(doubtful(tiny))
    talk.says("how much does the new lamp cost")
    talk.says("!help")
    assert talk.state.pending == ()
    assert talk.says("1").fact is None


def test_gap_offers_what_the_articles_do_say(tiny: Matcher) -> None:
    """The articles do not tell when the light reopens: that is said, and the nearest offered."""
    reply = Talk(tiny).says("when does the lighthouse reopen")
    assert (reply.status, reply.fact) == ("gap", "gap-reopening")
    assert reply.text.startswith("The articles do not say: When will it reopen?")
    assert [offer.entry for offer in reply.offers] == ["closing-day"]


@pytest.mark.parametrize(
    ("text", "language", "begins"),
    [
        ("hello there, how are you?", "en", "I can't answer that from the articles."),
        ("grazie mille!", "it", "Gli articoli non mi permettono di rispondere."),
        ("merci beaucoup !", "fr", "Les articles ne me permettent pas de répondre."),
        ("شكرا جزيلا", "ar", "لا أستطيع الإجابة عن ذلك من المقالات."),
    ],
)
def test_chit_chat_is_unknown(shipped: Matcher, text: str, language: str, begins: str) -> None:
    """Politeness is no question about the story: three examples, in the person's language."""
    reply = Talk(shipped).says(text)
    assert (reply.status, reply.language, reply.fact) == ("unknown", language, None)
    assert reply.text.startswith(begins)
    assert reply.text.count("\n• ") == 3


@pytest.mark.parametrize(
    "text",
    [
        "Was verdient der Produktmanager und wer ist das?",
        "Сколько платит Netflix?",
        "スト中なのは誰ですか",
        "¿Cuánto gana el jefe de producto?",
    ],
)
def test_fifth_language(shipped: Matcher, text: str) -> None:
    """A fifth language gets the default language, and one line that lists the four."""
    reply = Talk(shipped).says(text)
    assert reply.language == "en"
    assert reply.notices[-1] == f"I answer in these languages: {FOUR}."
    assert as_read(render(reply)).split("\n").count(f"I answer in these languages: {FOUR}.") == 1


def test_fifth_language_after_a_choice_keeps_the_choice(shipped: Matcher) -> None:
    """Who chose French is not told again which languages there are."""
    talk = Talk(shipped)
    talk.says("!language fr")
    reply = talk.says("Was verdient der Produktmanager und wer ist das?")
    assert reply.language == "fr"
    assert reply.notices == ()


def test_explicit_language_wins_over_the_question(tiny: Matcher) -> None:
    """After !language ar an English question is answered in Arabic, until told otherwise."""
    talk = Talk(tiny)
    assert talk.says("!language ar").text == "سأجيب بالعربية."
    assert talk.says("How much does the new lamp cost?").language == "ar"
    assert talk.says("!cost").language == "ar"
    assert talk.says("!costo").language == "ar"
    assert talk.says("!language english").language == "en"
    assert talk.says("Quanto costa la nuova lampada?").language == "en"


def test_unknown_language_changes_nothing(tiny: Matcher) -> None:
    """!language klingon: the four are listed, the old choice stays."""
    talk = Talk(tiny)
    talk.says("!language it")
    assert talk.sees("!language klingon") == f"Non conosco questa lingua. Ho: {FOUR}."
    assert talk.state.language == "it"


def test_language_follows_each_question(tiny: Matcher) -> None:
    """Without a choice, each question has the reply in its own language."""
    talk = Talk(tiny)
    spoken = [
        "Qui garde le phare ?",
        "من يحرس المنارة؟",
        "Who keeps the lighthouse?",
        "Chi bada al faro?",
    ]
    assert [talk.says(text).language for text in spoken] == ["fr", "ar", "en", "it"]


def test_word_of_no_language_keeps_the_language_spoken(tiny: Matcher) -> None:
    """A name alone is no evidence: the reply stays in the language of the talk."""
    talk = Talk(tiny)
    talk.says("Chi bada al faro?")
    assert talk.says("Mara Quill").language == "it"
    assert talk.says("123").language == "it"


@pytest.mark.parametrize(
    "text", ["", "   ", "!!", "?!?", "!", "...", "🎉🎉", "👩‍🚀", "\u200f", "\n\t\x00", "\u202e"]
)
def test_nothing_to_read(tiny: Matcher, text: str) -> None:
    """Empty, punctuation, emoji, controls: an invitation to ask, status unknown, no error."""
    reply = Talk(tiny).says(text)
    assert (reply.status, reply.language, reply.command) == ("unknown", "en", None)
    assert reply.text.startswith("Ask me something about the story, for example:")


def test_hundred_thousand_characters(tiny: Matcher) -> None:
    """A pasted book is cut, not refused: what it begins with still counts."""
    reply = Talk(tiny).says("how much does the new lamp cost? " + "la la la " * 12_000)
    assert reply.why is not None
    assert reply.why.words.startswith("how much does the new lamp cost la")


@pytest.mark.parametrize("letter", ["x", "م", "?", "🎉", "x "])
def test_hundred_thousand_times_nothing(shipped: Matcher, letter: str) -> None:
    """One character without end is no question, and gets no answer."""
    assert Talk(shipped).says(letter * 100_000).status in ("unknown", "clarify")


def test_hundred_thousand_characters_of_command(tiny: Matcher) -> None:
    """A command that long does not exist, and is not repeated in full."""
    reply = Talk(tiny).says("!" + "x" * 100_000)
    assert reply.text.startswith("There is no command !" + "x" * 40 + ". Commands:")


def test_control_characters_are_no_obstacle(tiny: Matcher) -> None:
    """A question with control characters between its words is the same question."""
    reply = Talk(tiny).says("how\x00much\x07does the\x1b new lamp\u0085cost?")
    assert (reply.status, reply.fact) == ("answer", "lamp-cost")


def test_control_characters_do_not_come_back(tiny: Matcher) -> None:
    """What a person typed is shown without escape and direction characters."""
    shown = render(Talk(tiny).says("!\u202enonsense\x1b[31m"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_mixed_direction(tiny: Matcher) -> None:
    """Arabic with a Latin name, and Latin with an Arabic word, each find their answer."""
    reply = Talk(tiny).says("من هي Mara Quill؟")
    assert (reply.fact, reply.language) == ("keeper", "ar")
    shown = render(reply)
    assert shown.count("\u2068") == shown.count("\u2069")
    assert Talk(tiny).says("who is كويل the keeper").fact == "keeper"


def test_lone_surrogate_is_no_obstacle(tiny: Matcher) -> None:
    """Half a character, as broken input leaves it, is read as a space."""
    assert Talk(tiny).says("how much does the new lamp\ud83d cost?").fact == "lamp-cost"


def test_group_is_stricter_than_private(shipped: Matcher) -> None:
    """The public threshold is the higher one, and what is between is answered in private only."""
    calibration = shipped.calibration
    assert calibration.private <= calibration.public
    between = replace(calibration, private=0.0, public=2.0)
    matcher = replace(shipped, calibration=between)
    assert Talk(matcher).says("Who is on strike?").status == "answer"
    assert Talk(matcher, public=True).says("Who is on strike?").status != "answer"


def test_command_is_answered_in_a_group_too(shipped: Matcher) -> None:
    """A command leaves no doubt, so no threshold holds it back."""
    assert Talk(shipped, public=True).says("!strike").fact == "who-is-on-strike"


def test_unknown_command(tiny: Matcher) -> None:
    """Outside a group, a command that does not exist is named, and what exists is listed."""
    reply = Talk(tiny).says("!nonsense now")
    assert (reply.status, reply.command) == ("unknown", None)
    assert reply.text.startswith(
        "There is no command !nonsense. Commands: !cost !keeper !closing !help"
    )


def test_braces_in_a_command_stay(tiny: Matcher) -> None:
    """!{topics} is shown as it was typed."""
    assert "There is no command !{topics}." in Talk(tiny).sees("!{topics}")


@pytest.mark.parametrize(
    "name", ["help", "topics", "sources", "about", "privacy", "language", "why", "reload"]
)
@pytest.mark.parametrize("sign", ["!", "/"])
def test_info_commands(tiny: Matcher, name: str, sign: str) -> None:
    """Each reserved command is answered as info, in capitals too."""
    reply = Talk(tiny).says(f"{sign}{name.upper()}")
    assert (reply.status, reply.command) == ("info", name)


def test_ask_command_is_a_question(tiny: Matcher) -> None:
    """!ask with words is the question; without, an invitation."""
    assert Talk(tiny).says("!ask how much does the new lamp cost").fact == "lamp-cost"
    assert Talk(tiny).says("!ask").status == "unknown"


def test_prefix_of_the_place(tiny: Matcher) -> None:
    """On Telegram the commands are shown with a slash."""
    assert "/cost /keeper" in Talk(tiny, prefix="/").says("/help").text


def test_why_explains_the_last_question(tiny: Matcher) -> None:
    """!why after a question says how it was read, and which phrasing it came nearest to."""
    talk = Talk(tiny)
    talk.says("price of the lamp")
    shown = talk.sees("!why")
    assert "Read as: price of the lamp." in shown
    assert "“price of the lamp” (lamp-cost)" in shown


def test_command_does_not_forget_what_why_explains(tiny: Matcher) -> None:
    """A command is no question: !why still explains the last one."""
    talk = Talk(tiny)
    talk.says("price of the lamp")
    talk.says("!help")
    assert "(lamp-cost)" in talk.sees("!why")


def test_conversations_do_not_mix(tiny: Matcher) -> None:
    """What Alice chose means nothing for Bruno."""
    alice, bruno = Talk(doubtful(tiny)), Talk(tiny)
    alice.says("how much does the new lamp cost")
    assert alice.state.pending
    assert bruno.says("1").status != "answer"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=3), st.booleans())
def test_any_text_gets_a_reply(tiny: Matcher, texts: list[str], public: bool) -> None:  # noqa: FBT001
    """Whatever is typed, in whatever order: a status, a text, a language, and never an error."""
    talk = Talk(tiny, public=public)
    for text in texts:
        reply = talk.says(text)
        assert reply.text
        assert reply.status in ("answer", "clarify", "gap", "unknown", "info")
        assert reply.language in LANGUAGES
        assert (reply.status == "answer") == bool(reply.sources)
        assert (reply.status == "clarify") == bool(reply.choices)
