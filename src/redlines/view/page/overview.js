// The elements of what is judged anew: a second implementation of the macros of page/blocks.html,
// with their names. Every text is a text here: no element is made from one.

const LINES = 4; // so many parties have a line each in an overview, and a row where they are silent
const LISTED_SILENT = 12; // of more parties that are silent the rest is counted
const SAID = 3; // so many statements of a party stand open
const MANY = 20; // of more that speak it is told how many do what, and first what is refused
const ROOM = 0.1; // ticks nearer to each other than this stand below each other

// An element with attributes, those that are null left out, and what is in it.
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(key, value);
  }
  put(element, children);
  return element;
}

function put(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) put(element, child);
    else if (child !== null && child !== "") element.append(child);
  }
}

const percent = (share) => `${+(100 * share).toFixed(2)}%`;
const styled = (start, width) => `left:${percent(start)};width:${percent(width)}`;
const hidden = (text) => h("span", { class: "vh" }, text);

// The first screen

const dot = () => [" ", h("span", { "aria-hidden": "true" }, "·"), " "];
const fact = (text, i) => (i ? [...dot(), text] : [text]);

function counts(own, report) {
  return counted_rows(report).map(([word, headings]) => {
    const { sign, meaning } = own.verdicts[word];
    const mark = h("span", { class: `sign v-${word}`, "aria-hidden": "true" }, sign);
    const number = h("b", { class: "n" }, String(headings.length));
    const told = [number, " ", mark, ` ${word}`];
    return h("li", { "data-word": word }, h("p", {}, told), h("p", { class: "m" }, meaning));
  });
}

// `standing` gives the lines that stand, by what they are about: they stay where they show the same.
function overview(own, report, standing) {
  return parts_of(own, report).map((part) => {
    const { title } = part, glances = together(part.glances);
    const top = title ? [renewed(standing.get(title), [title], () => part_row(title))] : [];
    const more = (i) => i > 0 && glances[i - 1].heading === glances[i].heading;
    const lines = glances.map((row, i) => {
      const make = () => overview_row(own, row, more(i));
      return renewed(standing.get(ids_of(row.items)), [row, more(i)], make);
    });
    return [...top, ...lines];
  });
}

const part_row = (title) =>
  h("tr", { class: "part" }, h("th", { colspan: 4, scope: "colgroup" }, title));

// The areas of an issue one after the other, where the first of them stands.
const together = (glances) => [...grouped(glances, (row) => row.heading).values()].flat();

function overview_row(own, row, more) {
  const { word } = row, { sign } = own.verdicts[word];
  const attributes = {
    "data-issue": row.heading,
    "data-issues": ids_of(row.items),
    "data-verdict": word,
    class: more ? "more" : null,
  };
  const mark = h("span", { class: `sign v-${word}`, "aria-hidden": "true" }, sign);
  const [first] = row.items, place = row.areas.length ? first.issue.id : row.heading;
  const link = h("a", { href: `#issue-${place}` }, row.title);
  const areas = h("span", { class: "areas" }, row.areas.join(", "));
  const stands = h("span", { class: "stands" }, word);
  const panel = alike(row.every).find((items) => items.includes(first))[0].issue.id;
  const blocked = row.blocked.map(({ party, told, id, name }) => {
    const code = h("a", { class: "code", href: `#${id}@${panel}` }, name);
    return h("span", { class: "each" }, h("b", {}, party), told ? ` ${told} ` : " ", code);
  });
  const since = row.since ? h("span", { class: "each dim" }, row.since) : null;
  const asked = row.asked ? h("span", { class: "each dim" }, row.asked) : null;
  const told = [h("span", { class: "each" }, row.told), asked];
  return h(
    "tr",
    attributes,
    h("td", { class: "s" }, mark, row.soft ? "*" : ""),
    h("th", { scope: "row" }, link, row.areas.length ? [" ", areas] : null, stands),
    h("td", { class: "t" }, track(row.drawing)),
    h("td", { class: "told" }, blocked.length ? [blocked, since] : told),
  );
}

function track(drawn) {
  const who = (text) => h("span", { class: "who" }, text);
  const bars = drawn.rows.length > LINES ? many_bars(drawn, who) : few_bars(drawn, who);
  const [one, other] = poles(drawn);
  const ends = h("span", { class: "poles" }, h("span", {}, one), h("span", {}, other));
  const titles = drawn.columns.map((column) => column.title).join(", ");
  const names = h("span", { class: "names" }, fill("in_order", { titles }));
  return h(
    "div",
    { class: `tracks ${drawn.kind}`, "aria-hidden": "true" },
    bars,
    drawn.judged ? [who(""), leftover(drawn)] : null,
    [who(""), one ? ends : names],
  );
}

const few_bars = (drawn, who) =>
  drawn.rows.map((row) => [who(row.party), h("span", { class: "bar" }, row_cells(drawn, row))]);

const row_cells = (drawn, row) =>
  row.cells.map((cell, i) => {
    const { start, width } = drawn.columns[i];
    return h("i", { class: cell_class(cell), style: styled(start, width) });
  });

const cell_class = (cell) => `c ${cell.state}${cell.withheld ? " held" : ""}`;

function many_bars(drawn, who) {
  const numbers = tallies(drawn);
  return [["for_it", "demands"], ["refuse_it", "refuses"]].map(([text, what], at) => {
    const bar = numbers.map((tally, i) => {
      const { start, width } = drawn.columns[i], number = tally[at];
      const state = { class: `c ${number ? what : "nothing"}`, style: styled(start, width) };
      return h("i", state, number && width > 0.04 ? h("b", {}, String(number)) : null);
    });
    return [who(fill(text)), h("span", { class: "bar many" }, bar)];
  });
}

function leftover(drawn) {
  const stretches = remaining(drawn).map(([first, last]) => {
    const one = drawn.columns[first], other = drawn.columns[last];
    const style = styled(one.start, other.start + other.width - one.start);
    return h("i", { class: "left on", style });
  });
  const none = h("i", { class: "left no" });
  return h("span", { class: "bar leftover" }, stretches.length ? stretches : none);
}
