// What of the page is drawn anew for another view, and what is kept, hidden or marked there.

function draw_first({ own, report }) {
  const [told, resting, ...known] = find("#main").querySelectorAll(":scope > #head ~ .line");
  refill(find("#head .facts"), facts(own, report).map(fact));
  const result = headline(own, report);
  if (find("#head h1").textContent !== result) document.title = result;
  tell(find("#head h1"), result);
  tell(told, lead(own, report));
  tell(resting.firstElementChild, resting_text(report));
  known.forEach((line) => line.remove());
  const remarks = what_if_remarks(own, report).map((text) => {
    return h("p", { class: "line" }, h("span", { class: "w-dim" }, text));
  });
  resting.after(...remarks);
  refill(find("#counts"), counts(own, report));
  const table = find("#overview"), about = (row) => row.dataset.issues ?? row.textContent;
  const parts = overview(own, report, new Map([...table.rows].map((row) => [about(row), row])));
  while (table.tBodies.length > parts.length) table.tBodies[0].remove();
  parts.forEach((some, i) => keep(table.tBodies[i] ?? table.createTBody(), some));
  const many = report.parties.length > LINES;
  tell(table.tHead.rows[0].cells[2], fill(many ? "many_tracks" : "few_tracks"));
  draw_key(report, many);
  draw_silent(own, report);
}

// Makes some elements the children of another; those that it has stay where they are, but for one
// that is not to stand here yet.
function keep(element, children) {
  const kept = new Set(children);
  for (const child of [...element.childNodes]) if (!kept.has(child)) child.remove();
  let next = element.firstChild;
  for (const child of children) {
    if (child !== next && child === next?.nextSibling) next.remove(), (next = child);
    if (child === next) next = next.nextSibling;
    else element.insertBefore(child, next);
  }
}

// The element that stands for some nouns, made what they ask for where they are not those before.
function renewed(standing, nouns, make) {
  const element = standing ?? make();
  return once(stand, [element, ...nouns], () => standing ? renew(element, make()) : element);
}

const stand = new WeakMap();

// A text that is the same is not written, since it would be laid out anew.
function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Puts something else into an element.
function refill(element, ...children) {
  const fresh = element.cloneNode(false);
  put(fresh, children);
  renew(element, fresh);
}

