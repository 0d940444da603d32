// What a view assumes besides the case, in words, and what comes of it: a second implementation of
// view/assumed.py and engine/what_if.py, with their names.

function what_if_text(own, assumed) {
  const told = [];
  const ids = [...assumed.statements].join(", ");
  if (ids) told.push(fill("without", { ids }));
  const whole = (held) => held.region === own.known.get(held.issue).everything;
  told.push(...held_texts(own, assumed.lifted.filter(whole), "refuses_nothing"));
  told.push(...held_texts(own, assumed.lifted.filter((held) => !whole(held)), "refuses_not"));
  told.push(...held_texts(own, assumed.set, "demands_only"));
  return told.length ? fill("assuming", { told: told.join("; ") }) : "";
}

// Outcomes of parties in words, areas of an issue that have the same together.
function held_texts(own, every, text) {
  const found = new Map();
  for (const { party, issue, region } of every) {
    const about = own.known.get(issue), what = region_text(about, region);
    const key = JSON.stringify([party, about.heading, what]);
    found.set(key, { who: party, what, issues: [...(found.get(key)?.issues ?? []), issue] });
  }
  return [...found.values()].map((held) =>
    fill(text, { ...held, where: issue_names(own, held.issues) }),
  );
}

// Issues by title; areas behind their heading, left out where all of them are meant.
function issue_names(own, issues) {
  const groups = grouped(issues.map((id) => own.known.get(id)), (issue) => issue.heading);
  const told = [...groups].map(([id, some]) => {
    const heading = own.headings.get(id), areas = new Set(some.map((issue) => issue.title));
    const whole = new Set(some).size === heading.issues.length;
    return whole ? heading.title : `${heading.title} (${[...areas].join(", ")})`;
  });
  return told.join(", ");
}

// What of the lifted stays refused, and what of it changes nothing.
function what_if_remarks(own, report) {
  const { parties, assumption: assumed } = report;
  const stated = { ...assumed, statements: new Set(), lifted: [], set: [] };
  const asked = (held) => parties.includes(held.party) && own.known.has(held.issue);
  const found = new Map(), idle = [];
  for (const id of assumed.statements) {
    const said = own.said.get(id);
    const shares = said ? shares_of(own, said, stated).filter(asked) : [];
    if (!shares.length) idle.push(id);
    for (const share of shares) still(own, assumed, found, id, share);
  }
  const gone = assumed.lifted.filter((held) => !(asked(held) && refused_of(own, held, stated)));
  const none = held_texts(own, [...gone, ...assumed.set.filter((held) => !asked(held))], "held");
  const told = [...found.values()].map((entry) => {
    return fill("still_refused", { ...entry, where: issue_names(own, entry.issues) });
  });
  const silent = ({ party, issue }) => !heard(own, party, issue, assumed);
  const only = assumed.set.filter((held) => asked(held) && silent(held));
  for (const who of new Set(only.map((held) => held.party))) {
    const issues = only.filter((held) => held.party === who).map((held) => held.issue);
    told.push(fill("heard_only", { who, where: issue_names(own, issues) }));
  }
  const nothing = [...idle, ...none].join("; ");
  return nothing ? [...told, fill("changes_nothing", { idle: nothing })] : told;
}

// What a statement does for each party on each issue where it would count, as far as it refuses.
function shares_of(own, said, stated) {
  const found = new Map();
  for (const { party, issue } of said.claims) {
    const claims = claims_of(own.known.get(issue), party).filter((claim) => {
      return claim.statement === said && in_force(claim, stated.day) && counted(claim, stated);
    });
    const refused = union(claims.filter((claim) => claim.verb === REFUSES).map(of_region));
    if (claims.length) found.set(JSON.stringify([party, issue]), { party, issue, refused });
  }
  return [...found.values()];
}

const heard = (own, party, issue, assumed) =>
  claims_of(own.known.get(issue), party).some((claim) => in_force(claim, assumed.day));

const lines_of = (own, party, issue, assumed) =>
  positions(own.known.get(issue), [party], assumed, new WeakMap())[0].red_lines;

const refused_of = (own, { party, issue, region }, assumed) =>
  union(lines_of(own, party, issue, assumed).map((line) => line.region & region));

// Adds what other statements refuse all the same, areas of an issue that say the same together.
function still(own, assumed, found, statement, { party: who, issue, refused }) {
  const left = lines_of(own, who, issue, assumed).filter((line) => line.region & refused);
  const region = union(left.map((line) => line.region)) & refused;
  if (!region) return;
  const what = region_text(own.known.get(issue), region, true);
  const by = left.map(named_line).join(", ");
  const key = JSON.stringify([statement, who, what, by]);
  const issues = [...(found.get(key)?.issues ?? []), issue];
  found.set(key, { statement, who, what, by, issues });
}

// The statement that stands for a red line, with what qualifies it.
function named_line(line) {
  const { id, marks, line_marks } = line.claims[0].statement, more = line.claims.length - 1;
  const name = more ? `${id} +${more}` : id, told = line_marks ?? marks[REFUSES];
  return told.length ? `${name} (${told.join(", ")})` : name;
}
