// What the first screen says: a second implementation of view/report_wording.py and of the page's
// part of view/overview_document.py, with their names.

const TWO = 2;
const NAMED = 4; // so many issues stand in the headline, and so many parties above it
const MOST_TRACKS = 3; // of more parties it is counted who has spoken

const headed = new WeakMap();
const by_heading = (report) =>
  once(headed, [report], () => grouped(report.issues, (item) => item.issue.heading));

const several = (report, both, more) => (report.parties.length === TWO ? both : more);
const title = (own, heading) => own.headings.get(heading).title;

// How many headings have each verdict, and which of those counted as bridgeable are contested.
function totals(report) {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
  for (const items of by_heading(report).values()) counts[worst(items)] += 1;
  return counts;
}

function contested_headings(report) {
  const contested = (items) => worst(items) === "bridgeable" && items.some((own) => own.contested);
  return [...by_heading(report)].filter(([, items]) => contested(items)).map(([id]) => id);
}

// The headings on which red lines leave nothing, and those on which only soft ones do.
function stuck_headings(report) {
  const hard = [], softly = [];
  for (const [heading, items] of by_heading(report)) {
    const stuck = items.filter((item) => item.verdict === "insurmountable");
    if (stuck.length) (stuck.every(only_softly) ? softly : hard).push(heading);
  }
  return { hard, softly };
}

function only_softly(item) {
  const stuck = item.verdict === "insurmountable" && item.at_best !== item.verdict;
  return stuck || item.contested === "soft";
}

// The result in a sentence, and what else is told of it

function headline(own, report) {
  const { hard, softly } = stuck_headings(report);
  const { binding } = report.assumption, basis = own.bases[binding];
  const lines = binding === null ? fill("red_lines") : fill("firm_red_lines", { basis });
  if (hard.length) return fill("headline", { lines, titles: few_titles(own, hard) });
  if (softly.length) return fill("headline_softly", { titles: few_titles(own, softly) });
  const number = by_heading(report).size - totals(report).unstated;
  if (!number) {
    return fill(several(report, "headline_silent_both", "headline_silent"));
  }
  const of = fill(several(report, "spoken_on_by_both", "spoken_on_by_two"), { number });
  return fill("headline_none", { lines, number, of });
}

function few_titles(own, headings) {
  const named = headings.map((heading) => title(own, heading));
  return conjoined(first_of_many(named, NAMED, "more_issues"));
}

// Some words, of many the first and how many more.
function first_of_many(words, most, more = "more") {
  const number = words.length - most;
  return number > 0 ? [...words.slice(0, most), fill(more, { number })] : words;
}

// Who, on which day, and under which assumption.
function facts(own, report) {
  const { day, binding } = report.assumption;
  const as_of = day === null ? fill("undated") : fill("as_of", { day });
  const other = own.as_of !== null && day !== own.as_of;
  const found = [own.title, names_text(report.parties)];
  found.push(other ? fill("other_day", { day: as_of, other: own.as_of }) : as_of);
  if (binding !== null) found.push(fill("binding", { basis: own.bases[binding] }));
  const told = what_if_text(own, report.assumption);
  return told ? [...found, told] : found;
}

const names_text = (parties) =>
  parties.length > NAMED ? fill("parties", { number: parties.length }) : conjoined(parties);

function spoken_text(report) {
  const number = by_heading(report).size, judged = number - totals(report).unstated;
  return fill(several(report, "both_spoke", "two_spoke"), { judged, number });
}

// On how many statements and sources the verdicts rest, and how many were said later.
function resting_text(report) {
  const said = new Set(), sources = new Set();
  for (const { claims } of report.issues.flatMap((item) => item.positions)) {
    for (const { statement } of claims) said.add(statement);
  }
  for (const own of said) own.sources?.forEach((id) => sources.add(id));
  const { day } = report.assumption, number = report.later.statements;
  return fill("resting", {
    number: said.size,
    sources: sources.size ? fill("sources", { number: sources.size }) : "",
    later: number ? fill("said_later", { number, day }) : "",
    claims: fill("claims_nothing"),
  });
}

