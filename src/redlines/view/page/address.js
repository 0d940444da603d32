// The address of a view: what of it differs from the first view of the page.

// What the engine is asked: what is lifted with the outcomes that it names.
function asked(own, view) {
  const lifted = view.lifted.flatMap((text) => {
    if (!text.includes(":")) return [text];
    return Object.hasOwn(own.view.held, text) ? own.view.held[text] : whole(own, text);
  });
  return { ...view, lifted };
}

// All that a party refuses on an issue or on its areas, written PARTY:ISSUE.
function whole(own, text) {
  const [id, name] = text.split(":"), { name: party } = own.parties.find((one) => one.id === id);
  const about = own.headings.get(name)?.issues ?? [name];
  return about.filter((issue) => own.known.has(issue)).map((issue) => {
    return [party, issue, own.known.get(issue).everything.toString(16)];
  });
}

function address(page, view) {
  const { first, own } = page, same = (one, other) => one.join() === other.join();
  const ids = view.parties.map((name) => own.parties.find((one) => one.name === name).id);
  const parts = [
    ["p", same(view.parties, first.parties) ? null : ids.join(",")],
    ["d", view.day === first.day ? null : view.day],
    ["b", view.binding === first.binding ? null : (view.binding ?? "")],
    ["lift", same(view.lifted, first.lifted) ? null : view.lifted.join(",")],
  ];
  const told = parts.filter(([, value]) => value !== null);
  return told.map(([key, value]) => `${key}=${plain(value)}`).join("&");
}

const url_of = (now) => (now ? `#${now}` : location.pathname + location.search);

const plain = (value) => encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":");

// The view that an address carries: what it names and the case does not have is left out, and of
// days outside the record the nearest of it is shown.
function view_of(page, written) {
  const { first, own } = page, given = new URLSearchParams(written);
  const list = (key) => [...new Set(given.get(key)?.split(",").filter(Boolean))];
  const parties = list("p")
    .map((id) => own.parties.find((one) => one.id === id)?.name)
    .filter((name) => name !== undefined);
  const day = given.get("d") ?? "", binding = given.get("b");
  const known = (text) => Object.hasOwn(own.view.held, text) || own.said.has(text);
  const held = (text) => {
    const [id, name, ...more] = text.split(":");
    const about = own.headings.has(name) || own.known.has(name);
    return own.parties.some((one) => one.id === id) && about && !more.length;
  };
  return {
    ...first,
    parties: parties.length > 1 ? parties : first.parties,
    day: first.day !== null && is_day(day) ? within(record(page), day) : first.day,
    binding: binding === null ? first.binding : own.bases.includes(binding) ? binding : null,
    lifted: given.has("lift")
      ? list("lift").filter((text) => known(text) || held(text))
      : first.lifted,
  };
}

// What an address asks for and its view does not have, as it is written.
function ignored(page, written, view) {
  const given = new URLSearchParams(written), { own } = page;
  const ids = view.parties.map((name) => own.parties.find((one) => one.name === name).id);
  const shown = { p: ids, d: [view.day], b: [view.binding], lift: view.lifted };
  const told = Object.entries(shown).flatMap(([key, held]) => {
    const asked = given.get(key)?.split(",").filter(Boolean) ?? [];
    return asked.filter((text) => !held.includes(text)).map((text) => [key, text]);
  });
  if (!told.length) return "";
  const [from, to] = page.first.day === null ? [] : record(page);
  const days = told.some(([key]) => key === "d") && from ? fill("record_runs", { from, to }) : "";
  return fill("ignored", { told: told.map(([, text]) => text).join(", "), days });
}

// The first day and the last on which anything begins or ends.
function record({ own, first }) {
  const days = days_of(own, first.day).map(([day]) => day);
  return [days[0], days.at(-1)];
}

const within = ([from, to], day) => (day < from ? from : day > to ? to : day);
const is_day = (text) => new Date(text).toJSON() === `${text}T00:00:00.000Z`;
