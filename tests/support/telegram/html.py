"""HTML as the Bot API reads it: the same tags, the same refusals, entities in UTF-16 units.

After core.telegram.org/bots/api#html-style and the wording of tdlib's ``parse_html``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.telegram.refusal import Refusal, bad_request

_TYPES: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_REFERENCE: Final = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE: Final = re.compile(r"""([a-zA-Z0-9.-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[a-zA-Z0-9.-]+))?""")
# tdlib drops these from every text: line and paragraph separators, old direction controls.
_DROPPED: Final = re.compile("[\u2028-\u202e\r]")
_BLANKED: Final = re.compile("[\u0000-\u0009\u000b-\u001f]")


def units(text: str) -> int:
    """Length in UTF-16 code units, by which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """Text as the server stores it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return _BLANKED.sub(" ", _DROPPED.sub("", text))


@dataclass
class _Open:
    """A tag that is not closed yet, and where its entity starts."""

    tag: str
    offset: int
    extra: dict[str, Any]


@dataclass
class _Reader:
    """The state of reading one text."""

    source: str
    text: str = ""
    stack: list[_Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def refusal(self, what: str, at: int) -> Refusal:
        """A refusal that names the byte where reading stopped."""
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {what.format(at=f'at byte offset {offset}')}")

    def open(self, body: str, at: int) -> None:
        """A start tag: its entity begins where the text ends now."""
        tag, _, rest = re.sub(r"\s", " ", body).partition(" ")
        tag = tag.lower()
        if tag not in _TYPES:
            raise self.refusal(f'Unsupported start tag "{tag}" {{at}}', at)
        attributes = {m[1].lower(): (m[2] or "").strip("\"'") for m in _ATTRIBUTE.finditer(rest)}
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.refusal('Tag "span" must have class "tg-spoiler" {at}', at)
        extra = {"url": _resolved(attributes.get("href", ""))} if tag == "a" else {}
        self.stack.append(_Open(tag, units(self.text), extra))

    def close(self, name: str, at: int) -> None:
        """An end tag: it must end the tag that was opened last."""
        if not self.stack:
            raise self.refusal("Unexpected end tag {at}", at)
        last = self.stack.pop()
        if name and name != last.tag:
            raise self.refusal(
                f'Unmatched end tag {{at}}, expected "</{last.tag}>", found "</{name}>"', at
            )
        length = units(self.text) - last.offset
        if length and not (last.tag == "a" and not last.extra["url"]):
            kind = _TYPES[last.tag]
            self.entities.append(
                {"type": kind, "offset": last.offset, "length": length, **last.extra}
            )


def _resolved(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        if found[1]:
            return _NAMED[found[1]]
        code = int(found[2]) if found[2] else int(found[3], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]

    return _REFERENCE.sub(character, text)


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and entities. Raises :class:`Refusal` where Telegram would."""
    reader = _Reader(source)
    place = 0
    while place < len(source):
        start = source.find("<", place)
        if start < 0:
            start = len(source)
        reader.text += _resolved(source[place:start])
        if start == len(source):
            break
        end = source.find(">", start)
        closing = source.startswith("</", start)
        if end < 0:
            kind = "end" if closing else "start"
            raise reader.refusal(f"Unclosed {kind} tag {{at}}", start)
        if closing:
            reader.close(source[start + 2 : end].strip().lower(), start)
        else:
            reader.open(source[start + 1 : end], start)
        place = end + 1
    if reader.stack:
        tag = reader.stack[-1].tag
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\""
        )
    return reader.text, sorted(reader.entities, key=lambda e: (e["offset"], -e["length"]))


def trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """The text without blank space at either end, and its entities moved along."""
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    whole = units(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, whole)
        if start < end:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, kept