// An element made what a new one is; of what is in it that which is the same stays as it stands.
function renew(element, fresh) {
  if (element.isEqualNode(fresh)) return element;
  if (element.nodeName !== fresh.nodeName || fresh.nodeType === Node.TEXT_NODE) {
    element.replaceWith(fresh);
    return fresh;
  }
  for (const { name } of [...element.attributes]) {
    if (name !== "open" && !fresh.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  const before = [...element.childNodes], after = [...fresh.childNodes];
  after.forEach((child, i) => (i < before.length ? renew(before[i], child) : element.append(child)));
  before.slice(after.length).forEach((child) => child.remove());
  return element;
}

// Of the key what the pictures show.
function draw_key(report, many) {
  const judged = report.issues.filter((item) => !many && item.verdict !== "unstated").map(drawing);
  const cells = judged.flatMap((drawn) => drawn.rows.flatMap((row) => row.cells));
  const states = new Set(cells.map((cell) => cell.state));
  const used = many ? new Set(["many"]) : states.add("few");
  if (cells.some((cell) => cell.withheld)) used.add("held");
  for (const row of document.querySelectorAll("#key [data-key]")) {
    const [kind, state] = row.dataset.key.split(" ");
    row.hidden = !used.has(kind) || !used.has(state ?? kind);
  }
}

// Which issues are without a verdict, and who has spoken on them.
function draw_silent(own, report) {
  const fold = find("#overview").nextElementSibling, number = totals(report).unstated;
  const text = fill("who_spoke", { sign: own.verdicts.unstated.sign, number });
  fold.hidden = !number;
  tell(fold.querySelector("summary > *"), text);
  const lines = silent_lines(own, report).map(([label, told]) => {
    return h("li", { class: "line" }, h("b", {}, label), told);
  });
  refill(fold.querySelector("ul"), lines);
  const link = find("nav")?.querySelector(`a[href="#${fold.id}"]`);
  if (link) tell(link, text);
}

// The issues of which something changed, in the parts for those with a verdict and without one.
function draw_rest(page) {
  const { own, report } = page, drawn = drawn_as(page, report);
  for (const [heading, items] of by_heading(report)) {
    const section = section_of(heading), said = (own) => own.get(heading).split("\n")[0];
    if (drawn.get(heading) !== page.drawn.get(heading)) draw_issue(page, section, items);
    for (const part of section.children) {
      if (part.matches(".since")) part.hidden = said(drawn) !== said(page.first_drawn);
      if (part.matches(".fold")) part.hidden = page.view.day !== page.first.day;
    }
    section.dataset.judged = items.some((item) => item.verdict !== "unstated");
  }
  page.drawn = drawn;
  place_issues(own);
  mark_first_view(page);
  link_codes(page.rows);
}

// Issues with a verdict stand in one part, the others in another, both in the order of the case.
function place_issues(own) {
  const parts = [find("#issues-without-a-verdict"), find("#issue-by-issue")];
  const next = [null, null];
  for (const heading of [...own.headings.keys()].reverse()) {
    const section = section_of(heading), at = section?.dataset.judged === "true" ? 1 : 0;
    if (!section) continue;
    if (section.parentElement !== parts[at]) parts[at].insertBefore(section, next[at]);
    next[at] = section;
  }
  parts.forEach((part, at) => {
    const link = find("nav")?.querySelector(`a[href="#${part.id}"]`);
    part.hidden = next[at] === null;
    if (link) link.parentElement.hidden = part.hidden;
  });
}

function draw_issue(page, section, items) {
  const { own } = page, { day } = page.report.assumption;
  const heading = own.headings.get(items[0].issue.heading);
  const open = new Set([...section.querySelectorAll("details[open]")].map(fold_key));
  const focused = section.contains(document.activeElement) && document.activeElement.dataset.lift;
  const old = [...section.querySelectorAll(":scope > .panel")];
  const before = old.at(-1).nextSibling;
  const kept = (some) => {
    const found = page.kept.get(ids_of(some));
    return found?.key === panel_key(page.report, some) ? found.elements() : {};
  };
  const drawn = alike(items).map((some) => panel(own, heading, some, day, kept));
  for (const fresh of drawn) switches(page, fresh);
  drawn.forEach((fresh, i) => {
    if (i < old.length) renew(old[i], fresh);
    else section.insertBefore(fresh, before);
  });
  old.slice(drawn.length).forEach((panel) => panel.remove());
  for (const fold of section.querySelectorAll("details")) fold.open = open.has(fold_key(fold));
  if (focused) section.querySelector(`[data-lift="${CSS.escape(focused)}"]`)?.focus();
}

const fold_key = (fold) =>
  `${fold.closest(".voice")?.firstElementChild.textContent} ${fold.className}`;

// What the panels of every heading are drawn from: what is said, and which drafts are later.
const drawn_as = (page, report) =>
  new Map(
    [...by_heading(report)].map(([id, items]) => {
      const told = ({ regions }) => items.some(({ issue }) => Object.hasOwn(regions, issue.id));
      const later = page.own.plans.filter((plan) => is_later(plan, report.assumption.day));
      const marked = later.filter(told).map((plan) => plan.name);
      return [id, `${panel_key(report, items)}\n${marked}`];
    }),
  );

// What is said there and counts; where some of it does not, also why not.
function panel_key({ assumption: assumed }, items) {
  const every = (p) => p.counted.length === p.claims.length;
  const why = items.every((item) => item.positions.every(every))
    ? null
    : [[...assumed.statements], assumed.lifted.map(({ party }) => party), assumed.binding];
  return JSON.stringify([items.map(said_on), why]);
}

// What is not judged anew of each panel, and of what it was told: it stands as long as that does.
function kept_elements({ own, report }) {
  const found = new Map();
  for (const [heading, items] of by_heading(report)) {
    const drawn = section_of(heading).querySelectorAll(":scope > .panel");
    alike(items).forEach((some, i) => {
      const copies = (selector) =>
        [...drawn[i].querySelectorAll(selector)].map((element) => element.cloneNode(true));
      const crossing = copies(".outcomes > .crossing"), why = copies(".why");
      const elements = () => ({ crossing: again(crossing), why: again(why) });
      found.set(ids_of(some), { key: panel_key(report, some), elements });
    });
  }
  return found;
}

const again = (elements) => elements.map((element) => element.cloneNode(true));

// Parts that are told of the first view alone say so in any other.
function mark_first_view(page) {
  const other = !is_first(page), view = page.told_of;
  for (const part of find("main").children) {
    if (!part.matches(OTHER_PARTS) || part.classList.contains("first-view") === other) continue;
    part.classList.toggle("first-view", other);
    part.querySelector(":scope > .told-of")?.remove();
    if (other) {
      const told = h("p", { class: "told-of" }, fill("default_only", { view }));
      part.firstElementChild.after(told);
    }
  }
}

const OTHER_PARTS = "section:not(#issue-by-issue, #method-and-limits, #sources)";
