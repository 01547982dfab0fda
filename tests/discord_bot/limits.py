"""Discord's limits, written out anew from its documentation, to hold every payload to."""

from __future__ import annotations

import re
from typing import Any


def units(text: str | None) -> int:
    """UTF-16 units."""
    return len((text or "").encode("utf-16-le", "surrogatepass")) // 2


def refused(given: dict[str, Any]) -> list[str]:
    """Why Discord would refuse a message, or what in it would ping or make a preview."""
    out: list[str] = []
    content, embed, view = given.get("content"), given.get("embed"), given.get("view")
    mentions = given["allowed_mentions"].to_dict()
    if mentions["parse"] or mentions.get("replied_user"):
        out.append(f"pings: {mentions}")
    if embed is None:
        if not (content or "").strip():
            out.append("empty")
        if units(content) > 2000:
            out.append(f"content of {units(content)}")
        if not given.get("suppress_embeds"):
            out.append("previews")
        unbracketed = re.sub(r"<https?://[^>\s]*>", "", content or "")
        bare = re.findall(r"https?://\w+", unbracketed)
        if bare:
            out.append(f"bare address {bare}")
    else:
        out += _embed(embed.to_dict())
    if view is not None:
        out += _view(view.to_components())
    for text in _texts(given):
        try:
            text.encode()
        except UnicodeEncodeError:
            out.append("half a character")
    return out


def _texts(given: dict[str, Any]) -> list[str]:
    embed = given.get("embed")
    texts = [given.get("content") or ""]
    if embed is not None:
        texts += [embed.title or "", embed.description or ""]
    return texts


def _embed(embed: dict[str, Any]) -> list[str]:
    out = []
    title, description = embed.get("title", ""), embed.get("description", "")
    fields = embed.get("fields", [])
    if not description.strip() and not fields:
        out.append("empty embed")
    if units(title) > 256 or units(description) > 4096 or len(fields) > 25:
        out.append(f"title {units(title)}, description {units(description)}, {len(fields)} fields")
    whole = units(title) + units(description) + units(embed.get("footer", {}).get("text"))
    if whole > 6000:
        out.append(f"embed of {whole}")
    return out


def _view(rows: list[dict[str, Any]]) -> list[str]:
    out, ids = [], []
    if len(rows) > 5:
        out.append(f"{len(rows)} rows")
    for row in rows:
        children = row["components"]
        if not 1 <= len(children) <= 5:
            out.append(f"row of {len(children)}")
        for child in children:
            ids.append(child["custom_id"])
            if child["type"] == 2 and not 1 <= units(child["label"].strip()) <= 80:
                out.append(f"label {child['label']!r}")
            options = child.get("options", [])
            if child["type"] == 3 and not 1 <= len(options) <= 25:
                out.append(f"{len(options)} options")
            values = [option["value"] for option in options]
            if len(set(values)) < len(values):
                out.append("options of one value")
            out += [
                f"option {option}"
                for option in options
                if not 1 <= units(option["label"].strip()) <= 100 or len(option["value"]) > 100
            ]
    if len(set(ids)) < len(ids) or any(not 1 <= len(id_) <= 100 for id_ in ids):
        out.append(f"ids {ids}")
    return out
