// An issue with its pictures, what drafts settle and who says what: the rest of the macros of
// page/blocks.html, and of view/board_document.py what depends on the view.

// Areas on which claim for claim the same is said share a panel.
const likenesses = new WeakMap();
const alike = (items) => once(likenesses, items, () => alike_of(items));

function alike_of(items) {
  const told = (item) => JSON.stringify([items.length > 1 && item.issue.outcomes, said_on(item)]);
  return [...grouped(items, told).values()];
}

const ids_of = (items) => items.map((item) => item.issue.id).join(" ");

// What is said on an issue, party by party, and what of it counts: all that a panel tells follows.
const said_on = (item) => once(told_on, [item], () => JSON.stringify(item.positions.map(said_by)));
const told_on = new WeakMap();

const said_by = ({ party, claims, counted }) => {
  const told = (claim) => [claim.statement.id, claim.verb, String(claim.region)];
  return [party, claims.map(told), counted.map(told)];
};

// `kept` gives what is not judged anew and still holds: elements by the issues that they are about.
function panel(own, heading, items, day, kept) {
  const [item] = items, drawn = drawing(item);
  const areas = items.filter((one) => one.issue.area).map((one) => one.issue.title);
  const named = areas.join(", ");
  const label = named ? `${heading.title} (${named})` : heading.title;
  const drafts = drafts_of(own, items, drawn, day);
  const { crossing = [], why = [] } = kept(items);
  const table = outcomes(drawn, drafts, crossing, label);
  const summary = () => h("summary", {}, fill("as_table"));
  const few = drawn.columns.length <= MOST_COLUMNS;
  const inside = few ? table : named_table(own, item, label);
  const folded = drawn.line && h("details", { class: "fold" }, summary(), inside);
  return h(
    "div",
    { class: "panel", "data-issues": ids_of(items) },
    named ? h("h4", {}, items.map(area)) : null,
    verdict_line(own, item),
    drawn.line ? [numbers(drawn, drafts), folded] : table,
    silent_rows(drawn),
    why,
    voice_lists(own, items, named ? "h5" : "h4", label),
  );
}

const area = ({ issue }, i) => [
  i ? ", " : "",
  h("span", { id: `issue-${issue.id}` }, issue.title),
];

// What each party does with the outcomes, in words.
function named_table(own, item, label) {
  const caption = h("caption", { class: "vh" }, fill("table_label", { label }));
  const drawn = drawing(item);
  if (crowded(drawn)) return h("table", { class: "rows" }, caption, tally_table(drawn));
  const rows = item.positions.filter((p) => !p.silent).map((p) => {
    const told = marked(p).map(([mark, region]) => {
      const what = region_text(item.issue, region, ["refused", "softly_refused"].includes(mark));
      return h("span", { class: "each" }, fill("marked", { mark: own.marks[mark], told: what }));
    });
    return h("tr", {}, h("th", { scope: "row" }, p.party), h("td", {}, told));
  });
  return h("table", { class: "rows" }, caption, h("tbody", {}, rows));
}

// How many do what with each outcome.
function tally_table(drawn) {
  const title = (name) => h("th", { scope: "col" }, fill(name));
  const rows = tallies(drawn).map((tally, i) => {
    const header = h("th", { scope: "row" }, drawn.columns[i].title);
    return h("tr", {}, header, tally.map((number) => h("td", {}, String(number))));
  });
  const titles = h("tr", {}, h("td", {}), title("for_it"), title("refuse_it"));
  return [h("thead", {}, titles), h("tbody", {}, rows)];
}

// The outcomes under each mark of view/tracks.py: a refusal wins over an offer.
function marked(p) {
  const softly_refused = p.refused & ~p.firmly_refused;
  const marks = [
    ["refused", p.firmly_refused],
    ["softly_refused", softly_refused & ~p.softly_offered],
    ["softly_both", softly_refused & p.softly_offered],
    ["demanded", p.demanded],
    ["accepted", p.accepted & ~p.demanded],
    ["soft", p.softly_offered & ~p.accepted & ~p.refused],
  ];
  return marks.filter(([, region]) => region);
}

function verdict_line(own, item) {
  const word = item.contested ? "contested" : item.verdict, { sign, meaning } = own.verdicts[word];
  const softly = item.verdict === "insurmountable" && item.at_best !== item.verdict;
  const means = softly ? fill("softly_stuck", { meaning, verdict: item.at_best }) : meaning;
  const told = h("b", { class: `v-${word}` }, `${sign} ${word}`);
  return h("p", { class: "verdict" }, told, " ", h("span", { class: "dim" }, `· ${means}`));
}

function silent_rows(drawn) {
  const quiet = drawn.rows.filter((row) => row.silent).map((row) => row.party);
  if (!quiet.length || drawn.rows.length <= LINES) return null;
  const who = quiet.slice(0, LISTED_SILENT).join(", "), number = quiet.length - LISTED_SILENT;
  const text = fill(number > 0 ? "silent_more" : "silent_parties", { who, number });
  return h("p", { class: "silent" }, text);
}

