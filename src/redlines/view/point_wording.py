"""The points of a plan in words: what they are called, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redlines.case import Plan, Point
from redlines.view.document import Word, Words, words


def point_title(ids: Sequence[str], plan: Plan) -> str:
    """Points by number and id, joined where they settle something together."""
    numbers = {point.id: point.number for point in plan.points}
    return " + ".join(f"{numbers[id_]} {id_}" if numbers.get(id_) else id_ for id_ in ids)


def quoted(points: Iterable[Point], told: set[str]) -> Iterator[Words]:
    """Points by number and, where not `told` yet, what they say; the id of each stands last.

    Behind words it stands in brackets: it is none of them, also where nothing can be small. What is
    told here is added to what is `told`.
    """
    for point in points:
        number = Word(f"{point.number} " if point.number else "", "bold")
        if point.id in told:
            yield words(number, Word(point.id, "id"))
        else:
            yield words(number, f"{point.text} ", Word(f"({point.id})", "id"))
            told.add(point.id)
