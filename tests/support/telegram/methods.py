"""The methods of the Bot API that the bot may call, over a :class:`World`."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any, Final

from tests.support.telegram.checks import (
    Json,
    check_commands,
    check_inline_results,
    check_keyboard,
    text_of,
)
from tests.support.telegram.html import units
from tests.support.telegram.people import Chat
from tests.support.telegram.refusal import Refusal, bad_request
from tests.support.telegram.world import World

Method = Callable[[World, Json], Any]
_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _chat(world: World, parameters: Json) -> Chat:
    id_ = int(parameters["chat_id"])
    if id_ in world.moved:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": world.moved[id_]},
        )
    if id_ not in world.chats:
        raise bad_request("chat not found")
    return world.chats[id_]


def _content(parameters: Json) -> Json:
    text, entities = text_of(parameters)
    markup = parameters.get("reply_markup")
    check_keyboard(markup)
    return {
        "text": text,
        **({"entities": entities} if entities else {}),
        **({"reply_markup": markup} if markup and markup.get("inline_keyboard") else {}),
    }


def send_message(world: World, parameters: Json) -> Json:
    """A message, as a reply and in a forum topic where asked."""
    chat = _chat(world, parameters)
    body = _content(parameters)
    reply = parameters.get("reply_parameters") or {}
    if "message_id" in reply:
        replied = world.messages.get((chat.id, int(reply["message_id"])))
        if replied is None and not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        if replied:
            body["reply_to_message"] = {k: v for k, v in replied.items() if k[:5] != "reply"}
    if parameters.get("message_thread_id"):
        if not chat.is_forum:
            raise bad_request("message thread not found")
        body["message_thread_id"] = int(parameters["message_thread_id"])
    return world.keep(chat, **body)


def _own(world: World, parameters: Json) -> Json:
    chat = _chat(world, parameters)
    message = world.messages.get((chat.id, int(parameters["message_id"])))
    if message is None or message.get("from", {}).get("id") != world.me["id"]:
        raise bad_request("message to edit not found")
    return message


def edit_message_text(world: World, parameters: Json) -> Json:
    """Another text and keyboard in the place of the old."""
    message = _own(world, parameters)
    body = _content(parameters)
    keys = ("text", "entities", "reply_markup")
    if {key: message[key] for key in keys if key in message} == body:
        raise bad_request(_NOT_MODIFIED)
    for key in keys:
        message.pop(key, None)
    message.update(body, edit_date=int(time.time()))
    return message


def delete_message(world: World, parameters: Json) -> bool:
    """Remove a message of the bot."""
    message = _own(world, parameters)
    del world.messages[message["chat"]["id"], message["message_id"]]
    return True


def send_document(world: World, parameters: Json) -> Json:
    """A file; it comes as a part of the form."""
    document = parameters["document"]
    return world.keep(
        _chat(world, parameters),
        document={
            "file_id": "F1",
            "file_unique_id": "U1",
            "file_name": document.filename,
        },
        content=document.file.read().decode(),
    )


def answer_callback_query(world: World, parameters: Json) -> bool:
    """The press of a button is answered, once."""
    if units(parameters.get("text", "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    id_ = parameters["callback_query_id"]
    if id_ in world.answered_callbacks:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    world.answered_callbacks[id_] = parameters
    return True


def answer_inline_query(world: World, parameters: Json) -> bool:
    """The results of ``@bot question``."""
    results = check_inline_results(parameters)
    world.answered_inline[parameters["inline_query_id"]] = {**parameters, "results": results}
    return True


def set_my_commands(world: World, parameters: Json) -> bool:
    """A menu of commands for a scope and a language."""
    world.menus[check_commands(parameters)] = parameters.get("commands") or []
    return True


def delete_my_commands(world: World, parameters: Json) -> bool:
    """No menu for a scope and a language."""
    world.menus.pop(check_commands(parameters), None)
    return True


def get_chat_member(world: World, parameters: Json) -> Json:
    """Whether somebody governs a chat."""
    chat = _chat(world, parameters)
    id_ = int(parameters["user_id"])
    status = "administrator" if id_ in chat.administrators else "member"
    if id_ == world.me["id"]:
        status = "administrator" if chat.bot_is_administrator else "member"
    rights = dict.fromkeys(
        ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
         "can_manage_video_chats", "can_restrict_members", "can_promote_members",
         "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
         "can_delete_stories"), False,
    )  # fmt: skip
    user = {"id": id_, "is_bot": False, "first_name": "Somebody"}
    return {"status": status, "user": user, **(rights if status == "administrator" else {})}


def set_webhook(world: World, parameters: Json) -> bool:
    """Updates go to an address from now on; an empty one removes it."""
    secret = str(parameters.get("secret_token", ""))
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    world.webhook = parameters if parameters.get("url") else {}
    _drop_pending(world, parameters)
    return True


def delete_webhook(world: World, parameters: Json) -> bool:
    """Updates are fetched from now on."""
    world.webhook = {}
    _drop_pending(world, parameters)
    return True


def _drop_pending(world: World, parameters: Json) -> None:
    if parameters.get("drop_pending_updates") in (True, "true"):
        world.updates.clear()


def get_webhook_info(world: World, _: Json) -> Json:
    """Where updates go."""
    return {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
        **world.webhook_error,
    }


METHODS: Final[dict[str, Method]] = {
    "getMe": lambda world, _: world.me,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "sendDocument": send_document,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getChatMember": get_chat_member,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendChatAction": lambda *_: True,
}
