// Codes of statements, each a link to where the page tells what was said: a second implementation of
// view/html_codes.py, for what is drawn anew.

const WORD = /(?<![\p{L}\p{N}_.-])(?=[\p{L}\p{N}_.-]*\p{Nd})([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)/u;
const is_code = (text) => /\p{L}/u.test(text) && /\p{Nd}/u.test(text);
const said_in = (item) => item.id.slice(0, item.id.lastIndexOf("@"));

// The first place of each code is called by it: the first where it is in force, else that of `rows`.
function link_codes(rows) {
  const homes = new Set();
  const name = (element, code) => {
    const first = is_code(code) && !homes.has(code);
    homes.add(code);
    if (first && element.id !== code) element.id = code;
    if (!first && element.id) element.removeAttribute("id");
  };
  for (const mark of document.querySelectorAll(".voice li > i")) {
    name(mark, said_in(mark.parentElement));
  }
  for (const [row, code] of rows) {
    if (row.closest("[hidden]")) row.removeAttribute("id");
    else name(row, code);
  }
  for (const note of document.querySelectorAll(".voice .note")) link_note(note, homes);
}

// A code is not broken, not even from its bracket, unless it is as long as a line may be.
const wide = (text) => (length(text) > 24 ? "wide" : null);

function link_note(note, homes) {
  if (!WORD.test(note.textContent)) return;
  const place = note.closest(".panel").dataset.issues.split(" ")[0];
  const told = said_in(note.closest("li"));
  const parts = note.textContent.split(WORD).map((text, i) => {
    const here = `${text}@${place}`, known = document.getElementById(here);
    const led = i % 2 && text !== told && is_code(text) && (known || homes.has(text));
    return led ? h("a", { href: `#${known ? here : text}`, class: wide(text) }, text) : text;
  });
  const fresh = h("p", {}, parts);
  if (fresh.innerHTML !== note.innerHTML) note.replaceChildren(...fresh.childNodes);
}

// Goes to a place that an address names, through what is folded, and tells where there is none.
function go_to(written) {
  const place = new URLSearchParams(`to=${written}`).get("to");
  const first = `.voice li[id^="${CSS.escape(place.split("@")[0])}@"]`;
  const element = document.getElementById(place) ?? document.querySelector(first);
  if (!element) return fill("ignored", { told: place, days: "" });
  for (let own = element; own; own = own.parentElement) if (own.matches("details")) own.open = true;
  element.scrollIntoView();
  return "";
}
