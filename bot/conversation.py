"""One turn of a conversation: text and state in, reply and new state out; no I/O.

The terminal, the JSON lines and the platforms all speak through :func:`respond`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answer import info
from bot.answer.catalogue import say
from bot.answer.compose import answer, clarify, foreign_notice, gap, unknown
from bot.answer.reply import Choice, Reply, Why
from bot.answer.typography import clean
from bot.facts.model import Fact, FactBase, Gap
from bot.match.decide import Decision, decide
from bot.match.matcher import Matcher
from bot.text.normalise import bounded, fold, is_blank

COMMAND_PREFIXES = "!/"
_AROUND = " ?!.…؟"  # what may stand around a bare word
_SHOWN = 40  # characters of an unknown command that are repeated


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a conversation remembers between turns; nothing of it is ever written down.

    language: chosen explicitly;  spoken: of the last reply;  entry: id of what was last answered;
    pending: ids offered by the last question back;  decision: the last one, for ``!why``.
    """

    language: str | None = None
    spoken: str | None = None
    entry: str | None = None
    pending: tuple[str, ...] = ()
    decision: Decision | None = None


def respond(
    matcher: Matcher,
    text: str,
    state: Conversation,
    *,
    public: bool = False,
    prefix: str = "!",
    kept: info.Retention = info.NOTHING_KEPT,
    explained: bool = False,
) -> tuple[Reply, Conversation]:
    """Answer one message.

    ``public``: hold to the stricter threshold of a group;  ``kept``: what ``!privacy`` has to tell;
    ``explained``: with the reply's ``why``, which takes longer to find than the answer.
    """
    text = bounded(text).strip()
    chosen = _chosen(text, state)
    if chosen is not None:
        return _entry(matcher.base, chosen, _language(matcher, text, state), state)
    if text[:1] in COMMAND_PREFIXES and len(text) > 1 and not text[1].isspace():
        word, _, rest = text[1:].partition(" ")
        if not is_blank(word):
            if word.casefold() != "ask":
                return _command(matcher, word, rest.strip(), state, prefix=prefix, kept=kept)
            text = rest.strip()
    reply, after = _question(matcher, text, state, public=public)
    if explained and after.decision and after.decision is not state.decision:
        reply = replace(reply, why=_why(matcher, after.decision))
    return reply, after


def _why(matcher: Matcher, decision: Decision) -> Why:
    from bot.match.explain import explain

    return explain(matcher, decision)


def _chosen(text: str, state: Conversation) -> str | None:
    number = fold(text)
    if state.pending and number.isascii() and number.isdigit() and len(number) < 3:
        place = int(number) - 1
        if 0 <= place < len(state.pending):
            return state.pending[place]
    return None


def _language(matcher: Matcher, text: str, state: Conversation) -> str:
    if state.language:
        return state.language
    detected = matcher.detect(text).language
    return detected or state.spoken or matcher.base.default_language


def _entry(
    base: FactBase,
    id_: str,
    language: str,
    state: Conversation,
) -> tuple[Reply, Conversation]:
    entry: Fact | Gap = base.entry_by_id[id_]
    reply = answer(base, entry, language) if isinstance(entry, Fact) else gap(base, entry, language)
    return reply, replace(state, spoken=language, entry=id_, pending=())


def _topic(
    base: FactBase, name: str, language: str, state: Conversation
) -> tuple[Reply, Conversation]:
    """The lead fact of a topic, in the language of the word where it is of one language only."""
    topic = base.topic_by_command[name]
    own = [code for code, words in topic.commands.items() if name in map(str.casefold, words)]
    if not state.language and len(own) == 1 and name != topic.id:
        language = own[0]
    reply, state = _entry(base, topic.lead, language, state)
    return replace(reply, topic=topic.id), state


def _question(
    matcher: Matcher, text: str, state: Conversation, *, public: bool
) -> tuple[Reply, Conversation]:
    base = matcher.base
    if is_blank(text):
        spoken = state.language or state.spoken or base.default_language
        return unknown(base, spoken, blank=True), replace(state, pending=())
    word = text.strip(_AROUND).casefold()
    if word in base.topic_by_command:
        # "Salary?" is a subject, and what the command of that name answers is meant.
        return _topic(base, word, _language(matcher, text, state), state)
    last = base.entry_by_id.get(state.entry or "")
    ranking = matcher.rank(text, state.language or state.spoken, last)
    decision = decide(ranking, matcher.calibration, public=public)
    found = ranking.detected
    language = state.language or found.language
    if language is None:
        language = base.default_language if found.foreign else state.spoken or base.default_language
    state = replace(state, spoken=language, decision=decision, pending=())
    match decision.outcome:
        case "answer" | "gap":
            reply, state = _entry(base, decision.candidates[0].entry.id, language, state)
        case "clarify":
            choices = tuple(
                Choice(c.entry.id, c.entry.question[language], c.probability)
                for c in decision.candidates
            )
            reply = clarify(base, choices, language)
            state = replace(state, pending=tuple(choice.entry for choice in choices))
        case _:
            reply = unknown(base, language)
    if found.foreign and not state.language:
        reply = replace(reply, notices=(*reply.notices, foreign_notice(language)))
    return reply, state


def _command(  # noqa: PLR0911 - one return a command reads as a table
    matcher: Matcher,
    word: str,
    rest: str,
    state: Conversation,
    *,
    prefix: str,
    kept: info.Retention,
) -> tuple[Reply, Conversation]:
    base = matcher.base
    name = word.casefold()
    language = state.language or state.spoken or base.default_language
    if name in base.topic_by_command and name not in info.RESERVED:
        reply, state = _topic(base, name, language, state)
        return replace(reply, command=reply.topic), state
    state = replace(state, pending=())
    match name:
        case "help" | "start":
            return info.help_(base, language, prefix), state
        case "topics":
            return info.topics(base, language, prefix), state
        case "sources":
            return info.sources(base, language), state
        case "about":
            return info.about(base, language), state
        case "privacy":
            return info.privacy(base, language, kept, prefix), state
        case "language":
            reply = info.language(base, language, rest, prefix)
            chosen = info.language_of(rest)
            return reply, replace(state, language=chosen or state.language)
        case "why":
            why = _why(matcher, state.decision) if state.decision else None
            return info.why(base, language, why), state
        case "reload":
            text = say("reload_here", language)
            return Reply("info", language, text, base.version, command="reload"), state
        case _:
            commands = f"{info.topic_list(base, language, prefix)} {info.command_list(prefix)}"
            typed = prefix + clean(word)[:_SHOWN]
            text = say("unknown_command", language, command=typed, commands=commands)
            return Reply("unknown", language, text, base.version), state
