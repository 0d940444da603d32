// The picture of an issue: the rest of the macros of page/blocks.html that draw outcomes.

// An issue: its outcomes are columns, its parties rows

// The rows of a picture; of many parties those that are not silent.
const spoken = (drawn) =>
  drawn.rows.filter((row) => !(drawn.rows.length > LINES && row.silent));

// Whether a picture tells of its parties only how many do what.
const crowded = (drawn) => spoken(drawn).length > MANY;

const cell_word = ({ state, withheld }) => words_of.cells[`${state} ${withheld ?? ""}`] ?? "";

function word(cell, first) {
  const told = cell_word(cell);
  if (told) return h("span", { class: first ? "word" : "word vh" }, told);
  return hidden(fill(cell.state === "silent" ? "silent" : "says_nothing"));
}

function outcomes(drawn, drafts, crossing, label) {
  const { columns } = drawn, many = crowded(drawn), below = many ? [] : crossing;
  const rows = many ? tally_rows(drawn) : spoken(drawn).map((row, i) => party_row(drawn, row, i));
  const under = 4 + drafts.length + sum(below.map((body) => body.rows.length));
  const style = `--n:${columns.length};--s:${under};--p:${rows.length}`;
  const header = (column) => h("th", { scope: "col", role: "columnheader" }, column.title);
  const cell = (...inside) => h("td", { role: "cell" }, inside);
  const meant = columns.some((column) => column.meaning);
  const table = h(
    "table",
    { class: `outcomes ${drawn.kind}`, role: "table", style },
    h("caption", { class: "vh" }, fill("picture_label", { label })),
    h(
      "thead",
      { role: "rowgroup" },
      h("tr", { class: "titles", role: "row" }, cell(), columns.map(header)),
      meant ? h("tr", { class: "meanings", role: "row" }, cell(), columns.map(meaning_of)) : null,
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      rows,
      drawn.judged ? left_row(drawn, rows.length) : null,
    ),
    draft_rows(drawn, drafts),
    below,
  );
  const region = { class: "scroll", tabindex: 0, role: "region", "aria-label": label };
  return h("div", region, table);
}

const meaning_of = (column) => h("td", { role: "cell" }, column.meaning);
const row_header = (...inside) => h("th", { scope: "row", role: "rowheader" }, inside);

function party_row(drawn, row, i) {
  const runs = row_runs(row).flatMap((run) =>
    each(run.first, run.last).map(([at]) => {
      const named = at === run.first || drawn.kind === "options";
      return h("td", { class: cell_class(run.cell), role: "cell" }, word(run.cell, named));
    }),
  );
  const style = `--k:${i + 2}`;
  const attributes = { class: "party", role: "row", "data-party": row.party, style };
  return h("tr", attributes, row_header(row.party), runs);
}

function tally_rows(drawn) {
  return [["for_it", "demands"], ["refuse_it", "refuses"]].map(([text, what], at) => {
    const cells = tallies(drawn).map((tally) => {
      const told = h("span", { class: "word" }, String(tally[at]));
      return h("td", { class: `c ${tally[at] ? what : "nothing"}`, role: "cell" }, told);
    });
    const attributes = { class: "party", role: "row", style: `--k:${at + 2}` };
    return h("tr", attributes, row_header(fill(text)), cells);
  });
}

function left_row(drawn, count) {
  const left = left_of(drawn), some = left.some(Boolean);
  const cells = left.map((on, i) => {
    const mark = h("i", { class: `left ${on ? "on" : some ? "" : "no"}` });
    const none = () => h("span", { class: "w-refused" }, fill("nothing"));
    const refused = () => (some || i ? hidden(fill("refused")) : none());
    const told = on ? h("span", {}, fill("refused_by_nobody")) : refused();
    return h("td", { role: "cell" }, mark, told);
  });
  const attributes = { class: "leftover", role: "row", style: `--k:${count + 2}` };
  return h("tr", attributes, row_header(fill("left_over")), cells);
}

function draft_rows(drawn, drafts) {
  if (!drafts.length) return null;
  const single = drafts.filter((draft) => draft.columns.length === 1);
  const several = drafts.filter((draft) => draft.columns.length !== 1);
  const named = (name) => h("span", { class: "draft at" }, name);
  const at = (i) => single.filter((draft) => draft.columns[0] === i);
  const cells = drawn.columns.map((_, i) =>
    h("td", { role: "cell" }, at(i).flatMap((draft) => draft.plans.map(named))),
  );
  const title = fill("drafts"), under = { class: "under", role: "row", style: "--u:1" };
  return h(
    "tbody",
    { class: "drafts", role: "rowgroup" },
    single.length ? h("tr", under, row_header(title), cells) : null,
    several.map((draft, i) => {
      const attributes = { class: "under any", role: "row", style: `--u:${i + 2}` };
      const named = i || single.length ? hidden(title) : title;
      return h("tr", attributes, row_header(named), brackets(drawn, draft));
    }),
  );
}

// What a draft leaves open, as a bracket over its columns.
function brackets(drawn, draft) {
  const found = [];
  drawn.columns.forEach((_, i) => {
    const on = draft.columns.includes(i);
    if (found.length && found.at(-1).on === on) found.at(-1).wide += 1;
    else found.push({ at: i, on, wide: 1 });
  });
  return found.map(({ at, on, wide }) => {
    const attributes = { role: "cell", colspan: wide, class: on ? "bracket" : "none" };
    if (!on) return h("td", attributes);
    const first = at === draft.columns[0], text = first ? draft_text(draft) : fill("or_here");
    attributes.style = `--r:${at + 2}`;
    return h("td", attributes, h("span", { class: first ? "draft" : "draft dim" }, text));
  });
}

const draft_text = (draft) => `${draft.plans.join("; ")}: ${draft.told}`;
