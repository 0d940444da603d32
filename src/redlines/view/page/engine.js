// The verdicts of a page, judged anew in the page: a second implementation of engine/positions.py
// and engine/gaps.py, with their names, so that both can be read side by side. Its input is what
// view/live_data.py writes. A region is the bits of one BigInt, one for each outcome or, of a
// quantity, for each stretch of outcomes that no claim tells apart.

const DEMANDS = "demands", ACCEPTS = "accepts", REFUSES = "refuses";
const VERDICTS = ["insurmountable", "bridgeable", "overlap", "agreed", "unstated"]; // worst first

const bits = (written) => BigInt("0x" + written);
const union = (regions) => regions.reduce((all, region) => all | region, 0n);
const inside = (region, other) => !(region & ~other);
// Items by what they share, in the order in which the first of each comes.
function grouped(items, shared) {
  const found = new Map();
  for (const item of items) {
    const key = shared(item);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(item);
  }
  return found;
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

// The case as the engine asks for it: the claims of every issue and party, whatever the day.
function read_case(data) {
  const issues = data.issues.map((own) => {
    const outcomes = data.outcomes[own.outcomes];
    const everything = (1n << BigInt(outcomes.length)) - 1n;
    const { title } = data.headings.find((heading) => heading.id === own.heading);
    const but = data.texts.but_not;
    const empty = { unlimited: null, dates: false, unit: "", area: false, title, but };
    const line = data.lines[own.line] ?? null;
    const shared = { outcomes, line, implied: data.implied, layout: data.layout };
    return { ...empty, ...own, ...shared, everything, claims: new Map() };
  });
  const by_id = (nouns) => new Map(nouns.map((noun) => [noun.id, noun]));
  const known = by_id(issues);
  const statements = data.statements.map((own) => {
    const basis = data.bases.slice(own.basis, own.basis + 1), { until: ends = null } = own;
    const said = { said: null, disputed: false, vague: false, proviso: null, ...own };
    said.marks = { [DEMANDS]: basis, [ACCEPTS]: basis, [REFUSES]: basis, ...own.marks };
    said.refusing ??= [own.by, own.said, ...basis].filter(Boolean).join(", ");
    said.terms = own.terms.flatMap(([verb, written, ...about]) =>
      about.map((issue) => ({ verb, issue, region: bits(written) })),
    );
    const shares = said.parties.flatMap((party) => said.terms.map((term) => ({ ...term, party })));
    said.claims = shares.map(({ party, verb, issue, region }, i) => {
      const condition = (verb === REFUSES ? own.unless : own.given) ?? null;
      const soft = said.disputed || said.vague || said.proviso !== null || condition !== null;
      const until = Array.isArray(ends) ? ends[i] : ends;
      return { statement: said, party, verb, issue, region, until, condition, soft };
    });
    for (const claim of said.claims) claims_of(known.get(claim.issue), claim.party).push(claim);
    return said;
  });
  const headings = by_id(data.headings);
  return { as_of: null, ...data, issues, known, headings, statements, said: by_id(statements) };
}

// What a party says on an issue, whatever the day: always the same list.
function claims_of(issue, party) {
  if (!issue.claims.has(party)) issue.claims.set(party, []);
  return issue.claims.get(party);
}

// The days on which what some parties say on an issue changes, and before all of them "".
function days_on(issue, parties) {
  return once(turning, [issue, ...parties], () => {
    const claims = parties.flatMap((party) => claims_of(issue, party));
    const days = new Set(claims.flatMap((claim) => [claim.statement.said, claim.until]));
    return ["", ...[...days].filter(Boolean).sort()];
  });
}

const turning = new WeakMap();

// What a view assumes besides the case. `binding` is the rank of a basis, `lifted` are statements
// by id and outcomes that a party does not refuse, `set` outcomes that are all that it demands.
function assumption(own, { day, binding, lifted, set }) {
  const held = ([party, issue, region]) => ({ party, issue, region: bits(region) });
  return {
    day,
    binding: binding === null ? null : own.bases.indexOf(binding),
    statements: new Set(lifted.filter((what) => typeof what === "string")),
    lifted: lifted.filter((what) => typeof what !== "string").map(held),
    set: set.map(held),
  };
}

const about = (claim) => (held) => held.party === claim.party && held.issue === claim.issue;

function in_force(claim, day) {
  const { said } = claim.statement;
  const begun = said === null || said <= day;
  return day === null || (begun && (claim.until === null || day < claim.until));
}

// A claim in force as it counts: whole, for fewer outcomes, or not at all (null).
function counted(claim, assumed) {
  const refuses = claim.verb === REFUSES;
  if (refuses && assumed.binding !== null && claim.statement.basis > assumed.binding) return null;
  if (assumed.statements.has(claim.statement.id)) return null;
  if (claim.verb === DEMANDS && assumed.set.some(about(claim))) return null;
  if (!refuses || !(assumed.lifted.length || assumed.set.length)) return claim;
  const gone = [...assumed.lifted, ...assumed.set].filter(about(claim)).map((held) => held.region);
  const region = claim.region & ~union(gone);
  if (region === claim.region) return claim;
  return region ? { ...claim, region } : null;
}

// The one demand that a party is assumed to make on an issue; nobody stated it.
function demand(party, issue, assumed) {
  const held = assumed.set.find(about({ party, issue }));
  if (!held) return [];
  const statement = { id: "assumed", parties: [party], said: null, basis: Infinity };
  return [{ ...held, statement, verb: DEMANDS, until: null, condition: null, soft: false }];
}

// Positions: what one party's claims come to on one issue

// The same position again while the same claims of the party are in force and count.
function positions(issue, parties, assumed, memory) {
  return parties.map((party) => {
    const { claims, counted } = stated(issue, party, assumed);
    const nouns = [claims_of(issue, party), ...claims, "", ...counted];
    return once(memory, nouns, () => position(party, claims, counted, issue));
  });
}

// What a party says on an issue, and what of it counts.
function stated(issue, party, assumed) {
  const claims = claims_of(issue, party).filter((claim) => in_force(claim, assumed.day));
  const counting = claims.map((claim) => counted(claim, assumed)).filter(Boolean);
  return { claims, counted: [...counting, ...demand(party, issue.id, assumed)] };
}

function position(party, claims, counted, issue) {
  const wanted = demanded(counted);
  const lines = red_lines(counted);
  const refused = union(lines.map((line) => line.region));
  const firmly_refused = union(lines.filter((line) => !line.soft).map((line) => line.region));
  const soft = counted.filter((claim) => claim.soft);
  const softly_offered = union(soft.filter((claim) => claim.verb !== REFUSES).map(of_region));
  const softly_demanded = union(soft.filter((claim) => claim.verb === DEMANDS).map(of_region));
  const declared = wanted | union(hard(counted, ACCEPTS).map(of_region));
  return {
    party,
    claims,
    counted,
    red_lines: lines,
    held_back: held_back(counted, lines, issue),
    demanded: wanted & ~refused,
    accepted: declared & ~refused,
    possible: issue.everything & ~refused,
    refused,
    firmly_refused,
    softly_offered,
    softly_demanded,
    at_best: {
      demanded: (wanted | softly_demanded) & ~firmly_refused,
      accepted: (declared | softly_demanded | softly_offered) & ~firmly_refused,
      possible: issue.everything & ~firmly_refused,
    },
    silent: !claims.length && !counted.length,
  };
}

const of_region = (claim) => claim.region;
const hard = (claims, verb) => claims.filter((claim) => claim.verb === verb && !claim.soft);

// What satisfies a party's hard demands, before any red line is taken off: what lies in all of
// them, or, where nothing does, in any.
function demanded(claims) {
  const regions = hard(claims, DEMANDS).map(of_region);
  if (!regions.length) return 0n;
  return regions.reduce((all, region) => all & region) || union(regions);
}

// A party's red lines: its refusals of the same outcomes under the same conditions are one.
function red_lines(claims) {
  const refusals = claims.filter((own) => own.verb === REFUSES);
  const said = (own) => `${own.region} ${own.condition} ${own.statement.proviso}`;
  const ordered = [...grouped(refusals, said).values()].map((group) => group.sort(fronting));
  ordered.sort((one, other) => fronting(one[0], other[0]));
  return ordered.map((group) => ({
    party: group[0].party,
    region: group[0].region,
    unless: group[0].condition,
    claims: group,
    firmness: Math.min(...group.map((claim) => claim.statement.basis)),
    soft: group.every((claim) => claim.soft),
  }));
}

// Sorts claims: hard before soft, then firmest, then newest, undated ones last.
function fronting(one, other) {
  const day = (claim) => claim.statement.said ?? "";
  return (
    one.soft - other.soft ||
    one.statement.basis - other.statement.basis ||
    (day(one) < day(other) ? 1 : day(one) > day(other) ? -1 : 0)
  );
}

// The demands and offers that a party's own red lines cut, each with what of it they refuse;
// `conditional` where its own condition lifts all of these lines.
function held_back(claims, lines, issue) {
  const refused = union(lines.map((line) => line.region));
  return claims
    .filter((claim) => claim.verb !== REFUSES && claim.region & refused)
    .map((claim) => {
      const own = lines.filter((line) => line.region & claim.region);
      const implied = claim.condition === null ? [] : issue.implied[claim.condition];
      const conditional = own.every((line) => implied.includes(line.unless));
      return { claim, region: claim.region & refused, conditional };
    });
}

// Gaps: the verdict on one issue for a set of parties, and over all issues

function gap(own, view) {
  const { parties } = view, assumed = assumption(own, view);
  const issues = own.issues.map((issue) => issue_gap(issue, parties, assumed));
  return { parties, assumption: assumed, issues, later: later(own, parties, assumed.day) };
}

// What comes of some nouns, worked out once for as long as they are the same, by the first of them.
function once(memory, nouns, make) {
  const before = memory.get(nouns[0]), same = (own, i) => own === before.nouns[i];
  if (before?.nouns.length === nouns.length && nouns.every(same)) return before.made;
  const made = make();
  memory.set(nouns[0], { nouns, made });
  return made;
}

const gaps = new WeakMap();

// The same item again while the positions are the same.
function issue_gap(issue, parties, assumed, memory = gaps) {
  const every = positions(issue, parties, assumed, memory);
  return once(memory, [issue, ...every], () => settled(issue, every));
}

function settled(issue, every) {
  const stated = every.filter((p) => !p.silent);
  const [verdict, zone] = settle(stated, issue.everything);
  const [at_best, at_best_zone] = settle(stated.map((p) => p.at_best), issue.everything);
  const item = { issue, verdict, zone, at_best, at_best_zone, positions: every };
  item.silent = every.filter((p) => p.silent).map((p) => p.party);
  item.unmet = verdict === "unstated" ? [] : unmet(stated, zone);
  item.contested = contested(item);
  item.blocking = verdict === "insurmountable" ? first_blocking_set(stated, issue.everything) : [];
  return item;
}

// The verdict and its zone, in the order of the definition: the first that holds.
function settle(ranges, everything) {
  if (ranges.length < 2) return ["unstated", 0n];
  const shared = (name) => ranges.reduce((all, own) => all & own[name], everything);
  const possible = shared("possible");
  if (!possible) return ["insurmountable", 0n];
  const agreed = shared("demanded");
  if (agreed) return ["agreed", agreed];
  const overlap = shared("accepted");
  if (overlap) return ["overlap", overlap];
  return ["bridgeable", possible];
}

// The day from which on red lines leave nothing on an issue without a break up to the day of a
// report; empty where that was always so.
function stuck_from(issue, { parties, assumption: assumed }) {
  const every = parties.map((party) => stated(issue, party, { ...assumed, day: null }));
  const lines = every.flatMap((own) => own.counted).filter((claim) => claim.verb === REFUSES);
  const free = (day) => {
    const now = (claim) => in_force(claim, day);
    const left = lines.reduce((all, own) => (now(own) ? all & ~own.region : all), issue.everything);
    return left || every.filter((own) => own.claims.some(now) || own.counted.some(now)).length < 2;
  };
  const days = days_on(issue, parties).filter((day) => day <= assumed.day);
  return days[days.findLastIndex(free) + 1];
}

// The parties whose D does not meet the zone, else those whose soft demands do not.
function unmet(stated, zone) {
  const found = [];
  for (const p of stated) {
    const softly = p.softly_demanded & ~p.firmly_refused;
    const soft = !(p.demanded && !(p.demanded & zone));
    const asked = soft ? softly : p.demanded;
    if (asked && !(asked & zone)) {
      found.push(refused_by(p.party, soft, asked, stated.filter((q) => q !== p)));
    }
  }
  return found;
}

// What a party asks for outside the zone, with the others that refuse it, alone or together.
function refused_by(party, soft, region, others) {
  const names = (some) => some.map((q) => q.party);
  const alone = others.filter((q) => inside(region, q.refused));
  const some = others.filter((q) => region & q.refused);
  const together = !alone.length && inside(region, union(some.map((q) => q.refused)));
  return { party, soft, region, refused_by: names(together ? some : alone), together };
}

// Whether a bridgeable issue is one on which others refuse a demand, "hard" or "soft"; else null.
function contested(item) {
  const refused = item.unmet.filter((own) => own.refused_by.length);
  if (item.verdict !== "bridgeable" || !refused.length) return null;
  const firmly = (own) => {
    const others = item.positions.filter((p) => own.refused_by.includes(p.party));
    return !own.soft && inside(own.region, union(others.map((p) => p.firmly_refused)));
  };
  return refused.some(firmly) ? "hard" : "soft";
}

// The statements of some parties dated after a day, and the day that has all of them.
function later(own, parties, day) {
  const after = (said) => day !== null && said.said !== null && said.said > day;
  const theirs = (said) => said.parties.some((party) => parties.includes(party));
  const days = own.statements.filter((said) => after(said) && theirs(said));
  return { statements: days.length, as_of: days.map((said) => said.said).sort().at(-1) ?? null };
}

// The worst verdict of the areas of a heading; an area without a verdict says less than any other.
function worst(items) {
  return VERDICTS[Math.min(...items.map((item) => VERDICTS.indexOf(item.verdict)))];
}