// What is told below the headline: what soft lines alone do, and how all other issues stand.
function lead(own, report) {
  const { hard, softly } = stuck_headings(report), also = hard.length && softly.length;
  const only = also ? fill("only_softly", { titles: few_titles(own, softly) }) : "";
  return [only, spoken_text(report), others(report)].filter(Boolean).join(" ");
}

// On how many issues one demands what another refuses, on how many not, and on what none.
function others(report) {
  const counts = totals(report), contested = contested_headings(report).length;
  const more = counts.insurmountable ? fill("as_well") : "";
  const free = counts.bridgeable - contested, met = counts.overlap + counts.agreed;
  const on = [], parts = [];
  if (contested) {
    const text = several(report, "contested_by_both", "contested");
    on.push(fill(text, { number: contested, more }));
  }
  if (free) on.push(fill("no_demand_refused", { number: free, more: contested ? "" : more }));
  if (met) on.push(fill("meet", { number: met }));
  if (on.length) parts.push(fill("on_each", { told: on.join(fill("on")) }));
  const silent = several(report, "on_silent_both", "on_silent");
  if (counts.unstated) parts.push(fill(silent, { number: counts.unstated }));
  return parts.join(" ");
}

// A line for each issue

const RANKS = [
  ["insurmountable", false],
  ["bridgeable", true],
  ["bridgeable", false],
  ["overlap", false],
  ["agreed", false],
];

// The headline issues and the others, each part the worst first.
function parts_of(own, report) {
  const found = { headline: [], other: [] };
  for (const [heading, items] of by_heading(report)) {
    found[own.headings.get(heading).headline ? "headline" : "other"].push(...rows(own, report, items));
  }
  const parts = [["headline_issues", found.headline], ["other_issues", found.other]];
  return parts
    .filter(([, glances]) => glances.length)
    .map(([name, glances]) => ({
      title: found.headline.length ? fill(name) : "",
      glances: glances.sort((one, other) => one.rank - other.rank),
    }));
}

// The lines of an issue; areas that look the same share one.
function rows(own, report, items) {
  return once(glanced, items, () => glances_of(own, items)).map((glance) => {
    const since = glance.blocked.length ? stuck_since(glance.items, report) : "";
    return once(dated, [glance, since], () => ({ ...glance, since }));
  });
}

const glanced = new WeakMap(), dated = new WeakMap();

function glances_of(own, items) {
  const found = new Map();
  for (const item of items.filter((one) => one.verdict !== "unstated")) {
    const stuck = item.verdict === "insurmountable", contested = item.contested !== null;
    const place = RANKS.findIndex(([word, how]) => word === item.verdict && how === contested);
    const glance = {
      rank: 2 * place + only_softly(item),
      word: contested ? "contested" : item.verdict,
      soft: only_softly(item),
      heading: item.issue.heading,
      drawing: drawing(item),
      told: stuck ? held_back_text(item) : outcome_text_of(item) + without(item),
      asked: contested ? asked_text(item) : "",
      blocked: first_set(item).map((line) => refusing(line)),
    };
    const alike = (_, value) => (value === item.issue ? undefined : value);
    const key = items.length > 1 ? JSON.stringify(glance, alike) : "";
    found.set(key, { ...glance, items: [...(found.get(key)?.items ?? []), item] });
  }
  return [...found.values()].map((glance) => ({
    ...glance,
    title: title(own, glance.heading),
    every: items,
    areas: glance.items.length === items.length ? [] : glance.items.map((item) => item.issue.title),
  }));
}

function outcome_text_of(item) {
  const left = item.verdict === "bridgeable" && item.positions.some((p) => p.refused);
  const region = region_text(item.issue, item.zone, false, true);
  if (left) return fill("left", { region });
  return item.verdict === "bridgeable" ? fill("nothing_refused") : region;
}

// What is asked for or offered behind own red lines; it tells areas apart that are drawn alike.
function held_back_text(item) {
  const behind = item.positions.flatMap((p) => p.held_back).map((held) => held.claim);
  return [...new Set(behind.map((claim) => `${claim.verb} ${claim.statement.id}`))].join();
}

function without(item) {
  const asked = item.positions.length, { silent } = item;
  if (!silent.length) return "";
  if (asked > MOST_TRACKS) return fill("some_spoke", { number: asked - silent.length, asked });
  return fill("not_spoken", { silent: silent_text(silent) });
}