function voice_lists(own, items, level, label) {
  const found = voices(own, items).filter((voice) => voice.sayings.length);
  if (!found.length) return null;
  const many = found.length > MANY, first = (voice) => voice.sayings[0].first;
  if (many) found.sort((one, other) => ranked(first(one), first(other)));
  const place = items[0].issue.id;
  const list = (some) => {
    const lists = some.map((one) => voice_list(own, one, level, place, label));
    return h("div", { class: "voices" }, lists);
  };
  const summary = () => h("summary", {}, fill("other_parties", { number: found.length - MANY }));
  const fold = () => h("details", { class: "fold" }, summary(), list(found.slice(MANY)));
  return [list(found.slice(0, MANY)), many ? fold() : null];
}

function voice_list(own, { party, sayings }, level, place, label) {
  const rest = sayings.slice(SAID), summary = fill("more", { number: rest.length });
  const list = (some) => h("ul", {}, some.map((one) => saying_item(own, one, place)));
  const fold = rest.length
    ? h("details", { class: "fold" }, h("summary", {}, summary), list(rest))
    : null;
  const title = h(level, {}, party, " ", h("span", { class: "dim" }, fill("on_issue", { label })));
  return h("div", { class: "voice" }, title, list(sayings.slice(0, SAID)), fold);
}

function saying_item(own, { state, claims, facts, said }, place) {
  const told = claims.map(([verb, what], i) => [i ? "; " : "", h("b", {}, verb), ` ${what}`]);
  const cited = (said.sources ?? []).map((id, i) => [i ? ", " : "", source_link(own.cited[id])]);
  return h(
    "li",
    { id: `${said.id}@${place}` },
    h("i", { class: `c ${state}` }),
    h(
      "div",
      {},
      h("p", { class: "claims" }, told),
      said.note ? h("p", { class: "note", dir: "auto" }, said.note) : null,
      h(
        "p",
        { class: "meta" },
        said.by ? [h("b", {}, said.by), ", "] : null,
        facts.join(" · "),
        cited.length ? [" · ", cited] : null,
        " ",
        h("span", { class: "id" }, said.id),
      ),
    ),
  );
}

function source_link([name, address]) {
  if (!address) return name;
  return h("a", { href: address, rel: "noopener noreferrer" }, name);
}

function numbers(drawn, drafts) {
  const { line } = drawn, who = (text, also = "") => h("span", { class: `who${also}` }, text);
  const shown = crowded(drawn) ? [] : line.changes, low = lowered(shown, ROOM);
  const axis = line.ticks.map((tick) =>
    h("span", { class: end_class(tick.at), style: `left:${percent(tick.at)}` }, tick.text),
  );
  const free = line.free ? h("span", { class: "free" }, line.free.text) : null;
  const changes = shown.map((tick, i) =>
    h("span", { class: end_class(tick.at), style: lowered_to(tick.at, low[i]) }, tick.text),
  );
  const lines = `--lines:${Math.max(...low) + 1}`;
  return h(
    "div",
    { class: "numbers", "aria-hidden": "true" },
    crowded(drawn)
      ? many_bars(drawn, who)
      : spoken(drawn).map((row) => {
          return [who(row.party), h("span", { class: "bar" }, pieces_of(drawn, row))];
        }),
    drawn.judged ? [who(fill("left_over")), leftover(drawn)] : null,
    who(line.unit ?? ""),
    h("span", { class: "bar axis" }, axis, free),
    changes.length
      ? [who(fill("changes_at")), h("span", { class: "bar changes", style: lines }, changes)]
      : null,
    drafts.map((draft, i) => [who(i ? "" : fill("drafts"), " plan"), draft_bar(draft)]),
  );
}

const lowered_to = (at, line) => `left:${percent(at)};top:${15 * line}px`;
const end_class = (at) => (at > 0.93 ? "end" : at < 0.03 ? "start" : null);

function pieces_of(drawn, row) {
  const { columns } = drawn, end = columns.length - 1;
  return row_runs(row).flatMap(({ first, last, cell }) => {
    const one = columns[first], two = columns[last];
    if (!drawn.line.free || first === last || last !== end) {
      return [piece(one.start, two.start + two.width, cell)];
    }
    const before = columns[last - 1];
    const numbered = piece(one.start, before.start + before.width, cell);
    return [numbered, piece(two.start, two.start + two.width, cell)];
  });
}

function piece(start, end, cell) {
  const told = cell_word(cell), named = told && end - start > 0.08;
  const attributes = { class: cell_class(cell), style: styled(start, end - start) };
  return h("i", attributes, named ? h("span", { class: "word" }, told) : null);
}

