"""Read YAML strictly against a shape, and remember where every value stands.

What a curator typed is what is read: no tag is resolved, so ``no`` is the word no and 12:30 is no
number of seconds. PyYAML's C parser composes the nodes; nothing is constructed from them but text,
lists and mappings. libyaml itself refuses nesting deeper than 1,000 levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from bot.errors import Problem
from bot.facts.shape import Flag, Lines, Many, Record, Shape, Table, Text, Whole

# What libyaml calls a node without a tag; the kind it guesses is not used.
_PLAIN_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
)
_NULLS: Final = ("", "~", "null")
_BREAKS: Final = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u2028-\u202e\ufeff]")

Path_ = tuple[str | int, ...]
Value = dict[str, Any] | list[Any] | str | int | bool | None
Mark = tuple[int, int]  # line and column, from 1


@dataclass(slots=True)
class Document:
    """A fact file as plain values, the mark of each path, and the problems found on the way."""

    values: dict[str, Any]
    marks: dict[Path_, Mark]
    problems: list[Problem]
    lines: tuple[str, ...] = ()

    def mark(self, path: Path_) -> Mark:
        """Where a path stands, or the nearest one around it."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def mark_in_block(self, path: Path_, index: int, line: str, column: int = 0) -> Mark:
        """Where a character of a literal block stands: of its ``index``-th line, stripped."""
        row, start = self.mark(path)
        return self._mark_of(row + index + 1, line, column, 0) or (row, start)

    def mark_in_text(self, path: Path_, part: str, column: int = 0) -> Mark:
        """Where a character of ``part`` stands in a text, or the text where it cannot be told."""
        row, start = self.mark(path)
        return self._mark_of(row, part, column, start - 1) or (row, start)

    def _mark_of(self, row: int, part: str, column: int, start: int) -> Mark | None:
        if not part or row > len(self.lines):
            return None
        found = self.lines[row - 1].find(part, start)
        return (row, found + 1 + column) if found >= 0 else None


def parse(text: str, shape: Record) -> Document:
    """Values, marks and problems of a YAML text; a syntax error is one problem and no values."""
    # Where libyaml accepts a text, it and splitlines() agree on what a line is.
    document = Document({}, {}, [], tuple(text.splitlines()))
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except UnicodeEncodeError as error:
        row = text.count("\n", 0, error.start) + 1
        document.problems.append(Problem(row, 1, "half a character: retype the line in UTF-8"))
        return document
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = error.problem or error.context or "cannot be read"
        document.problems.append(Problem(*place, f"YAML: {said}; check quotes and indentation"))
        return document
    except yaml.YAMLError as error:
        said = str(error).splitlines()[0]
        document.problems.append(Problem(1, 1, f"YAML: {said}"))
        return document
    if root is None:
        document.problems.append(Problem(1, 1, "the file is empty; see docs/writing-facts.md"))
        return document
    values = _Reader(document).read(root, shape, ())
    document.values = values if isinstance(values, dict) else {}
    return document


@dataclass(slots=True)
class _Reader:
    document: Document
    seen: set[int] = field(default_factory=set)

    def problem(self, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        self.document.problems.append(Problem(mark.line + 1, mark.column + 1, message))

    def read(self, node: yaml.Node, shape: Shape, path: Path_) -> Value:
        self.document.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self.seen:
                self.problem(node, "'*' refers to another place: write the text out instead")
                return None
            self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.problem(node, f"tag {node.tag} is not allowed: put quotes around the text")
            return None
        match shape:
            case Record() | Table():
                return self.mapping(node, shape, path)
            case Many():
                return self.items(node, shape, path)
            case _:
                return self.scalar(node, shape, path)

    def mapping(self, node: yaml.Node, shape: Record | Table, path: Path_) -> dict[str, Any] | None:
        name = _name(path)
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, f"{name} must have keys below it, like 'key: value'")
            return None
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            if key in out:
                self.problem(key_node, f"'{key}' stands twice in {name}: keep one")
            elif isinstance(shape, Table):
                out[key] = self.read(value_node, shape.value, (*path, key))
            elif key in shape.fields:
                out[key] = self.read(value_node, shape.fields[key], (*path, key))
            else:
                self.problem(key_node, f"unknown key '{key}' in {name}{_meant(key, shape)}")
        if isinstance(shape, Record):
            for key in shape.fields:
                if key not in out and key not in shape.optional:
                    self.problem(node, f"{name} has no '{key}': add it")
        return out

    def items(self, node: yaml.Node, shape: Many, path: Path_) -> list[Any] | None:
        name = _name(path)
        if not isinstance(node, yaml.SequenceNode):
            self.problem(node, f"{name} must be a list: lines that begin with '- '")
            return None
        count = len(node.value)
        if count < shape.fewest:
            self.problem(node, f"{name} has {count} items: at least {shape.fewest}")
        if shape.most is not None and count > shape.most:
            self.problem(node, f"{name} has {count} items: at most {shape.most}")
        return [self.read(item, shape.item, (*path, n)) for n, item in enumerate(node.value)]

    def scalar(self, node: yaml.Node, shape: Shape, path: Path_) -> str | int | bool | None:
        name = _name(path)
        if not isinstance(node, yaml.ScalarNode):
            self.problem(node, f"{name} must be a text: put quotes around it")
            return None
        value = str(node.value)
        match shape:
            case Flag():
                if value not in ("true", "false"):
                    self.problem(node, f"{name} is '{value}': write true or false")
                return value == "true"
            case Whole():
                if not re.fullmatch(r"[1-9]\d{0,5}", value):
                    self.problem(node, f"{name} is '{value}': write a whole number from 1")
                    return None
                return int(value)
            case Lines():
                if node.style != "|":
                    self.problem(node, f"{name} must be a block: '{path[-1]}: |', then a line each")
                return value
            case Text():
                return self.text(node, shape, value, name)
            case _:
                raise AssertionError(shape)

    def text(self, node: yaml.ScalarNode, shape: Text, value: str, name: str) -> str | None:
        if not node.style and value in _NULLS:
            if not shape.nullable:
                self.problem(node, f"{name} is empty: write it")
            return None
        value = value.strip()
        if not value:
            self.problem(node, f"{name} is empty: write it")
        if len(value) > shape.longest:
            self.problem(node, f"{name} has {len(value)} characters: at most {shape.longest}")
        if shape.pattern and not re.fullmatch(shape.pattern, value):
            self.problem(node, f"{name} is '{value[:60]}': it must look like {shape.pattern}")
        if _BREAKS.search(value):
            self.problem(node, f"{name} holds a control or direction character: retype it")
        return " ".join(value.split(" "))


def _name(path: Path_) -> str:
    """How a message calls a place: its last key, and the list item around it."""
    if not path:
        return "the file"
    last = path[-1]
    return f"item {last + 1} of {_name(path[:-1])}" if isinstance(last, int) else f"'{last}'"


def _meant(key: str, shape: Record) -> str:
    from rapidfuzz import process

    near = process.extractOne(key, list(shape.fields), score_cutoff=60)
    return f": did you mean '{near[0]}'?" if near else f" (keys: {', '.join(shape.fields)})"
