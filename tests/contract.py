"""The JSON of an answer, as other programs depend on it: may be extended, never changed."""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_MAYBE: Final = {"type": ["string", "null"]}
_LANGUAGE: Final = {"enum": ["en", "it", "fr", "ar"]}
_CODE: Final = {"type": "string", "pattern": "^[a-z]{2}$"}
_SHARE: Final = {"type": "number", "minimum": 0, "maximum": 1}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any], **more: int) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


CITATION: Final = _object(
    {
        "number": {"type": "integer", "minimum": 1},
        "article": _TEXT,
        "title": _TEXT,
        "outlet": _MAYBE,
        "author": _MAYBE,
        "date": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "language": _CODE,
        "translated_from": {"type": ["string", "null"], "pattern": "^[a-z]{2}$"},
        "read_in": _MAYBE,
        "url": _MAYBE,
        "line": {"type": "integer", "minimum": 1},
        "fragment": _TEXT,
        "origin": _TEXT,
    }
)
STATEMENT: Final = _object(
    {
        "text": _TEXT,
        "citations": _list({"type": "integer", "minimum": 1}, minItems=1),
        "position": _MAYBE,
    }
)
WHY: Final = _object(
    {"phrasing": _TEXT, "score": _SHARE, "margin": {"type": "number"}, "runner_up": _MAYBE}
)
_ANSWER: Final = _object(
    {
        "status": {"enum": ["answer", "clarify", "gap", "unknown", "info"]},
        "language": _LANGUAGE,
        "fact": _MAYBE,
        "topic": _MAYBE,
        "command": _MAYBE,
        "text": {
            "type": "string",
            "minLength": 1,
            "not": {"pattern": "[\u2066-\u2069\u202a-\u202e]"},
        },
        "statements": _list(STATEMENT),
        "disputed": {"type": "boolean"},
        "citations": _list(CITATION),
        "independent_sources": {"type": "integer", "minimum": 0},
        "candidates": _list(_object({"fact": _TEXT, "question": _TEXT, "score": _SHARE})),
        "offers": _list(_TEXT),
        "why": {"anyOf": [WHY, {"type": "null"}]},
        "version": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
    }
)
_NONE: Final = {"maxItems": 0}


def _when(status: list[str], then: dict[str, Any]) -> dict[str, Any]:
    return {"if": {"properties": {"status": {"enum": status}}}, "then": {"properties": then}}


ANSWER: Final = {
    **_ANSWER,
    "allOf": [
        _when(["answer"], {"fact": _TEXT, "topic": _TEXT, "citations": {"minItems": 1},
                           "statements": {"minItems": 1}, "candidates": _NONE}),
        _when(["clarify"], {"candidates": {"minItems": 2, "maxItems": 5}}),
        _when(["gap"], {"fact": _TEXT}),
        _when(["clarify", "unknown", "info"], {"fact": {"type": "null"}}),
        _when(["clarify", "gap", "unknown", "info"], {"citations": _NONE, "statements": _NONE}),
        _when(["answer", "gap", "unknown", "info"], {"candidates": _NONE}),
    ],
}  # fmt: skip
KEYS: Final = list(_ANSWER["properties"])
CITATION_KEYS: Final = list(CITATION["properties"])