function draft_bar(draft) {
  const [start] = draft.spans[0], [last, width] = draft.spans.at(-1);
  const after = last <= 0.5 || width > 0;
  const beside = after ? `left:${percent(last)}` : `right:${percent(1 - start)}`;
  const style = `padding-${width ? `left:${percent(start)}` : beside}`;
  const marks = draft.spans.map(([at, wide]) =>
    wide
      ? h("i", { class: "span", style: styled(at, wide) })
      : h("span", { class: "at", style: `left:${percent(at)}` }, "▲"),
  );
  const value = h("span", { class: after ? "value" : "value before" }, draft_text(draft));
  return h("div", { class: "bar plan", style }, marks, value);
}

const is_later = (plan, day) => plan.day !== null && day !== null && plan.day > day;

// What plans say on some areas of an issue, those together that say the same.
function drafts_of(own, items, drawn, day) {
  const found = new Map(), { issue } = items[0];
  for (const plan of own.plans) {
    const said = new Map();
    for (const item of items) {
      const { id, title } = item.issue, written = plan.regions[id];
      if (Object.hasOwn(plan.regions, id)) said.set(written, [...(said.get(written) ?? []), title]);
    }
    for (const [written, areas] of said) {
      const whole = areas.length === items.length;
      const named = is_later(plan, day) ? fill("later_draft", { plan: plan.name }) : plan.name;
      const name = whole ? named : `${named} (${areas.join(", ")})`;
      found.set(written, [...(found.get(written) ?? []), name]);
    }
  }
  return [...found].map(([written, plans]) => {
    const region = bits(written);
    const on = (column) => each(column.first, column.last).some(([place]) => at(region, place));
    const columns = drawn.columns.map((column, i) => (on(column) ? i : -1)).filter((i) => i >= 0);
    const open = region === issue.everything;
    const told = open ? fill("left_open") : region_text(issue, region, false, true);
    return { plans, told, columns, spans: spans(issue, region) };
  });
}

function spans(issue, region) {
  return runs(region).flatMap(([start, end]) => {
    const free = start < end && end === issue.unlimited;
    const parts = free ? [[start, end - 1], [end, end]] : [[start, end]];
    return parts.map(([one, other]) => {
      const first = first_of(issue, one), last = last_of(issue, other);
      const drawn = laid_out(issue, first, last);
      return first.at === last.at ? [place(issue, first), 0] : [drawn.start, drawn.width];
    });
  });
}

// Who says what

// Party by party its statements in force, an act once with all its verbs.
function voices(own, items) {
  return items[0].positions.map((p, i) => {
    const positions = items.map((item) => item.positions[i]);
    const acts = grouped(positions.flatMap((own) => own.claims), (claim) => claim.statement);
    const sayings = [...acts.values()].map((claims) => saying(own, claims, positions, items));
    sayings.sort((one, other) => ranked(one.first, other.first));
    return { party: p.party, sayings };
  });
}

// Refusals first, then hard before soft, the firmest, the newest.
const ranked = (one, other) =>
  (one.verb !== REFUSES) - (other.verb !== REFUSES) || fronting(one, other);

function saying(own, claims, positions, items) {
  const [first] = [...claims].sort(ranked), said = first.statement;
  const held = positions.flatMap((p) => p.held_back).filter((back) => claims.includes(back.claim));
  const partly = held.some((back) => back.region !== back.claim.region);
  const behind = held.length ? [fill(partly ? "partly_behind" : "behind")] : [];
  const facts = [...said.marks[first.verb], ...behind];
  return {
    first,
    state: `${first.soft ? "softly-" : ""}${first.verb}`,
    claims: claim_text(own, said, items.map((item) => item.issue.id)),
    facts: [said.dated ?? said.said, ...new Set(facts.filter((text) => text !== said.by))],
    said,
  };
}

// What a statement does, verb by verb, with areas that share a region told together.
function claim_text(own, said, issues) {
  const found = new Map();
  for (const { verb, issue, region } of said.terms.filter((term) => issues.includes(term.issue))) {
    const told = region_text(own.known.get(issue), region, verb === REFUSES);
    const key = JSON.stringify([verb, told]);
    found.set(key, { verb, told, areas: [...(found.get(key)?.areas ?? []), issue] });
  }
  const order = (entry) => [DEMANDS, ACCEPTS, REFUSES].indexOf(entry.verb);
  return [...found.values()]
    .sort((one, other) => order(one) - order(other))
    .map(({ verb, told, areas }) => {
      const { heading } = own.known.get(areas[0]);
      if (own.headings.get(heading).issues.length === areas.length) return [verb, told];
      const named = areas.map((issue) => own.known.get(issue)).filter((issue) => issue.area);
      const where = { told, areas: conjoined(named.map((issue) => issue.title)) };
      return [verb, named.length ? fill("in_areas", where) : told];
    });
}
