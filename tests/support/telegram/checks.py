"""What the Bot API refuses in a request: texts, buttons, commands, inline answers."""

from __future__ import annotations

import re
from typing import Any, Final

from tests.support.telegram.html import cleaned, parse_html, trimmed, units
from tests.support.telegram.refusal import bad_request

Json = dict[str, Any]

TEXT_LIMIT: Final = 4096
_COMMAND: Final = re.compile(r"/?[a-z0-9_]{1,32}")
_SCOPES: Final = (
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators",
    "chat", "chat_administrators", "chat_member",
)  # fmt: skip
_ACTIONS: Final = (
    "callback_data",
    "url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
)


def text_of(source: Json, key: str = "text", *, required: bool = True) -> tuple[str, list[Json]]:
    """The plain text of a request and its entities, as the server will store them."""
    text = cleaned(str(source.get(key, "")))
    entities: list[Json] = list(source.get("entities") or [])
    mode = str(source.get("parse_mode", "")).lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    for entity in entities:
        if entity["length"] <= 0 or not 0 <= entity["offset"] <= units(text) - entity["length"]:
            raise bad_request("ENTITY_BOUNDS_INVALID")
    text, entities = trimmed(text, entities)
    if required and not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def check_keyboard(markup: Json | None) -> None:
    """Every button does exactly one thing, and its label and data fit."""
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            if not str(button.get("text", "")).strip():
                raise bad_request("BUTTON_TEXT_EMPTY")
            if sum(action in button for action in _ACTIONS) != 1:
                raise bad_request("text buttons are unallowed in the inline keyboard")
            if not 1 <= len(button.get("callback_data", "-").encode()) <= 64:
                raise bad_request("BUTTON_DATA_INVALID")


def check_commands(parameters: Json) -> tuple[str, str]:
    """A menu of commands; its scope and language."""
    commands = parameters.get("commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"].strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = parameters.get("scope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    language = str(parameters.get("language_code") or "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID")
    return str(scope["type"]), language


def check_inline_results(parameters: Json) -> list[Json]:
    """The results of an inline answer, with the message each would send."""
    results: list[Json] = list(parameters.get("results") or [])
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(str(parameters.get("next_offset", "")).encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    ids = [result["id"] for result in results]
    if len(set(ids)) != len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    sent = []
    for result in results:
        if not 1 <= len(result["id"].encode()) <= 64:
            raise bad_request("RESULT_ID_INVALID")
        if result["type"] == "article" and not str(result.get("title", "")).strip():
            raise bad_request("ARTICLE_TITLE_EMPTY")
        text, entities = text_of(result["input_message_content"], "message_text")
        check_keyboard(result.get("reply_markup"))
        sent.append({**result, "sent": {"text": text, "entities": entities}})
    return sent