const silent_text = (parties) =>
  fill("is_silent", { who: conjoined(parties), number: parties.length });

// The blocking set that is told first, in the order of the parties.
function first_set(item) {
  const place = (line) => item.positions.findIndex((p) => p.party === line.party);
  return [...item.blocking].sort((one, other) => place(one) - place(other));
}

// A red line by who says it: its party, the speaker or act, and its statement.
function refusing(line) {
  const { id, refusing } = line.claims[0].statement, number = line.claims.length - 1;
  const name = number ? fill("id_and_more", { id, number }) : id;
  return { party: line.party, told: refusing, id, name };
}

// Since when nothing is left on the issues of a line, as far as the record shows.
function stuck_since(items, report) {
  if (report.assumption.day === null) return "";
  const found = grouped(items, (item) => {
    const first = stuck_from(item.issue, report);
    return first ? begun_told(item.issue, first, report) : "";
  });
  found.delete(""); // where it was always so
  const areas = (some) => some.map((item) => item.issue.title).join(", ");
  const told = ([day, some]) => (found.size > 1 ? `${day} (${areas(some)})` : day);
  return found.size ? fill("stuck_since", { days: conjoined([...found].map(told)) }) : "";
}

// A day as the file dates all that the parties begin to say on it about an issue.
function begun_told(issue, day, { parties }) {
  const claims = parties.flatMap((party) => claims_of(issue, party));
  const begun = claims.map((claim) => claim.statement).filter((said) => said.said === day);
  const told = new Set(begun.map((said) => said.dated ?? day));
  return told.size === 1 ? [...told][0] : day;
}

// Who asks for what whom refuses, of many the first two.
function asked_text(item) {
  const refused = item.unmet.filter((own) => own.refused_by.length);
  const parties = refused.map((own) => own.party);
  if (item.positions.length === TWO && parties.length === TWO) {
    return fill("both_demand", { parties: conjoined(parties) });
  }
  const few = (own) => conjoined(own.length > TWO + 1 ? first_of_many(own, TWO) : own);
  const told = refused.map(({ party, refused_by }) =>
    fill("demands_refused", { party, others: few(refused_by), number: refused_by.length }),
  );
  return first_of_many(told, TWO, "more_do").join("; ");
}

// What only one has spoken on, by whom, and what nobody has.
function silent_lines(own, report) {
  const found = new Map();
  for (const [heading, items] of by_heading(report)) {
    const spoke = (item) => item.positions.find((p) => !p.silent)?.party ?? "";
    const groups = grouped(items.filter((one) => one.verdict === "unstated"), spoke);
    const { title, headline } = own.headings.get(heading);
    for (const [party, some] of groups) {
      const areas = some.map((item) => item.issue.title).join(", ");
      const told = some.length === items.length ? title : `${title} (${areas})`;
      found.set(party, [...(found.get(party) ?? []), { last: !headline, told }]);
    }
  }
  const named = (party) => {
    const entries = found.get(party).sort((one, other) => one.last - other.last);
    return entries.map((entry) => entry.told).join(", ");
  };
  const parts = report.parties
    .filter((party) => found.has(party))
    .map((party) => fill("on_what", { party, titles: named(party) }));
  const lines = [];
  const one = several(report, "one_of_both_spoke", "one_spoke");
  const none = several(report, "neither_spoke", "none_spoke");
  if (parts.length) lines.push([one, parts.join("; ")]);
  if (found.has("")) lines.push([none, named("")]);
  return lines.map(([label, told]) => [fill(label), fill("listed", { told })]);
}

// How many issues stand how, worst first: the word and the headings of each.
function counted_rows(report) {
  const headings = by_heading(report), contested = contested_headings(report);
  const word_of = (id) => (contested.includes(id) ? "contested" : worst(headings.get(id)));
  const found = grouped(headings.keys(), word_of);
  return WORDS.filter((word) => found.has(word)).map((word) => [word, found.get(word)]);
}

const WORDS = ["insurmountable", "contested", "bridgeable", "overlap", "agreed", "unstated"];
