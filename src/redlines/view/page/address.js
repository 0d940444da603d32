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

const plain = (value) => encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":");

// The view that an address carries; what it names and the case does not have is left out.
function view_of(page, written) {
  const { first, own } = page, given = new URLSearchParams(written);
  const list = (key) => given.get(key)?.split(",").filter(Boolean) ?? null;
  const parties = [...new Set(list("p") ?? [])]
    .map((id) => own.parties.find((one) => one.id === id)?.name)
    .filter((name) => name !== undefined);
  const day = given.get("d") ?? "", binding = given.get("b");
  const stated = (text) => own.statements.some((said) => said.id === text);
  const known = (text) => Object.hasOwn(own.view.held, text) || stated(text);
  const held = (text) => {
    const [id, name] = text.split(":");
    const about = own.headings.has(name) || own.known.has(name);
    return own.parties.some((one) => one.id === id) && about;
  };
  return {
    ...first,
    parties: parties.length > 1 ? parties : first.parties,
    day: first.day !== null && is_day(day) ? day : first.day,
    binding: binding === null ? first.binding : own.bases.includes(binding) ? binding : null,
    lifted: list("lift")?.filter((text) => known(text) || held(text)) ?? first.lifted,
  };
}

const is_day = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
