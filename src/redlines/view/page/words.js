// The words for what is judged anew: a second implementation of view/phrases.py, with its names.
// The texts themselves are Python's: they come with the case, and here their slots are filled.

const TOLD = 20; // a region of more pieces than this is told by the first of them
const FIRST = 10;
let words_of = { texts: {}, cells: {} }; // set to those of the case

const SLOT = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

// A text with its slots filled: {name} with a value, {name|one|several} by whether it is 1.
function fill(name, slots = {}) {
  return words_of.texts[name].replace(SLOT, (_, slot, one, several) => {
    const value = slots[slot];
    if (one === undefined) return typeof value === "number" ? number_text(value) : value;
    return value === 1 ? one : several;
  });
}

function conjoined(words, link = words_of.texts.and) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${link} ${words.at(-1)}`;
}

// A number with separators between thousands, from five digits on.
const number_text = (number) => (number > 9999 ? number.toLocaleString("en") : String(number));

// Regions. What is told of a region are its first and last outcomes, so that nothing here depends
// on whether outcomes share a bit.

const length = (text) => [...text].length;
const at = (region, place) => (region >> BigInt(place)) & 1n;
const first_of = (issue, place) => issue.outcomes[place][0];
const last_of = (issue, place) => issue.outcomes[place].at(-1);

// The unbroken stretches of a region, first and last place of each.
function runs(region) {
  const found = [];
  for (let place = 0; region >> BigInt(place); place++) {
    if (!at(region, place)) continue;
    if (place && at(region, place - 1)) found.at(-1)[1] = place;
    else found.push([place, place]);
  }
  return found;
}

function size(issue, region) {
  const places = issue.outcomes.map((_, place) => place).filter((place) => at(region, place));
  return sum(places.map((place) => last_of(issue, place).at - first_of(issue, place).at + 1));
}

// A region as people read it; `others` words what a refusal leaves over or, of numbers, where it
// begins. `bare` names the two ends of a range alone, where no verb stands before it.
function region_text(issue, region, others = false, bare = false) {
  const rest = issue.everything & ~region;
  if (!region) return fill("nothing");
  if (!rest) return fill("everything");
  const direct = runs_text(issue, region, bare);
  const negated = fill("all_but", { rest: conjoined(pieces(issue, rest, true)) });
  if (issue.kind === "options") return size(issue, rest) < size(issue, region) ? negated : direct;
  if (size(issue, region) === 1) return direct;
  const numbers = issue.kind === "quantity";
  if ((others || !numbers) && size(issue, rest) === 1) return negated;
  if (issue.unlimited !== null && rest === 1n << BigInt(issue.unlimited)) {
    const { unit, but } = issue, free = in_sentence(first_of(issue, issue.unlimited));
    const number = unit ? "any_number_of" : "any_number";
    return fill(issue.dates ? "any_date" : number, { unit, but, free });
  }
  const [stretches, gaps] = [runs(region).length, runs(rest).length];
  if (stretches === 1) return others && numbers ? half_text(issue, region) : direct;
  if (Math.max(stretches, gaps) > TOLD) return gaps < stretches ? negated : direct;
  return length(negated) < length(direct) ? negated : direct;
}

// One stretch as refused: `refuses at most` would sound like the most that is refused.
function half_text(issue, region) {
  const [[first_place, last_place]] = runs(region), end = issue.outcomes.length - 1;
  const first = first_of(issue, first_place), last = last_of(issue, last_place);
  const [after, before] = issue.dates ? ["and_later", "and_earlier"] : ["and_more", "and_less"];
  const bound = (outcome) => ({ bound: span_text(issue, outcome, outcome) });
  if (first_place === 0 && !last.before_round) return fill(before, bound(last));
  if (first_place > 0 && last_place === end && !first.after_round) return fill(after, bound(first));
  return runs_text(issue, region);
}

function runs_text(issue, region, bare = false) {
  const found = runs(region), free = issue.unlimited;
  if (found.length === 2 && free !== null && found[1][0] === free) {
    const last = span_text(issue, first_of(issue, free), first_of(issue, free));
    return fill("either", { first: run_text(issue, ...found[0]), last });
  }
  const told = pieces(issue, region, bare);
  return scattered(issue, region) ? conjoined(told) : told.join(", ");
}

// How many stretches a region has; without an order each outcome stands alone.
const count = (issue, region) =>
  issue.kind === "options" ? size(issue, region) : runs(region).length;
const scattered = (issue, region) => count(issue, region) > TOLD;

function pieces(issue, region, bare = false) {
  const most = scattered(issue, region) ? FIRST : Infinity;
  const every = runs(region).flatMap(([first, last]) =>
    issue.kind === "options" ? each(first, last) : [[first, last]],
  );
  const found = every.slice(0, most).flatMap(([first, last]) => {
    if (issue.kind === "options") return in_sentence(first_of(issue, first));
    return ends(issue, first, last).map((run) => run_text(issue, ...run, bare));
  });
  if (every.length <= most) return found;
  return [...found, fill("more", { number: every.length - most })];
}

const each = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, i) => [first + i, first + i]);

// A stretch in a list, two neighbours as two: an enumeration adds its own `and`.
function ends(issue, first, last) {
  const pair = last === first + 1 && issue.kind !== "quantity";
  return pair ? each(first, last) : [[first, last]];
}

function run_text(issue, first_place, last_place, bare = false) {
  const end = issue.outcomes.length - 1;
  const first = first_of(issue, first_place), last = last_of(issue, last_place);
  const whole = first_place === 0 && last_place === end;
  const levels = issue.kind !== "quantity";
  if (levels && !bare && last.at > first.at + 1)
    return fill("anything", { span: span_text(issue, first, last) });
  if (levels || first.at === last.at || whole) return span_text(issue, first, last);
  if (last_place === end) {
    const before = first.after_round && last_of(issue, first_place - 1);
    if (before) return fill("more_than", { bound: span_text(issue, before, before) });
    const bound = span_text(issue, first, first);
    return fill(issue.dates ? "or_later" : "at_least", { bound });
  }
  if (first_place === 0) {
    const after = last.before_round && first_of(issue, last_place + 1);
    if (after) return fill("below", { bound: span_text(issue, after, after) });
    const bound = span_text(issue, last, last);
    return fill(issue.dates ? "or_earlier" : "at_most", { bound });
  }
  return span_text(issue, first, last);
}

// The outcomes from one to another; `told` says how each is worded.
function span_text(issue, first, last, told = in_sentence) {
  const tail = last.unit ? ` ${last.unit}` : "";
  if (first.at === last.at) return told(first) + tail;
  const pair = last.at === first.at + 1 && issue.kind !== "quantity";
  const found = { first: told(first), last: told(last) };
  return (pair ? `${found.first}, ${found.last}` : fill("to", found)) + tail;
}

const in_sentence = (outcome) => outcome.sentence ?? outcome.text;
const outcome_text = (outcome) => outcome.text;
