"""The slash commands and the message menu: thin, each calls what the typed command calls too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands

from bot.answer.catalogue import own_name
from bot.discord_bot import sending
from bot.discord_bot.hearing import plain
from bot.discord_bot.localise import DESCRIPTION, name, said, texts
from bot.discord_bot.pressing import guest_of, place_in
from bot.discord_bot.rights import person_of
from bot.discord_bot.slash_office import office_commands
from bot.facts.model import LANGUAGES, Topic
from bot.platform.addressing import is_nothing
from bot.platform.render import Manner, Parts
from bot.platform.split import shorten

if TYPE_CHECKING:
    from bot.discord_bot.client import FootnoteBot

Interaction = discord.Interaction[Any]
Commands = list[app_commands.Command[Any, ..., None] | app_commands.ContextMenu]

_CHOICES: Final = 25
_QUESTION: Final = 100  # of a choice's name and value
_ANY: Final = "auto"


def commands_of(bot: FootnoteBot) -> Commands:
    """Every command of the bot; the topics are those of the facts at this moment."""
    return [_ask(bot), _topic(bot), *_words(bot), _language(bot), _reload(bot),
            _check(bot), *office_commands(bot)]  # fmt: skip


async def _answer(bot: FootnoteBot, interaction: Interaction, text: str, *, hidden: bool) -> None:
    """Answer a command as the typed one is; what finds nothing is for the asker's eyes only."""
    place = place_in(bot, interaction)
    public = interaction.guild_id is not None
    if bot.desk.allowed(guest_of(interaction)) == "allowed":
        manner = Manner(titled=True, asker=None if hidden else interaction.user.id)
        parts = bot.desk.question(text, place, manner)
        hidden = public and (hidden or parts.outcome == "unknown")
    else:
        parts, hidden = bot.desk.notice("too_many", place), True
    asked = bot.runtime.recording.asked(place)
    async with bot.answering():
        sent = await sending.respond(interaction, parts, ephemeral=hidden)
    bot.runtime.recording.answered(asked, sending.names(interaction.channel_id, sent))


def _ask(bot: FootnoteBot) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=name("ask"), description=said("slash_ask"))
    @app_commands.rename(question=name("question"))
    @app_commands.describe(question=said("slash_ask_question"))
    async def ask(interaction: Interaction, question: str) -> None:
        await _answer(bot, interaction, question, hidden=False)

    @ask.autocomplete("question")
    async def suggest(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        language = bot.desk.service.language(place_in(bot, interaction))
        return [
            app_commands.Choice(name=question, value=question)
            for suggestion in bot.runtime.suggestions.find(typed, language, _CHOICES)
            if (question := shorten(suggestion.question, _QUESTION))
        ]

    return ask


def _topic_choice(topic: Topic) -> app_commands.Choice[str]:
    shown = {
        code: shorten(f"{topic.commands[code][0]}: {topic.description[code]}", DESCRIPTION)
        for code in ("en", "fr", "it")
    }
    return app_commands.Choice(name=texts(shown), value=topic.id)


def _topic(bot: FootnoteBot) -> app_commands.Command[Any, ..., None]:
    topics = bot.desk.service.matcher.base.topics

    @app_commands.command(name=name("topic"), description=said("slash_topic"))
    @app_commands.rename(topic=name("topic"))
    @app_commands.describe(topic=said("slash_topic_topic"))
    @app_commands.choices(topic=[_topic_choice(topic) for topic in topics[:_CHOICES]])
    async def topic(interaction: Interaction, topic: str) -> None:
        await _answer(bot, interaction, f"!{topic}", hidden=False)

    return topic


def _words(bot: FootnoteBot) -> list[app_commands.Command[Any, ..., None]]:
    """Commands without options."""

    def word(english: str, key: str, *, hidden: bool) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name=name(english), description=said(key))
        async def command(interaction: Interaction) -> None:
            await _answer(bot, interaction, f"!{english}", hidden=hidden)

        return command

    return [
        word("sources", "slash_sources", hidden=False),
        word("privacy", "slash_privacy", hidden=True),
        word("help", "slash_help", hidden=True),
    ]


def _language(bot: FootnoteBot) -> app_commands.Command[Any, ..., None]:
    choices = [app_commands.Choice(name=own_name(code), value=code) for code in LANGUAGES]
    choices.append(app_commands.Choice(name=said("language_any"), value=_ANY))

    @app_commands.command(name=name("language"), description=said("slash_language"))
    @app_commands.rename(language=name("language"), server=name("server"))
    @app_commands.describe(
        language=said("slash_language_language"), server=said("slash_language_server")
    )
    @app_commands.choices(language=choices)
    async def language(
        interaction: Interaction,
        language: str | None = None,
        server: bool = False,  # noqa: FBT001, FBT002 - Discord passes it by position
    ) -> None:
        parts = await _set_language(bot, interaction, language, server=server)
        async with bot.answering():
            await sending.respond(interaction, parts, ephemeral=interaction.guild_id is not None)

    return language


async def _set_language(
    bot: FootnoteBot, interaction: Interaction, language: str | None, *, server: bool
) -> Parts:
    place = place_in(bot, interaction)
    code = None if language == _ANY else language
    if language is None:
        return bot.desk.ask("!language", place)
    if server and interaction.guild_id is not None:
        person = person_of(interaction.user, interaction.channel, interaction.permissions)
        if not person.manages:
            return bot.desk.notice("moderators_only", place)
        return await bot.office.language(place, code)
    if code is not None:
        return bot.desk.ask(f"!language {code}", place)
    freed = bot.desk.notice("language_free", place)
    bot.desk.service.choose_language(place, None)
    return freed


def _reload(bot: FootnoteBot) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=name("reload"), description=said("slash_reload"))
    async def reload(interaction: Interaction) -> None:
        async with bot.answering():
            await bot.admin.reload(interaction)

    return reload


def _check(bot: FootnoteBot) -> app_commands.ContextMenu:
    async def check(interaction: Interaction, message: discord.Message) -> None:
        place, text = place_in(bot, interaction), plain(message.content)
        if bot.desk.allowed(guest_of(interaction)) != "allowed":
            parts = bot.desk.notice("too_many", place)
        elif is_nothing(text):
            parts = bot.desk.notice("no_text", place)
        else:
            parts = bot.desk.check(text, place)
        async with bot.answering():
            await sending.respond(interaction, parts, ephemeral=True)

    return app_commands.ContextMenu(name=said("menu_check"), callback=check)
