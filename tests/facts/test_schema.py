"""The JSON Schema that editors use."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from bot.facts.document import parse
from bot.facts.schema import STORED, json_schema, schema_text, write_schema
from bot.facts.shape import FACT_FILE
from tests.facts.small import SMALL, changed

ROOT = Path(__file__).parents[2]


def test_stored_schema_is_current() -> None:
    """``docs/facts.schema.json`` is what ``python -m bot.facts.schema`` writes."""
    assert (ROOT / STORED).read_text(encoding="utf-8") == schema_text()


def test_schema_is_written_with_a_newline_at_the_end(tmp_path: Path) -> None:
    """The file is indented JSON and ends with a newline."""
    write_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8").endswith("}\n")


def test_schema_is_a_schema() -> None:
    """It is valid by its own dialect."""
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_small_file_is_valid() -> None:
    """What the loader takes, the schema takes."""
    jsonschema.Draft202012Validator(json_schema()).validate(parse(SMALL, FACT_FILE).values)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: mayor", "id: The Mayor"),
        ("default_language: en", "default_language: xx"),
        ("When did it close?", "When" + "?" * 80),
    ],
)
def test_schema_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    """Ids, languages and lengths are held by both."""
    document = parse(changed((old, new)), FACT_FILE)
    assert len(document.problems) == 1
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(document.values)


def test_schema_refuses_unknown_and_missing_keys() -> None:
    """Unknown keys are refused and those without which nothing works are required."""
    schema = json_schema()
    assert schema["additionalProperties"] is False
    assert "facts" in schema["required"]
    assert "gaps" not in schema["required"]
    assert schema["properties"]["facts"]["description"] == "The answers."
