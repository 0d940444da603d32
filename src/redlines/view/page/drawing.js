// An issue as it is drawn: a second implementation of view/drawing.py and of what it needs of
// view/picture.py, with their names. Where things lie is told in shares of the width, 0 to 1.

const MOST_COLUMNS = 24; // of more levels those that no party treats differently share a column

function drawing(item) {
  if (!drawings.has(item)) drawings.set(item, drawing_of(item));
  return drawings.get(item);
}

const drawings = new WeakMap(); // a first screen asks for each twice, the rest of the page again

function drawing_of(item) {
  const { issue } = item;
  const told = item.positions.map(told_of);
  const bounds = bounds_of(issue, told);
  const refused = union(item.positions.map((p) => p.refused));
  return {
    kind: issue.kind,
    columns: bounds.map(([first, last]) => column(issue, first, last, refused)),
    rows: item.positions.map((p, i) => ({
      party: p.party,
      silent: p.silent,
      cells: cells(p, told[i], bounds),
    })),
    judged: item.verdict !== "unstated",
    line: line_of(issue, bounds),
  };
}

// The outcomes under each state of a party, and those behind its own red lines: of what holds of
// the same outcome the first is told.
function told_of(p) {
  const behind = (verb) =>
    union(p.held_back.filter((held) => held.claim.verb === verb).map((held) => held.region));
  const states = [
    ["refuses", p.firmly_refused],
    ["softly-refuses", p.refused],
    ["demands", p.demanded],
    ["accepts", p.accepted],
    ["softly-demands", p.softly_demanded],
    ["softly-accepts", p.softly_offered],
  ];
  return { states, behind: [["demands", behind(DEMANDS)], ["accepts", behind(ACCEPTS)]] };
}

// The first and last place of each column: an outcome, or alike ones of many.
function bounds_of(issue, told) {
  const places = issue.outcomes.map((_, place) => place);
  if (issue.kind !== "quantity" && places.length <= MOST_COLUMNS) {
    return places.map((place) => [place, place]);
  }
  const regions = told.flatMap((own) => [...own.states, ...own.behind]).map(([, region]) => region);
  const apart = (place) =>
    place === issue.unlimited || regions.some((own) => at(own, place) !== at(own, place - 1));
  const firsts = places.filter((place) => place === 0 || apart(place));
  return firsts.map((first, i) => [first, (firsts[i + 1] ?? places.length) - 1]);
}

function cells(p, told, bounds) {
  if (p.silent) return bounds.map(() => ({ state: "silent", withheld: null }));
  const first_holding = (sets, place) => sets.find(([, region]) => at(region, place))?.[0];
  return bounds.map(([first]) => ({
    state: first_holding(told.states, first) ?? "nothing",
    withheld: first_holding(told.behind, first) ?? null,
  }));
}

function column(issue, first_place, last_place, refused) {
  const first = first_of(issue, first_place), last = last_of(issue, last_place);
  return {
    first: first_place,
    last: last_place,
    title: span_text(issue, first, last, outcome_text),
    meaning: first.at === last.at ? (first.meaning ?? "") : "",
    refused: Boolean(at(refused, first_place)),
    ...laid_out(issue, first, last),
  };
}

// Where some outcomes start and how wide they are.
function laid_out(issue, first, last) {
  const { numbers, free, least } = issue.layout;
  if (!issue.line) {
    const count = last_of(issue, issue.outcomes.length - 1).at + 1;
    return { start: first.at / count, width: (last.at - first.at + 1) / count };
  }
  if (is_free(issue, first)) {
    return { start: free[0], width: free[1] };
  }
  const room = issue.line.free ? numbers : 1, { count } = issue.line;
  const start = (room * first.at) / count;
  const width = Math.max((room * (last.at - first.at + 1)) / count, least);
  return { start: Math.min(start, room - width), width };
}

const is_free = (issue, outcome) =>
  issue.unlimited !== null && outcome === first_of(issue, issue.unlimited);

// The middle of an outcome.
function place(issue, outcome) {
  if (!issue.line || is_free(issue, outcome)) {
    const { start, width } = laid_out(issue, outcome, outcome);
    return start + width / 2;
  }
  const room = issue.line.free ? issue.layout.numbers : 1;
  return (room * (outcome.at + 0.5)) / issue.line.count;
}

// The ends of what is ordered: the first and the last level or number; else empty.
function poles(drawn) {
  if (drawn.line) return drawn.line.ends;
  return drawn.kind === "options" ? ["", ""] : [drawn.columns[0].title, drawn.columns.at(-1).title];
}

// The number line of a quantity: ticks come with the case, the numbers at which an answer changes
// are those of the columns.
function line_of(issue, bounds) {
  if (!issue.line) return null;
  const firsts = bounds.slice(1).map(([first]) => first).filter((own) => own !== issue.unlimited);
  const changes = firsts.map((where) => {
    const first = first_of(issue, where);
    return { at: place(issue, first), text: outcome_text(first) };
  });
  return { ...issue.line, changes };
}

const left_of = (drawn) => (drawn.judged ? drawn.columns.map((column) => !column.refused) : []);

// The stretches of columns that are left, first and last of each.
function remaining(drawn) {
  const found = [];
  left_of(drawn).forEach((left, i, every) => {
    if (!left) return;
    if (i && every[i - 1]) found.at(-1)[1] = i;
    else found.push([i, i]);
  });
  return found;
}

// A row as unbroken stretches of the same cell: a word stands once on each.
function row_runs(row) {
  const found = [];
  row.cells.forEach((cell, i) => {
    const before = found.at(-1);
    if (before && same_cell(before.cell, cell)) before.last = i;
    else found.push({ first: i, last: i, cell });
  });
  return found;
}

const same_cell = (one, other) => one.state === other.state && one.withheld === other.withheld;

const WANTS = ["demands", "accepts", "softly-demands", "softly-accepts"];
const REFUSALS = ["refuses", "softly-refuses"];

// Of each column how many parties demand or accept it, and how many refuse it.
function tallies(drawn) {
  const many = (states, i) => sum(drawn.rows.map((row) => states.includes(row.cells[i].state)));
  return drawn.columns.map((_, i) => [many(WANTS, i), many(REFUSALS, i)]);
}

// The line on which each of some ticks stands, so that none runs into the one before it.
function lowered(marks, room) {
  const ends = [];
  return marks.map((tick) => {
    const free = ends.findIndex((end) => end <= tick.at);
    const line = free < 0 ? ends.length : free;
    ends[line] = tick.at + room;
    return line;
  });
}
