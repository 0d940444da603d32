// Red lines that leave no outcome: what the page needs of engine/minimal.py and view/reasons.py.

const LISTED = 100; // of what can be many so much is listed
const WORK = 100_000; // so many steps are taken to find a smallest set

// The red lines of the blocking set that is told first: of the smallest sets that leave no outcome
// one with the fewest soft lines, then of the firmest, as `telling` of view/reasons.py sorts them.
function first_blocking_set(stated, everything) {
  const lines = stated.flatMap((p) => p.red_lines);
  const work = { left: WORK };
  for (let size = 1; size <= lines.length && work.left > 0; size++) {
    const found = [];
    covers(lines, everything, size, [], new Set(), found, work);
    if (!found.length) continue;
    found.sort(by_places);
    const told = found.slice(0, LISTED).map((chosen) => chosen.map((at) => lines[at]));
    return told.reduce((first, own) => (more_telling(own, first) < 0 ? own : first));
  }
  return [];
}

// Adds the sets of so many lines that refuse everything, each once, as places in the list.
function covers(lines, left, size, chosen, barred, found, work) {
  if (!left) return void found.push([...chosen].sort((one, other) => one - other));
  if (chosen.length === size) return;
  const first = left & -left;
  const tried = new Set(barred);
  for (let at = 0; at < lines.length && work.left > 0; at++) {
    if (!(lines[at].region & first) || tried.has(at)) continue;
    work.left -= 1;
    covers(lines, left & ~lines[at].region, size, [...chosen, at], tried, found, work);
    tried.add(at);
  }
}

function by_places(one, other) {
  const at = one.findIndex((place, i) => place !== other[i]);
  return at < 0 ? 0 : one[at] - other[at];
}

function more_telling(one, other) {
  const soft = (lines) => lines.filter((line) => line.soft).length;
  const firmness = (lines) => lines.map((line) => line.firmness).sort((a, b) => b - a);
  return soft(one) - soft(other) || by_places(firmness(one), firmness(other));
}
