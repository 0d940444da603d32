// The controls of a page: whom, on which day, which red lines. They are made here, so that without
// the script there are none.

const APART = 0.15; // years nearer to each other than this are not both named
const AFTER = 20; // milliseconds after which the issues are drawn, so that they need not wait
const CHIPS = 4; // so many parties have a chip besides those chosen; the others come on demand

// The controls, and how to make them show the view.
function controls(page) {
  const all = [party_chips(page), page.first.day === null ? null : day_slider(page), bases(page)];
  const parts = [...all.filter(Boolean), reset(page)];
  const element = h("div", { class: "choices" }, parts.map((part) => part.element));
  const show = () => parts.forEach((part) => part.show());
  show();
  return { element, show };
}

// What is gone to, and what gets the focus, is not to lie below the bar.
function keep_clear(bar) {
  const { style } = document.documentElement;
  const height = () => Math.ceil(bar.getBoundingClientRect().height);
  const measure = () => style.setProperty("--bar", `${height()}px`);
  measure(); // at once, since the page may be opened at a place
  new ResizeObserver(measure).observe(bar);
}

const button = (attributes, text, act) => {
  const element = h("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
};

// It keeps the focus, so that a key pressed once more is not lost.
function disable(element, off) {
  if (off) element.setAttribute("aria-disabled", true);
  else element.removeAttribute("aria-disabled");
}

// At least two parties stay chosen; they keep the order of the case, but for those of the view. A
// chip that is shown stays, so that what was left out can be chosen again where it was.
function party_chips(page) {
  const { own } = page, names = own.parties.map((party) => party.name);
  const toggle = (name) => {
    const { parties } = page.view;
    if (!parties.includes(name)) return choose(page, { parties: [...parties, name] });
    if (parties.length > 2) choose(page, { parties: parties.filter((one) => one !== name) });
  };
  const chip = { class: "chip", hidden: "" };
  const chips = names.map((name) => button(chip, name, () => toggle(name)));
  let every = names.length <= CHIPS + 2;
  const more = button({ class: "chip more" }, "", () => {
    every = true;
    show();
    chips.find((chip) => chip.getAttribute("aria-pressed") === "false")?.focus();
  });
  const choose_all = () => {
    choose(page, { parties: names });
    chips[0].focus();
  };
  const all = button({ class: "chip more" }, fill("all_parties"), choose_all);
  function show() {
    const { parties } = page.view;
    chips.forEach((chip, i) => {
      const on = parties.includes(names[i]);
      chip.setAttribute("aria-pressed", on);
      disable(chip, on && parties.length <= 2);
      if (every || i < CHIPS || (on && parties.length <= MANY)) chip.hidden = false;
    });
    const number = chips.filter((chip) => chip.hidden).length;
    more.hidden = !number;
    tell(more, fill("more_parties", { number }));
    all.hidden = parties.length === names.length;
  }
  const label = fill("parties_chosen");
  const name = h("span", { class: "name", "aria-hidden": "true" }, label);
  const group = { role: "group", "aria-label": label };
  return { element: h("div", group, name, chips, more, all), show };
}

// The days on which anything begins or ends, from the first to the last.
function days_of(own, first) {
  const found = new Map([[first, [0, 0]]]);
  const count = (day, at) => {
    if (day === null) return;
    if (!found.has(day)) found.set(day, [0, 0]);
    found.get(day)[at] += 1;
  };
  for (const said of own.statements) {
    count(said.said, 0);
    new Set(said.claims.map((claim) => claim.until)).forEach((day) => count(day, 1));
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

// A stop for each of these days, so that a step of the slider is a step of the record: what begins
// stands above, what ends below. The buttons go to where a verdict changes.
function day_slider(page) {
  const { own } = page, stops = days_of(own, page.first.day), last = stops.length - 1;
  const most = Math.max(...stops.flatMap(([, counts]) => counts), 1);
  const tick = (number, i, way) => {
    const height = 1 + Math.ceil((7 * number) / most);
    const style = `left:${percent(i / Math.max(last, 1))};height:${height}px`;
    return number ? h("i", { class: way, style }) : null;
  };
  const ticks = stops.map(([, [begun, ended]], i) => {
    return [tick(begun, i, "begun"), tick(ended, i, "ended")];
  });
  const day = (i) => stops[i][0];
  const place = () => stops.findLastIndex(([own]) => own <= page.view.day);
  const name = fill("day");
  const attributes = { type: "range", min: 0, max: last, step: 1, "aria-label": name };
  const input = h("input", attributes), output = h("output", {});
  const chosen = () => ({ day: day(Number(input.value)) });
  input.addEventListener("input", () => draw(page, { ...page.view, ...chosen() }));
  input.addEventListener("change", () => choose(page, chosen()));
  const turned = turns(page);
  const steps = {
    day_before: ["‹", () => turned().findLast((own) => own < page.view.day)],
    day_after: ["›", () => turned().find((own) => own > page.view.day)],
  };
  const [before, after] = Object.entries(steps).map(([told, [sign, next]]) => {
    const go = () => next() && choose(page, { day: next() });
    return Object.assign(button({ "aria-label": fill(told) }, sign, go), { next });
  });
  function mark() {
    for (const step of [before, after]) disable(step, !step.next());
  }
  let waiting;
  function show() {
    clearTimeout(waiting);
    waiting = setTimeout(mark, AFTER);
    input.value = Math.max(place(), 0);
    input.setAttribute("aria-valuetext", page.view.day);
    tell(output, page.view.day);
  }
  const scale = h("span", { class: "ticks", "aria-hidden": "true" }, ticks, years(stops));
  const label = h("span", { class: "name", "aria-hidden": "true" }, name);
  const track = h("span", { class: "slider" }, scale, input);
  const group = { role: "group", "aria-label": name, class: "days" };
  return { element: h("div", group, label, before, track, after, output), show };
}

// The year where its first day lies, unless that runs into the year before.
function years(stops) {
  const found = [];
  stops.forEach(([day], i) => {
    const year = day.slice(0, 4), at = i / Math.max(stops.length - 1, 1), before = found.at(-1);
    if (before && (before.year === year || at - before.at < APART)) return;
    found.push({ year, at });
  });
  return found.map(({ year, at }) => {
    return h("span", { class: end_class(at), style: `left:${percent(at)}` }, year);
  });
}

// The days on which a verdict changes, or what it is at best, in order; found again only where
// something besides the day is chosen.
function turns(page) {
  let known, found;
  return () => {
    const { own, view } = page, chosen = JSON.stringify({ ...view, day: null });
    if (chosen !== known) {
      const assumed = assumption(own, asked(own, view)), { parties } = view;
      found = own.issues.flatMap((issue) => turns_of(issue, parties, assumed)).sort();
      known = chosen;
    }
    return found;
  };
}

function turns_of(issue, parties, assumed) {
  const memory = new WeakMap(); // what is drawn stays known
  const told = days_on(issue, parties).map((day) => {
    const item = issue_gap(issue, parties, { ...assumed, day }, memory);
    const { verdict, at_best, contested } = item;
    return { day, words: `${verdict} ${at_best} ${contested}` };
  });
  return told.flatMap(({ day, words }, i) => (i && words !== told[i - 1].words ? [day] : []));
}

function bases(page) {
  const options = page.own.bases.map((basis) =>
    h("option", { value: basis }, fill("basis_or_firmer", { basis })),
  );
  const select = h("select", {}, h("option", { value: "" }, fill("any_basis")), options);
  select.addEventListener("change", () => choose(page, { binding: select.value || null }));
  const show = () => {
    select.value = page.view.binding ?? "";
  };
  const name = h("span", { class: "name" }, fill("red_lines_chosen"));
  return { element: h("label", {}, name, select), show };
}

function reset(page) {
  const element = button({ class: "reset" }, fill("reset"), () => {
    choose(page, page.first);
    find("#controls button").focus();
  });
  const show = () => {
    element.hidden = is_first(page);
  };
  return { element, show };
}
