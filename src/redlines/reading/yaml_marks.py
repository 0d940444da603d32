"""Strict YAML in one pass over libyaml's events: text, lists and maps, with a place for each.

Every scalar stays text, so `NO`, `on` and `1:2` mean what they say, and quoted and plain mean
the same; each field names its own grammar later. Anchors, aliases, tags, merge keys, duplicate
keys and unescaped Unicode line breaks are refused; size, depth and number of values are bounded
before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import yaml

from redlines.case import Place
from redlines.problems import Problem
from redlines.reading.lines import BITS, Lines, Span, span
from redlines.reading.yaml_slips import Slip, conflict, slip

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 32
MAX_VALUES = 4_000_000

# YAML 1.1 parsers break lines at these, YAML 1.2 parsers do not; nobody sees them on a screen.
_LINE_SEPARATOR = re.compile("[\x85\u2028\u2029]")
# What stands behind these is not known, so what seems to lack in such a file is no second fault.
_HIDING = ("alias", "merge-key", "key-not-text")

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
# The stubs know neither what an event holds nor that it always has its marks.
Event = Any
Mark = Any
_Scalar, _MappingEnd = yaml.ScalarEvent, yaml.MappingEndEvent


class Marked(NamedTuple):
    """Where a value stands, and where the values inside it stand.

    `inner` maps keys to (where the key stands, value) or lists the values of a list. `lines` are
    those of the text it stands in, with its key, where that is another than of the one around it.
    """

    span: Span
    inner: Inner = None
    lines: Lines | None = None


# Of a text nothing more is known than where it stands.
Node = Span | Marked
Inner = dict[str, tuple[Span, Node]] | list[Node] | None


def stretch(node: Node) -> Span:
    """Where a value stands, whatever is in it."""
    return node.span if isinstance(node, Marked) else node


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One file's value (None where it could not be read), its places and its problems.

    `lost` are the paths of values of which a part could not be read.
    """

    file: str
    value: Value | None
    marks: Marked | None
    problems: tuple[Problem, ...]
    lost: tuple[Path, ...] = ()

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value at a path stands, or with `key` the key that leads to it.

        A path that leads nowhere gives the innermost place that exists.
        """
        if self.marks is None or self.marks.lines is None:
            return Place(self.file, 1, 1, 1, 1)
        node: Node = self.marks
        led, lines = self.marks.span, self.marks.lines
        for step in path:
            if not isinstance(node, Marked) or node.inner is None:
                break
            inner = node.inner
            if isinstance(inner, list):
                if not isinstance(step, int) or step >= len(inner):
                    break
                node = inner[step]
                led = stretch(node)
            elif step in inner:
                led, node = inner[str(step)]
            else:
                break
            if isinstance(node, Marked):
                lines = node.lines or lines
        return lines.place(led if key else stretch(node))

    def bare(self, path: Path) -> bool:
        """Whether a path leads to a key without a colon, as B is in `{title: A, B}`."""
        key, value = self.place(path, key=True), self.place(path)
        return key != value and (key.end_line, key.end_column) == (value.line, value.column)


def read_yaml(text: str, file: str) -> MarkedText:
    """The one document of a YAML text, with every problem that strictness finds in it."""
    # libyaml passes over the sign that begins some files, and does not count it.
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES:
        return _unread(file, "too-large", Place(file, 1, 1, 1, 1), limit=f"{MAX_BYTES:,} bytes")
    lines = Lines(file, text)
    if found := _LINE_SEPARATOR.search(text):
        place = lines.at(found.start())
        return _unread(file, "line-separator", place, char=f"U+{ord(found[0]):04X}")
    if left := conflict(text):
        return MarkedText(file, None, None, (_slipped(lines, left, "a conflict of git"),))
    reader = _Reader(lines)
    try:
        return reader.read()
    except _RefusedError as refused:
        return MarkedText(file, None, None, (*reader.problems, refused.problem))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and (earlier := _refused(Lines(file, text[: mark.index]))):
            return earlier
        if mark and mark.index >= len(text):
            mark = error.context_mark or mark  # what is never closed is wrong where it opens
        reason = " ".join(filter(None, (error.context, error.problem)))
        problem = _unparsed(lines, mark, error.context_mark, reason)
        return MarkedText(file, None, None, (*reader.problems, problem))
    except yaml.reader.ReaderError as error:
        place = lines.at(_position(text, error))
        return _unread(
            file, "bad-yaml", place, reason=f"character U+{_code(error):04X} is not allowed"
        )


def _unparsed(lines: Lines, mark: Mark | None, context: Mark | None, reason: str) -> Problem:
    """What libyaml says of a text, and the slip behind it where one can be told."""
    if mark is None:
        return Problem("bad-yaml", Place(lines.file, 1, 1, 1, 1), {"reason": reason})
    # By the index: at the end of a text libyaml names a line that is not there.
    if found := slip(lines.text, mark.index, reason, context.index if context else None):
        return _slipped(lines, found, reason)
    return Problem("bad-yaml", lines.at(mark.index), {"reason": reason})


def _slipped(lines: Lines, found: Slip, reason: str) -> Problem:
    args = {"reason": reason, "slip": found.name, **found.args}
    return Problem("bad-yaml", lines.at(found.index), args, found.meant)


def _refused(lines: Lines) -> MarkedText | None:
    """What our own bounds refuse in the part of a text before the place where libyaml gave up.

    libyaml looks ahead, so limits of its own, which differ between its versions, can end it at a
    depth that we refuse before we have seen it.
    """
    reader = _Reader(lines)
    try:
        reader.read()
    except _RefusedError as refused:
        return MarkedText(lines.file, None, None, (*reader.problems, refused.problem))
    except yaml.YAMLError:
        pass  # of a text that is cut short: the whole text is what is told about
    return None


def _code(error: yaml.reader.ReaderError) -> int:
    """The code of the character that libyaml refused."""
    character = error.character
    return character if isinstance(character, int) else ord(character)


def _position(text: str, error: yaml.reader.ReaderError) -> int:
    """Where the refused character stands in the text; libyaml counts bytes."""
    return len(text.encode()[: error.position].decode(errors="ignore"))


def _unread(file: str, code: str, place: Place, **args: str) -> MarkedText:
    return MarkedText(file, None, None, (Problem(code, place, args),))


def _span(first: Event, last: Event) -> Span:
    return span(first.start_mark.index, last.end_mark.index)


class _RefusedError(Exception):
    """Ends reading at a fault after which nothing can be trusted."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(slots=True)
