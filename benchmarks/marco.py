"""The blocking sets of large linked cases by MARCO over a SAT solver, beside those of `deal`.

Optional: it needs `pip install python-sat` and is none of the rows. MARCO (Liffiton et al., "Fast,
flexible MUS enumeration", 2016) goes through sets of red lines, each time the largest not yet
decided: one that can be kept is made as large as can be, one that cannot as small. So it also
finds every largest set of red lines that can be kept, and their number is a product over knots.
"""

from __future__ import annotations

import sys
from time import process_time

from pysat.solvers import Solver

from benchmarks.packages import CONFLICTS, SIZES, planted
from redlines.assumption import Assumption
from redlines.engine.knots import blocked
from redlines.engine.packages import Packages, packages
from redlines.region import members

SECONDS = 60


class Marco:
    """Both solvers: of packages that keep some red lines, and of sets of red lines not decided."""

    def __init__(self, own: Packages) -> None:
        self.lines = range(1, len(own.lines) + 1)
        self.keeping = Solver("g4")
        names: dict[tuple[int, int], int] = {}
        for issue, classes in enumerate(own.classes):
            own_names = [
                names.setdefault((issue, at), len(self.lines) + len(names) + 1)
                for at in range(len(classes))
            ]
            self.keeping.add_clause(own_names)
            for at, one in enumerate(own_names):
                for other in own_names[:at]:
                    self.keeping.add_clause([-one, -other])
        for line, clauses in zip(self.lines, own.line_clauses, strict=True):
            for clause in clauses:
                allowed = [
                    names[issue, at]
                    for issue, bits in clause.allowed.items()
                    for at in members(bits)
                ]
                self.keeping.add_clause([-line, *allowed])
        self.left = Solver("g4", bootstrap_with=[[line, -line] for line in self.lines])
        self.left.set_phases(list(self.lines))

    def kept(self, lines: set[int]) -> bool:
        return bool(self.keeping.solve(assumptions=sorted(lines)))

    def run(self) -> tuple[list[frozenset[int]], int, bool]:
        """The blocking sets found, how many largest sets can be kept, and whether these are all."""
        found: list[frozenset[int]] = []
        largest, start = 0, process_time()
        while self.left.solve():
            if process_time() - start > SECONDS:
                return found, largest, False
            seed = {line for line in self.left.get_model() or () if line > 0} & {*self.lines}
            if self.kept(seed):
                for line in self.lines:
                    if line not in seed and self.kept(seed | {line}):
                        seed.add(line)
                self.left.add_clause([line for line in self.lines if line not in seed])
                largest += 1
            else:
                seed &= {*(self.keeping.get_core() or ())}
                for line in sorted(seed):
                    if not self.kept(seed - {line}):
                        seed.discard(line)
                self.left.add_clause([-line for line in seed])
                found.append(frozenset(line - 1 for line in seed))
        return found, largest, True


def main() -> None:
    """Print both times for each size and some seeds."""
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    print("| issues | parties | blocking sets | `deal` | MARCO | largest sets kept | all found |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    for issues, parties in SIZES:
        for seed in seeds:
            case = planted(issues, parties, CONFLICTS, seed)
            own = packages(case, tuple(case.parties), Assumption(), None)
            marco = Marco(own)
            start = process_time()
            expected = {frozenset(members(lines)) for lines in blocked(own, 10**6).sets}
            middle = process_time()
            found, largest, whole = marco.run()
            end = process_time()
            assert {*found} == expected if whole else {*found} <= expected
            print(
                f"| {issues} | {parties} | {len(expected)} | {(middle - start) * 1000:.1f} ms "
                f"| {(end - middle) * 1000:,.0f} ms | {largest:,} "
                f"| {'yes' if whole else f'{len(found)} of {len(expected)}'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
