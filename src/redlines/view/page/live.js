// What the page does: it reads the case, draws the view that is chosen, and keeps it in the
// address. Whatever is not judged anew is taken away or marked where the view is another one.

const find = (selector) => document.querySelector(selector);
const section_of = (heading) => document.getElementById(`issue-${heading}`);

// A view is whom, on which day, and which red lines: the basis that they need, and what of them is
// lifted, as it is written in the address.
function start() {
  const data = JSON.parse(find("#data").textContent);
  words_of = data;
  take_notes(data);
  take_addresses(data);
  const own = read_case(data);
  const page = { own, first: data.view, view: data.view, report: gap(own, asked(own, data.view)) };
  page.told_of = facts(own, page.report).slice(1).join(" · ");
  page.drawn = page.first_drawn = drawn_as(page, page.report);
  page.kept = kept_elements(page);
  page.rows = [...document.querySelectorAll(".issue tr[id]")].map((row) => [row, row.id]);
  add_parts();
  page.controls = controls(page);
  const notes = [{ class: "ignored", role: "alert" }, { class: "vh", role: "status" }];
  const bar = find("#controls");
  bar.append(page.controls.element, ...notes.map((note) => h("p", note)));
  if (data.view.day !== null) bar.after(h("p", { class: "days-told" }, fill("days")));
  keep_clear(bar);
  for (const heading of own.headings.keys()) switches(page, section_of(heading));
  find("main").addEventListener("click", ({ target }) => {
    if (target.matches(".lift")) flip(page, target.dataset.lift);
  });
  addEventListener("hashchange", () => follow(page));
  follow(page);
}

// The notes that stand on the page are read there, so that they are not sent twice.
function take_notes(data) {
  const notes = new Map();
  for (const item of document.querySelectorAll(".voice li")) {
    notes.set(said_in(item), item.querySelector(".note")?.textContent);
  }
  for (const said of data.statements) said.note ??= notes.get(said.id);
}

// So are the addresses of the sources that it lists.
function take_addresses({ cited }) {
  for (const link of document.querySelectorAll("main > section:last-of-type .rows a[rel]")) {
    const id = link.closest("tr").cells[0].textContent;
    if (Object.hasOwn(cited, id)) cited[id][1] = link.getAttribute("href");
  }
}

// The parts that the first view has no use for and another may have.
function add_parts() {
  const fold = (id, text, ...inside) => {
    const summary = h("summary", {}, h("h2", {}, text));
    return h("details", { class: "fold level-2", id, hidden: "" }, summary, inside);
  };
  const overview = find("#overview"), missing = (id) => !document.getElementById(id);
  if (!overview.nextElementSibling?.matches("details:not(:has(section))")) {
    overview.after(fold("who-has-spoken", "", h("ul", { class: "lines" })));
  }
  if (missing("issue-by-issue")) {
    const title = h("h2", {}, fill("issue_by_issue"));
    const part = h("section", { class: "level-2", id: "issue-by-issue", hidden: "" }, title);
    overview.nextElementSibling.after(part);
  }
  if (missing("issues-without-a-verdict")) {
    find("#issue-by-issue").after(fold("issues-without-a-verdict", fill("without_verdict")));
  }
}

// The address names a view or a place on the page; a place is gone to without leaving the view,
// which its entry in the history keeps. Of a view the address is written as a choice would write it.
function follow(page) {
  const written = location.hash.slice(1);
  if (written && !written.includes("=")) {
    const now = history.state ?? address(page, page.view);
    history.replaceState(now, "", now ? `#${now}` : null);
    draw(page, view_of(page, now));
    find("#controls .ignored").textContent = go_to(written);
    return;
  }
  const view = view_of(page, written), now = address(page, view);
  if (now !== written) history.replaceState(null, "", url_of(now));
  draw(page, view, ignored(page, written, view));
}

// Each choice is an entry in the history.
function choose(page, change) {
  const view = { ...page.view, ...change }, now = address(page, view);
  if (now !== location.hash.slice(1)) history.pushState(null, "", url_of(now));
  draw(page, view);
}

// Drawing

function draw(page, view, told = "") {
  const { own } = page;
  find("#controls .ignored").textContent = told;
  if (JSON.stringify(view) === JSON.stringify(page.view)) return;
  page.view = view;
  page.report = gap(own, asked(own, view));
  draw_first(page);
  page.controls.show();
  find("#controls [role=status]").textContent = headline(own, page.report);
  clearTimeout(page.waiting);
  page.waiting = setTimeout(() => draw_rest(page));
}

const is_first = (page) => address(page, page.view) === "";

// What is chosen

// A switch beside each statement that refuses: off, its claims are in force and do not count.
function switches(page, section) {
  const { own, view, report: { assumption: assumed } } = page;
  for (const mark of section?.querySelectorAll("li > .refuses, li > .softly-refuses") ?? []) {
    const item = mark.parentElement, [id, issue] = item.id.split("@"), said = own.said.get(id);
    const refuses = (claim) => claim.issue === issue && claim.verb === REFUSES;
    const counts = said.claims.some((claim) => refuses(claim) && counted(claim, assumed));
    const lifted = view.lifted.includes(id), below = (assumed.binding ?? Infinity) < said.basis;
    const state = fill(counts ? "counts" : below && !lifted ? "too_soft" : "lifted");
    const act = fill(lifted ? "count_again" : "leave_out");
    const attributes = { type: "button", role: "switch", class: "lift", "data-lift": id };
    const element = h("button", attributes, counts || lifted ? act : state);
    element.setAttribute("aria-checked", counts);
    element.setAttribute("aria-label", fill("lift", { id, state, act }));
    item.lastElementChild.lastElementChild.append(" ", element);
  }
}

function flip(page, id) {
  const { lifted } = page.view, off = lifted.includes(id);
  choose(page, { lifted: off ? lifted.filter((own) => own !== id) : [...lifted, id] });
}