class _Reader:
    """The state of one pass over the events of a text."""

    lines: Lines
    problems: list[Problem] = field(default_factory=list)
    values: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    next_event: Callable[[], Event] = field(init=False)

    def read(self) -> MarkedText:
        """The document, all of it."""
        file = self.lines.file
        parser = yaml.CSafeLoader(self.lines.text)
        try:
            self.next_event = cast("Callable[[], Event]", parser.get_event)
            start = self.next_event()
            event = self.next_event()
            if isinstance(event, yaml.StreamEndEvent):
                self.problem("empty-file", start)
                return MarkedText(file, None, None, tuple(self.problems))
            value, node = self.value(self.next_event(), 1)
            self.next_event()  # the end of the document
            event = self.next_event()
            if not isinstance(event, yaml.StreamEndEvent):
                self.problem("several-documents", event)
        finally:
            parser.dispose()
        hidden = any(problem.code in _HIDING for problem in self.problems)
        marks = node if isinstance(node, Marked) else Marked(node)
        marks = marks._replace(lines=self.lines)
        return MarkedText(file, None if hidden else value, marks, tuple(self.problems))

    def value(self, event: Event, depth: int) -> tuple[Value, Node]:
        """The value that begins with an event."""
        self.values += 1
        if self.values > MAX_VALUES:
            self.refuse("too-many-values", event, limit=f"{MAX_VALUES:,}")
        kind = type(event)
        if kind is _Scalar:
            if event.anchor is not None or event.tag is not None:
                self.decorated(event)
            return event.value, event.start_mark.index << BITS | event.end_mark.index
        if depth > MAX_DEPTH:
            self.refuse("too-deep", event, limit=str(MAX_DEPTH))
        if kind is yaml.AliasEvent:
            self.problem("alias", event, name=event.anchor)
            return "", _span(event, event)
        if event.anchor is not None or event.tag is not None:
            self.decorated(event)
        if kind is yaml.MappingStartEvent:
            return self.mapping(event, depth)
        return self.sequence(event, depth)

    def mapping(self, start: Event, depth: int) -> tuple[Value, Node]:
        """The map that an event begins; of a key written twice the first value stays."""
        found: dict[str, Value] = {}
        inner: dict[str, tuple[Span, Node]] = {}
        next_event, read_key, read_value, inside = self.next_event, self.key, self.value, depth + 1
        while type(event := next_event()) is not _MappingEnd:
            key = read_key(event, depth)
            value, node = read_value(next_event(), inside)
            if key is None:
                continue
            if key in found:
                first, _ = inner[key]
                self.problem("duplicate-key", event, related=self.lines.place(first), key=key)
                continue
            found[key] = value
            inner[key] = event.start_mark.index << BITS | event.end_mark.index, node
        return found, Marked(_span(start, event), inner)

    def key(self, event: Event, depth: int) -> str | None:
        """The text of a key, or None for one that is refused."""
        if type(event) is not _Scalar:
            if type(event) is not yaml.AliasEvent:
                self.problem("key-not-text", event)
            self.value(event, depth + 1)
            return None
        if event.anchor is not None or event.tag is not None:
            self.decorated(event)
        if event.value == "<<" and not event.style:
            self.problem("merge-key", event)
            return None
        # The same few keys come in every statement, so one text of each is enough.
        text: str = self.keys.setdefault(event.value, event.value)
        return text

    def sequence(self, start: Event, depth: int) -> tuple[Value, Node]:
        """The list that an event begins."""
        found: list[Value] = []
        inner: list[Node] = []
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            value, node = self.value(event, depth + 1)
            found.append(value)
            inner.append(node)
        return found, Marked(_span(start, event), inner)

    def decorated(self, event: Event) -> None:
        """Refuse what says that a value is another's twin or of another type."""
        if event.anchor is not None:
            self.problem("anchor", event, name=event.anchor)
        if event.tag is not None:
            self.problem("tag", event, tag=event.tag)

    def problem(self, code: str, event: Event, related: Place | None = None, **args: str) -> None:
        """Note a problem at an event."""
        place = self.lines.place(_span(event, event))
        others = () if related is None else (related,)
        self.problems.append(Problem(code, place, args, related=others))

    def refuse(self, code: str, event: Event, **args: str) -> None:
        """Stop reading at an event."""
        place = self.lines.place(_span(event, event))
        raise _RefusedError(Problem(code, place, args))
