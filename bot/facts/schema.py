"""The JSON Schema of a fact file, for editors; generated from :mod:`bot.facts.shape`.

Written anew by ``python -m bot.facts.schema``; a test fails when the stored one is not current.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from bot.facts.shape import FACT_FILE, Flag, Lines, Many, Record, Shape, Table, Text, Whole

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
STORED: Final = Path("docs/facts.schema.json")


def json_schema() -> dict[str, Any]:
    """Return the schema of a fact file, draft 2020-12."""
    return {"$schema": DIALECT, "title": "Footnote facts", **_of(FACT_FILE)}


def schema_text() -> str:
    """Return the schema as the stored file has it: indented JSON, a newline at the end."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def write_schema(path: Path) -> None:
    """Write the schema to a file."""
    path.write_text(schema_text(), encoding="utf-8")


def _of(shape: Shape) -> dict[str, Any]:
    return {"description": shape.help, **_constraints(shape)}


def _constraints(shape: Shape) -> dict[str, Any]:
    out: dict[str, Any]
    match shape:
        case Text():
            out = _text(shape)
        case Lines():
            out = {"type": "string", "minLength": 1}
        case Whole():
            out = {"type": "integer", "minimum": 1, "maximum": 999_999}
        case Flag():
            out = {"type": "boolean"}
        case Many():
            most = {} if shape.most is None else {"maxItems": shape.most}
            out = {"type": "array", "items": _of(shape.item), "minItems": shape.fewest, **most}
        case Table():
            out = {"type": "object", "additionalProperties": _of(shape.value)}
        case Record():
            out = {
                "type": "object",
                "properties": {key: _of(value) for key, value in shape.fields.items()},
                "required": [key for key in shape.fields if key not in shape.optional],
                "additionalProperties": False,
            }
    return out


def _text(shape: Text) -> dict[str, Any]:
    kind: str | list[str] = ["string", "null"] if shape.nullable else "string"
    # The loader matches a pattern against the whole text; JSON Schema searches for it.
    pattern = {} if shape.pattern is None else {"pattern": f"^(?:{shape.pattern})$"}
    return {"type": kind, "minLength": 1, "maxLength": shape.longest, **pattern}


if __name__ == "__main__":
    write_schema(STORED)
