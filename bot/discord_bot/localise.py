"""Names and descriptions of the slash commands in the languages Discord knows of ours."""

from __future__ import annotations

from typing import Final

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.answer.catalogue import say
from bot.platform.split import shorten

# Both kinds of English, or half of its speakers see no translation. Discord has no Arabic.
_LANGUAGES: Final = {
    Locale.american_english: "en",
    Locale.british_english: "en",
    Locale.french: "fr",
    Locale.italian: "it",
}
DESCRIPTION: Final = 100  # discord.com/developers/docs/interactions/application-commands
_NAMES: Final = {
    "ask": {"fr": "demander", "it": "chiedi"},
    "question": {"fr": "question", "it": "domanda"},
    "topic": {"fr": "thème", "it": "argomento"},
    "sources": {"fr": "sources", "it": "fonti"},
    "language": {"fr": "langue", "it": "lingua"},
    "server": {"fr": "serveur", "it": "server"},
    "privacy": {"fr": "confidentialité", "it": "privacy"},
    "help": {"fr": "aide", "it": "aiuto"},
    "forgetme": {"fr": "oubliemoi", "it": "dimenticami"},
    "settings": {"fr": "réglages", "it": "impostazioni"},
    "setting": {"fr": "réglage", "it": "impostazione"},
    "value": {"fr": "valeur", "it": "valore"},
    "stats": {"fr": "statistiques", "it": "statistiche"},
    "gaps": {"fr": "lacunes", "it": "lacune"},
    "reload": {"fr": "recharger", "it": "ricarica"},
}


def texts(by_language: dict[str, str]) -> locale_str:
    """A text with its translations; the English one is the one Discord falls back to."""
    return locale_str(by_language["en"], texts=by_language)


def name(english: str) -> locale_str:
    """The name of a command or an option."""
    return texts({"en": english, **_NAMES[english]})


def said(key: str) -> locale_str:
    """A message of the catalogue, as a description or a menu entry."""
    return texts({code: shorten(say(key, code), DESCRIPTION) for code in _LANGUAGES.values()})


class CatalogueTranslator(app_commands.Translator):
    """Gives Discord the translations that each text brings along."""

    async def translate(
        self, string: locale_str, locale: Locale, _context: TranslationContextTypes
    ) -> str | None:
        """The text in a locale; None where we have none."""
        language = _LANGUAGES.get(locale)
        found: str | None = string.extras.get("texts", {}).get(language)
        return found
