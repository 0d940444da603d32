"""The catalogue in words: for every problem and finding what it says, why it exists, what to do.

A sentence is filled from the arguments of a problem; each code's arguments are the names in
braces of its sentence and help. `off-grid` has `below` and `above`, each empty where the grid ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redlines.catalogue import RULES
from redlines.problems import PROBLEMS, Level, Problem

_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule says in one sentence, why it exists, and a short example."""

    summary: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class _Words:
    sentence: str
    help: str | None
    summary: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class _Slip:
    """What a mistake that has a name is called, if its code's sentence is not enough; its help."""

    sentence: str | None
    help: str


class _Arguments(dict[str, str]):
    """Arguments of a problem; one that is missing shows as a question mark, never as a crash."""

    def __missing__(self, key: str) -> str:
        return "?"


def problem_sentence(problem: Problem) -> str:
    """What is wrong, in one sentence."""
    slip = _SLIPS.get(problem.args.get("slip", ""))
    sentence = (slip and slip.sentence) or _PROBLEMS[problem.code].sentence
    return sentence.format_map(_Arguments(problem.args))


def problem_help(problem: Problem) -> str | None:
    """What to do next: at most three near names where there are any, else advice.

    A slip that has a name has advice of its own, else the code has.
    """
    if problem.suggestions:
        names = [_quoted(name) for name in problem.suggestions[:_MOST_SUGGESTIONS]]
        earlier = ", ".join(names[:-1])
        unseen = any("\u00a0" in text for text in problem.args.values())
        why = " There is a no-break space (U+00A0) in what is written." if unseen else ""
        return f"did you mean {earlier}{' or ' if earlier else ''}{names[-1]}?{why}"
    slip = _SLIPS.get(problem.args.get("slip", ""))
    if slip is None and problem.code == "off-grid":
        return _neighbours(problem.args)
    advice = slip.help if slip else _PROBLEMS[problem.code].help
    return advice and advice.format_map(_Arguments(problem.args))


def _quoted(name: str) -> str:
    """A suggestion apart from the sentence; what has marks of YAML is to be written with them."""
    return f"`{name}`" if name[:1] in ("{", "[", '"') else f'"{name}"'


def _neighbours(args: Mapping[str, str]) -> str:
    """The numbers on both sides; beyond an end none is near, and the ends are what to look at."""
    near = [args[key] for key in ("below", "above") if args.get(key)]
    if len(near) == 2:
        return f"write {' or '.join(near)}"
    known = args.get("known")
    has = f"it has {known}" if known else "look at its ends"
    return f"{has}; change from, to or step of the quantity if this number can be an outcome"


def rule_text(code: str) -> RuleText:
    """The catalogue's entry for the code of a problem or the id of a finding; KeyError if none."""
    if code in _FINDINGS:
        return _FINDINGS[code]
    words = _PROBLEMS[code]
    return RuleText(words.summary, words.why, words.example)


def level_of(code: str) -> Level:
    """The level that the catalogues give a code."""
    return RULES[code].level if code in RULES else PROBLEMS[code]


_FINDINGS: dict[str, RuleText] = {
    "gap-agreed": RuleText(
        "Their demands meet: all demand a common outcome.",
        "Every party that says anything demands at least one outcome in common (compatible "
        "aspirations).",
        "both demand contact_line",
    ),
    "gap-overlap": RuleText(
        "Declared ranges overlap.",
        "There is an outcome that every party demands or accepts (a declared zone of possible "
        "agreement).",
        "one demands a cap of 600,000, the other accepts it",
    ),
    "gap-bridgeable": RuleText(
        "Not excluded on record: there is ground that no stated red line excludes.",
        "No outcome is declared by all, but at least one is refused by nobody. That says nothing "
        "on how near an agreement is.",
        "one refuses high, the other refuses low, and nobody refuses mid",
    ),
    "gap-insurmountable": RuleText(
        "Stated red lines leave nothing.",
        "Every outcome is refused by at least one party (an empty bargaining zone). It is "
        "arithmetic on statements: a stated red line is evidence about a limit, not the limit.",
        "one refuses all but high, the other refuses high",
    ),
    "gap-unstated": RuleText(
        "There is no verdict on record.",
        "Fewer than two of the parties have said anything on the issue. Silence is data: it is "
        "shown and never guessed.",
        "only one party has a statement on prisoners",
    ),
    # what a plan does to a party
    "check-crosses": RuleText(
        "The plan crosses a party's red line.",
        "Every outcome that the plan leaves open on the issue is refused by the party, by red "
        "lines that the plan itself does not lift.",
        "the plan settles low, the party refuses all but high",
    ),
    "check-ambiguous": RuleText(
        "It cannot be decided whether the plan crosses a party's red line.",
        "Some readings of the text cross it and others do not, or a condition that the plan "
        "leaves open decides.",
        "the plan settles low or mid, the party refuses low",
    ),
    "check-unsettled": RuleText(
        "The plan is silent where a party demands or refuses something.",
        "What a plan leaves out still has to be settled, and the party has said how it wants it.",
        "no point on prisoners, and the party demands their exchange",
    ),
    "check-unstated": RuleText(
        "The plan settles something on which a party has said nothing.",
        "Silence is data: it is shown and never read as consent.",
        "the plan settles elections, and the party is silent on them",
    ),
    "check-meets": RuleText(
        "The plan meets what a party demands.",
        "Every outcome that the plan leaves open satisfies the party's demands.",
        "the plan settles high, the party demands at least mid",
    ),
    "check-within": RuleText(
        "The plan stays within what a party has declared.",
        "Every outcome that the plan leaves open is demanded or accepted by the party.",
        "the plan settles mid, the party demands high and accepts mid",
    ),
    "check-falls-short": RuleText(
        "The plan does not meet what a party demands.",
        "It crosses no red line of the party, and no outcome that it leaves open satisfies the "
        "party's demands.",
        "the plan settles mid, the party demands high and refuses low",
    ),
    "check-unclaimed": RuleText(
        "The plan crosses no red line of a party and is not all within what it has declared.",
        "What a party neither refuses nor declares is open on record, which is no consent.",
        "the plan settles mid, the party refuses low and has declared nothing",
    ),
    # what a change of a plan does to a party
    "diff-newly-crosses": RuleText(
        "The change makes the plan cross a party's red line.",
        "After the change every reading of the plan on the issue is refused by the party, and "
        "before it some reading was not; that the plan might have crossed is no licence. A point "
        "that is lost may have lifted the line.",
        "the plan settled high and now settles low, which the party refuses",
    ),
    "diff-crosses-firmer": RuleText(
        "The plan crosses a firmer red line of a party than before.",
        "It crosses on both sides, and what it settles now is refused on a firmer basis: by law, "
        "say, where a speech refused what it settled before.",
        "the plan settled mid, refused in a speech, and now settles low, refused by law",
    ),
    "diff-demand-lost": RuleText(
        "The change loses a demand of a party.",
        "Before the change some reading of the plan satisfied all that the party demands on the "
        "issue, and after it none does. A plan that is silent misses every demand.",
        "the plan settled high, which the party demands, and now settles mid",
    ),
    "diff-farther": RuleText(
        "The change takes the plan farther from what a party demands.",
        "The nearest or the farthest reading is more steps from what the party demands, and "
        "neither is fewer. Of a plan that crosses before and after, steps lead to what the party "
        "does not refuse. To move away from what a party merely accepted is no loss to it.",
        "the party demands 800,000; the plan had 700,000 and now has 600,000",
    ),
    "diff-may-cross": RuleText(
        "The change makes it possible to read the plan as crossing a party's red line.",
        "Before the change no reading of the plan was refused, and after it some are and some are "
        "not, or a condition that the plan leaves open decides.",
        "the plan settled high and now settles low or high; the party refuses low",
    ),
    "diff-need-no-longer-cross": RuleText(
        "The change leaves a reading of the plan that crosses no red line of a party.",
        "Before the change every reading was refused, and after it some are and some are not.",
        "the plan settled low, which the party refuses, and now settles low or high",
    ),
    "diff-demand-open": RuleText(
        "The change leaves it open whether a demand of a party is met.",
        "After the change some readings of the plan satisfy what the party demands and others do "
        "not; before it all did or none.",
        "the plan settled high, which the party demands, and now settles mid or high",
    ),
    "diff-undecidable": RuleText(
        "It cannot be decided what the change does to a party.",
        "A point is not known in one of the plans, and what it may hold decides. Not known is an "
        "answer and never counts as no change.",
        "the point stands in one plan, and of the other plan it is not known",
    ),
    "diff-reworded": RuleText(
        "The words of a point have changed that is tied to a party's red line.",
        "What the point settles is coded as the same, but the words are others, and a reader "
        "should say whether the coding still holds.",
        "may have at most 600,000 becomes has 600,000",
    ),
    "diff-wider": RuleText(
        "The readings of the plan lie farther apart, seen from what a party demands.",
        "The nearest reading is nearer to what the party demands and the farthest is farther.",
        "the party demands 800,000; the plan had 600,000 and now has 500,000 to 700,000",
    ),
    "diff-narrower": RuleText(
        "The readings of the plan lie closer together, seen from what a party demands.",
        "The nearest reading is farther from what the party demands and the farthest is nearer.",
        "the party demands 800,000; the plan had 500,000 to 700,000 and now has 600,000",
    ),
    "diff-no-longer-declared": RuleText(
        "The plan is no longer inside what a party has declared.",
        "Nothing is crossed, lost or farther, but before the change every reading was demanded or "
        "accepted by the party, and now one is not. That is no loss to it and no gain.",
        "the party accepts mid; the plan settled mid and now settles high",
    ),
    "diff-now-declared": RuleText(
        "The plan is now inside what a party has declared.",
        "Nothing is crossed, met or closer, but now every reading is demanded or accepted by the "
        "party, and before the change one was not.",
        "the party accepts mid; the plan settled high and now settles mid",
    ),
    "diff-no-longer-crosses": RuleText(
        "The change takes the plan out of a party's red line.",
        "Before the change every reading was refused by the party, and after it none is.",
        "the plan settled low, which the party refuses, and now settles high",
    ),
    "diff-can-no-longer-cross": RuleText(
        "The plan can no longer be read as crossing a party's red line.",
        "Before the change some readings were refused by the party, and after it none is.",
        "the plan settled low or high, the party refuses low, and it now settles high",
    ),
    "diff-crosses-softer": RuleText(
        "The plan crosses only a softer red line of a party than before.",
        "It crosses on both sides, and what it settles now is refused on a softer basis.",
        "the plan settled low, refused by law, and now settles mid, refused in a speech",
    ),
    "diff-demand-met": RuleText(
        "The change meets a demand of a party.",
        "After the change every reading of the plan satisfies all that the party demands on the "
        "issue, and before it one did not.",
        "the plan settled mid or high and now settles high, which the party demands",
    ),
    "diff-closer": RuleText(
        "The change brings the plan closer to what a party demands.",
        "The nearest or the farthest reading is fewer steps from what the party demands, and "
        "neither is more. Of a plan that crosses before and after, steps lead to what the party "
        "does not refuse.",
        "the party demands 800,000; the plan had 600,000 and now has 700,000",
    ),
    # what became of a plan as a whole
    "deal-stuck": RuleText(
        "Stated red lines leave nothing on an issue, whatever the others end in.",
        "No package crosses none of them; with a plan, no wording of the point is open.",
        "one refuses the moratorium and all before it, the other the moratorium and all after it",
    ),
    "deal-stuck-soft": RuleText(
        "Red lines leave nothing on an issue, but only while disputed or vague ones stand.",
        "Nothing may be in the way once it is clear what was said.",
        "one of the two refusals is denied by its party",
    ),
    "deal-repair": RuleText(
        "A term of a plan has another wording with which the rest crosses no red line.",
        "It is among the fewest that have to be said otherwise, and says what red lines leave "
        "there, how far that is, and whom it leaves behind.",
        "600,000 troops, where what is refused ends at 800,000",
    ),
    "deal-not-proven": RuleText(
        "The search for packages ended at its work limit.",
        "What was found is true; that there is no more is not proven.",
        "--effort 10 on a case of many linked issues",
    ),
    "deal-opened": RuleText(
        "An issue looks shut by itself, and a condition on another issue opens it.",
        "A verdict on one issue cannot see it.",
        "a treaty without NATO, refused unless guarantees are like article 5",
    ),
    "deal-left-open": RuleText(
        "Red lines leave nothing on an issue that the plan does not settle.",
        "What a plan leaves out can still be what everything hangs on.",
        "a plan without a word on foreign troops",
    ),
    "plan-removed": RuleText(
        "A plan of the case is gone.",
        "Of a plan that is not there any more no change can be judged; somebody should say that it "
        "was meant to go.",
        "plans/draft.yaml was deleted",
    ),
    "plan-added": RuleText(
        "A plan of the case is new.",
        "It has no past that it could be compared with. What it does to each party is for a check "
        "to tell.",
        "plans/third.yaml with an id that no plan had",
    ),
    # what changed in the positions
    "position-insurmountable": RuleText(
        "The stated red lines of a pair of parties leave no outcome, and did leave one.",
        "The change closes an issue for the two; whoever changed the positions should have meant "
        "it.",
        "bridgeable becomes insurmountable",
    ),
    "position-refused": RuleText(
        "A party refuses outcomes that it did not refuse.",
        "A red line is new or reaches farther, whichever statements say so.",
        "refuses: {cap: low} becomes refuses: {cap: [low, mid]}",
    ),
    "position-hardened": RuleText(
        "A party refuses outcomes no longer only softly.",
        "What was refused only on a condition, as disputed or as vague is refused without that.",
        "disputed: true is taken away",
    ),
    "position-firmer": RuleText(
        "A party refuses outcomes on a firmer basis.",
        "A speech can be followed by another; a law has to be changed.",
        "basis: leader becomes basis: law",
    ),
    "position-not-yet": RuleText(
        "A claim is dated after the day of judgement.",
        "It is new or changed and counts for nothing yet; a later as_of, or --as-of, counts it.",
        "said: 2025-07-01 in a case with as_of: 2025-06-30",
    ),
    "position-source-removed": RuleText(
        "A statement has lost a source.",
        "A red line is worth what its sources are worth.",
        "sources: [P001, P002] becomes sources: [P001]",
    ),
    "position-day": RuleText(
        "The case is judged on another day by default.",
        "What was said after the day counts for nothing: an earlier one takes statements out of "
        "every verdict, though none of them changed. Both states are compared on the later day.",
        "as_of: 2025-12-09 becomes as_of: 2025-06-30",
    ),
    "position-party": RuleText(
        "A party of the case is new or gone.",
        "With a party all its statements come or go.",
        "parties: {union: {}, employer: {}} loses employer",
    ),
    "position-issue": RuleText(
        "An issue is new or gone, or its outcomes, their order or their step are others.",
        "Another list of outcomes can open or close an issue on which nobody spoke anew.",
        "scale: {low: …, high: …} gets a level mid between them",
    ),
    "position-released": RuleText(
        "A party no longer refuses outcomes that it refused.",
        "No statement of the party that counts refuses them any more.",
        "refuses: {cap: [low, mid]} becomes refuses: {cap: low}",
    ),
    "position-softened": RuleText(
        "A party refuses outcomes only softly now.",
        "Every statement that refuses them is conditional, disputed or vague.",
        "disputed: true is added",
    ),
    "position-less-firm": RuleText(
        "A party refuses outcomes on a less firm basis.",
        "The firmest statement behind it is gone, or rests on less.",
        "basis: law becomes basis: leader",
    ),
    "position-demanded": RuleText(
        "What a party demands is something else now.",
        "It is what satisfies all its hard demands, less its own red lines.",
        "demands: {cap: low} becomes demands: {cap: [low, mid]}",
    ),
    "position-declared": RuleText(
        "What a party demands or accepts is something else now.",
        "An offer is new, wider, narrower or withdrawn, or a demand or red line changed it.",
        "a statement with accepts: {cap: mid} was deleted",
    ),
    "position-verdict": RuleText(
        "The verdict on a pair of parties is another one now.",
        "The change of the positions moves what the two have in common or what their red lines "
        "leave.",
        "bridgeable becomes overlap",
    ),
    "position-at-best": RuleText(
        "The verdict on a pair of parties is as it was, and at best another one.",
        "A conditional, disputed or vague claim of one of them changed.",
        "an offer with if: {rent: low} was deleted",
    ),
    "position-gap": RuleText(
        "The verdict on a pair of parties is as it was, and the gap in steps another one.",
        "What the two have declared lies nearer together or farther apart.",
        "3 steps become 2",
    ),
    "position-claim": RuleText(
        "A claim is new, gone or another one, and something changes with it.",
        "What changes is told of its party or of a pair; this is the statement behind it.",
        "accepts: {cap: mid} becomes accepts: {cap: low}",
    ),
    "position-restated": RuleText(
        "A claim is new, gone or another one, and nothing else changes.",
        "What the party refuses, demands and accepts is as it was, and so is every verdict.",
        "one statement with refuses: {cap: [low, mid]} becomes two",
    ),
    # the file of accepted findings
    "ignore-unused": RuleText(
        "An entry of the ignore file matches no finding.",
        "The finding is gone or was never there; an entry that is kept would hide it when it comes "
        "back.",
        "an entry for a point that the plan has not",
    ),
    "ignore-expired": RuleText(
        "An entry of the ignore file has passed its day.",
        "An accepted finding counts again from the day of its `until`, measured against the day of "
        "judgement.",
        "until: 2025-06-01 in a check as of 2025-12-09",
    ),
}

_PROBLEMS: dict[str, _Words] = {
    # the text
    "unreadable-file": _Words(
        "the file cannot be read: {reason}",
        "check the path and that you may read the file",
        "A file could not be opened or read.",
        "Nothing can be said about a case that cannot be read, so the run stops.",
        "redlines validate missing.yaml",
    ),
    "link-outside": _Words(
        "this is a link that leaves its folder, so it was not read",
        "put the file itself there, or name it on the command line",
        "A file of a case is a link to something outside the folder of the case.",
        "Whoever checks files of others must not be shown what else lies on the machine.",
        "plans/draft.yaml is a link to /etc/passwd",
    ),
    "passed-over": _Words(
        "this file looks meant and is passed over: {reason}",
        "name it on the command line, or give it a name and place that are looked for",
        "A file looks as if it were meant, and is not read.",
        "A case or a plan of another name, place or version is never judged: a check that passes "
        "would say nothing about it.",
        "positions.yml, a case in a folder that is not looked into, a plan in data/drafts/",
    ),
    "not-utf8": _Words(
        "the file is not UTF-8: byte {byte} is no part of any character",
        "save the file as UTF-8",
        "A file is not UTF-8 text.",
        "Other encodings would turn names into other names without notice.",
        "a file saved as Latin-1 with an é in it",
    ),
    "bad-yaml": _Words(
        "this is not valid YAML: {reason}",
        "look at indentation, quotes and brackets here and in the line above",
        "A file is not valid YAML.",
        "What cannot be parsed cannot be placed.",
        "title: [unclosed",
    ),
    "bad-table": _Words(
        "this is no table",
        "write one row to a line, with a comma, a semicolon or a tab between its cells, and "
        "quotes around a cell that holds one of these",
        "A file is no table of rows with equally many cells.",
        "Where cells slip, what one party said would be told of another.",
        'a row with a quote that is never closed: north,"N-1,refuses',
    ),
    "line-separator": _Words(
        "the character {char} ends a line for some programs and not for others",
        "delete it, or write it as an escape inside double quotes",
        "A file holds an unusual line separator.",
        "U+0085, U+2028 and U+2029 would make line numbers differ between programs.",
        "a line separator pasted from a word processor",
    ),
    "too-large": _Words(
        "the file is larger than {limit}",
        "split the case, or move long texts elsewhere",
        "A file is larger than the limit.",
        "A bound protects those who check files of others.",
        "a file of several hundred megabytes",
    ),
    "too-deep": _Words(
        "lists and maps are nested deeper than {limit} levels",
        "a case needs only a few levels; look for a bracket too many",
        "Lists and maps are nested too deep.",
        "A bound protects those who check files of others.",
        "[[[[[[…",
    ),
    "too-many-values": _Words(
        "the file holds more than {limit} values",
        "split the case into several",
        "A file holds too many values.",
        "A bound protects those who check files of others.",
        "a generated file with millions of entries",
    ),
    "several-documents": _Words(
        "a second document starts here, and a case file holds only one",
        "delete the line of dashes, or put the rest into a file of its own",
        "A file holds more than one YAML document.",
        "What stands after the first document would be ignored without notice.",
        "--- in the middle of a file",
    ),
    "empty-file": _Words(
        "the file is empty",
        'begin it with "redlines: 1"; `redlines init my-case` writes files with every key',
        "A file has no content.",
        "An empty file is more often an accident than a case.",
        "a file of comments only",
    ),
    "anchor": _Words(
        'the anchor "&{name}" is not supported',
        "write the value out where it is used; quote a text that begins with &",
        "A YAML anchor is used.",
        "What a party says stands where it is said, so that every value has one place.",
        "refuses: &line {nato: membership}",
    ),
    "alias": _Words(
        'the alias "*{name}" is not supported',
        "write the value out here; quote a text that begins with *",
        "A YAML alias is used.",
        "Every value has one place, and aliases can multiply a file without bound.",
        "refuses: *line",
    ),
    "tag": _Words(
        'the tag "{tag}" is not supported',
        "delete the tag; every field knows how to read its own text",
        "A YAML tag is used.",
        "Tags change what a text means depending on the program that reads it.",
        "as_of: !!str 2025-12-09",
    ),
    "merge-key": _Words(
        'the merge key "<<" is not supported',
        "write the keys out here",
        "A YAML merge key is used.",
        "Merged keys have no place of their own.",
        "<<: *defaults",
    ),
    "key-not-text": _Words(
        "a key must be a plain text, and this one is a list or a map",
        "look for a stray bracket or a missing quote",
        "A key is not text.",
        "Names are texts.",
        "? [a, b]\n: value",
    ),
    "duplicate-key": _Words(
        'the key "{key}" is already used in this map',
        "keep one of the two, or give this one another name",
        "A map has the same key twice.",
        "One of the two values would be lost without notice.",
        "accepts: {nato: none, nato: path}",
    ),
    # the shape
    "not-first-key": _Words(
        'the first key must be "redlines", and it is "{found}"',
        'put "redlines: 1" at the top of the file',
        "A file does not begin with its format's version.",
        "The first line says by which rules the rest is read.",
        "redlines: 1",
    ),
    "unknown-version": _Words(
        'this version of redlines cannot read format "{found}"',
        'write "redlines: 1", or use a newer redlines',
        "The format's version is not known.",
        "A file of a later format would be misread.",
        "redlines: 2",
    ),
    "missing-key": _Words(
        'the key "{key}" is missing from {of}',
        'add "{key}: …"',
        "A required key is missing.",
        "Without it the entry has no meaning.",
        "an issue without a scale, options or quantity",
    ),
    "unknown-key": _Words(
        'the key "{key}" has no meaning in {of}',
        "write one of its keys: {keys}",
        "A key is not part of the format.",
        "A misspelt key would drop what a party said without notice.",
        "refuse: {nato: membership}",
    ),
    "wrong-shape": _Words(
        "{expected} is expected here, not {found}",
        "write {expected}",
        "A value has the wrong shape.",
        "A list, a map and a text mean different things.",
        "sources: {P001: yes}",
    ),
    "empty-value": _Words(
        'the key "{key}" has no value',
        "give it a value or delete the key; a text that begins with # needs quotes",
        "A key has no value.",
        "An empty value is more often unfinished than meant.",
        "basis:",
    ),
    "unknown-word": _Words(
        '"{found}" is not one of {expected}',
        "write one of {expected}",
        "A field holds a word that it does not know.",
        "A field with fixed words cannot guess.",
        "basis: rumour",
    ),
    # names
    "bad-id": _Words(
        '"{found}" cannot be an id: an id has letters and digits, and _ and - only between them',
        "write letters and digits, of any script",
        "An id has characters that ids do not have.",
        "Ids are typed on command lines and appear in addresses.",
        "the red line: {…}",
    ),
    "reserved-name": _Words(
        '"{name}" is a word of the format and cannot be a name',
        "choose another name",
        "A name is a word of the format.",
        "A region that says any or at_least could then mean two things.",
        "scale: {any: …}",
    ),
    "duplicate-id": _Words(
        'the id "{id}" is already used',
        "give this one an id of its own",
        "Two entries have the same id.",
        "An id is how an entry is cited.",
        "two statements with id SEQ-01",
    ),
    "name-taken": _Words(
        '"{name}" already names {by}',
        "choose another name or alias",
        "A name or alias already belongs to something else.",
        "A name that means two things would be guessed.",
        "aliases: [EU] on two parties",
    ),
    "unknown-party": _Words(
        'no party is called "{name}"',
        "use an id or alias from the case's parties, or add the party there",
        "A party is not defined in the case.",
        "A misspelt party would drop its positions without notice.",
        "positions: {rusia: […]}",
    ),
    "unknown-issue": _Words(
        'no issue is called "{name}"',
        "use an id or alias from the case's issues, or add the issue there",
        "An issue is not defined in the case.",
        "A misspelt issue would drop a position without notice.",
        "refuses: {natto: membership}",
    ),
    "unknown-area": _Words(
        'the issue "{issue}" has no area "{name}"',
        "use one of the areas under its `over`, or add the area there",
        "An area is not one of its issue's areas.",
        "A misspelt area would drop a position without notice.",
        '"territory[donetks]": contact_line',
    ),
    "unknown-section": _Words(
        'no section is called "{name}"',
        "use one of the case's sections, {known}, or add it there",
        "A section is not defined in the case.",
        "Sections order the report.",
        "section: lands",
    ),
    "unknown-source": _Words(
        'no source has the id "{name}"',
        "add it to sources.yaml, or correct the id",
        "A source is cited and not listed.",
        "A statement is worth what its source is worth.",
        "sources: [P999]",
    ),
    "member-of-itself": _Words(
        'the party "{party}" is a member of itself, directly or through others',
        "delete one `member_of` of the circle",
        "A party is a member of itself.",
        "Groups are for looking things up, and a circle has no top.",
        "europe: {member_of: europe}",
    ),
    # issues
    "outcomes-not-one-kind": _Words(
        "an issue needs exactly one of scale, options and quantity; found: {found}",
        "keep the one that fits: scale is ordered, options are not, a quantity is counted",
        "An issue has no outcomes or several kinds of them.",
        "Every issue is one finite list of outcomes.",
        "an issue with both scale and options",
    ),
    "too-few-outcomes": _Words(
        "an issue needs at least two outcomes, and this one has {count}",
        "add the other possible outcomes",
        "An issue has fewer than two outcomes.",
        "With one outcome there is nothing to negotiate.",
        "options: {yes: …}",
    ),
    "too-many-outcomes": _Words(
        "an issue has at most {limit} outcomes, and this one has {count}",
        "use a larger step",
        "An issue has too many outcomes.",
        "The limit keeps every answer exact and fast.",
        "quantity: {from: 0, to: 1_000_000, step: 1}",
    ),
    "uneven-grid": _Words(
        "from {start} the step {step} does not reach {to}",
        "choose a step that divides the distance",
        "A quantity's step does not lead from one end to the other.",
        "Otherwise the last outcome would be a matter of opinion.",
        "quantity: {from: 0, to: 10, step: 3}",
    ),
    "broken-grid": _Words(
        "the numbers kept of {issue} are no unbroken stretch",
        "give the area one stretch: {{between: [a, b]}}, with unlimited if it applies",
        "An area keeps numbers of a quantity with holes between them.",
        "Steps are counted, and a hole would make one step longer than another.",
        "over: {north: [0, 10, 50]}",
    ),
    "bad-number": _Words(
        '"{found}" is not a number',
        "write digits from 0 to 9, with underscores between thousands and a point for decimals",
        "A number cannot be read.",
        "Numbers are exact decimals.",
        "to: 600.000,00",
    ),
    # regions
    "bad-region": _Words(
        "this does not say which outcomes are meant: {found}",
        "write an outcome, a list of outcomes, any, or a map with one of at_least, at_most, "
        "above, below, between: [a, b], none_of: […]",
        "A region cannot be read.",
        "A position must say exactly which outcomes it is about.",
        "troop_cap: {around: 600_000}",
    ),
    "unknown-outcome": _Words(
        'the issue "{issue}" has no outcome "{name}"',
        "use one of its outcomes: {known}",
        "An outcome is not one of its issue's outcomes.",
        "A misspelt outcome would change what a party said.",
        "nato: {at_least: moratorum}",
    ),
    "off-grid": _Words(
        'the number {number} is not an outcome of "{issue}"',
        None,
        "A number lies off the grid of its quantity.",
        "Rounding would move a party's position.",
        "troop_cap: 612_345 on a grid of 5000",
    ),
    "unordered-comparison": _Words(
        '"{word}" needs an order, and the outcomes of "{issue}" have none',
        "list the outcomes that are meant, or use none_of",
        "A comparison is used on options.",
        "Options have no order, so that more and less mean nothing.",
        "land_vote: {at_least: no_vote}",
    ),
    "empty-region": _Words(
        'no outcome of "{issue}" fits this',
        "check its ends: at_least and at_most include them, above and below do not",
        "A region holds no outcome.",
        "A claim about nothing is more often a slip than meant.",
        "nato: {above: constitutional_ban}",
    ),
    # statements
    "no-claim": _Words(
        "the statement neither demands, accepts nor refuses anything",
        "add demands, accepts or refuses with an issue, as in refuses: {{nato: membership}}",
        "A statement has no claim.",
        "A statement counts only through what it demands, accepts or refuses.",
        "- {id: X-01, said: 2025-01-01}",
    ),
    "claimed-twice": _Words(
        '"{verb}" names the issue "{issue}" twice',
        "write one entry with a list of outcomes",
        "A statement or a point names one issue twice under one word.",
        "It would be unclear whether the two add up.",
        'accepts: {territory: a, "territory[donetsk]": b}',
    ),
    "cells-disagree": _Words(
        'the statement has "{first}" as {key} in an earlier row, and "{found}" here',
        "write the same in both rows or nothing in this one; another statement needs another id",
        "Two rows of one statement say different things of it.",
        "A row is a claim, and all rows of a statement are one act on one day.",
        "two rows with the id N-1, one said 2025-03-01 and one said 2025-03-02",
    ),
    "bad-date": _Words(
        '"{found}" is not a date',
        "write 2025-12-09, 2025-12 or 2025, or standing for law without a date",
        "A date cannot be read.",
        "Dates decide which statements count.",
        "said: 9.12.2025",
    ),
    "ends-before-said": _Words(
        "the statement ends on {until}, not after it was made ({said})",
        "correct one of the two dates",
        "A statement ends before it begins.",
        "It would never be in force.",
        "{said: 2025-06-01, until: 2025-05-01}",
    ),
    "missing-as-of": _Words(
        "statements are dated, but the case does not say on which day it is analysed",
        'add "as_of: 2025-12-09" with your day',
        "A case with dates has no day of analysis.",
        "Today would make the same files give another answer tomorrow.",
        "as_of: 2025-12-09",
    ),
    "condition-without-claim": _Words(
        '"{condition}" needs {needs} beside it',
        "add {needs}: `if` limits demands and acceptances, `unless` limits refusals",
        "A condition has no claim that it belongs to.",
        "`if` limits demands and acceptances, `unless` limits refusals.",
        "unless: {…} in a statement without refuses",
    ),
    "condition-on-own-issue": _Words(
        'the condition depends on "{issue}", the very issue that hangs on it',
        "name another issue, or put the limit into the region itself",
        "A claim's condition is about its own issue.",
        "A claim about an issue cannot wait for the same issue to be settled.",
        "accepts: {nato: path}, if: {nato: path}",
    ),
    "impossible-condition": _Words(
        'nothing on "{issue}" can meet this condition',
        "check the region and the areas that it is about",
        "A condition cannot be met.",
        "The claim would never count, or the red line never lift.",
        "if: {territory: russian_control} where an area has no such outcome",
    ),
    "unknown-statement": _Words(
        'no statement has the id "{name}"',
        "use the id of an earlier statement of the same party",
        "A statement is named that does not exist, by one that replaces it or as the same act as "
        "what is not coded.",
        "The statement that was meant would still count beside the one that takes its place, and "
        "whoever looks for an act that is not coded has to find where it is.",
        "replaces: X-99; not_coded: {TER-99: {same_act_as: TER-98}}",
    ),
    "replaces-other-party": _Words(
        "{statement} cannot end {earlier}, which is a statement of {party}",
        "name a statement of the same party, or give this one to the party that it is of",
        "A statement replaces one of another party.",
        "Only who said something can take it back.",
        "replaces: Y-01 under another party",
    ),
    "replaces-later": _Words(
        "{statement} cannot end {earlier}, which was not said before it: {said}, not before {day}",
        "correct one of the two dates; of two statements of one day `until` can end neither",
        "A statement replaces one that is not earlier.",
        "It would end what it does not follow.",
        "{said: 2025-05-01, replaces: X-02} where X-02 is of 2025-06-01",
    ),
    "replaces-undated": _Words(
        "{statement} has no day, so nobody can say that one statement follows the other",
        "add said: with a day, a month or a year; what is replaced may also be `standing`",
        "A statement replaces another, and one of the two is undated.",
        "The later one ends the earlier one on its day.",
        "{replaces: X-01, demands: {cap: 1}}",
    ),
    "replaces-disputed": _Words(
        "{statement} is disputed, and what is disputed ends nothing",
        "delete `replaces` here; where the earlier statement has ended, give it `until`",
        "A disputed statement replaces another.",
        "What may not have been said cannot have ended anything.",
        "{disputed: true, replaces: X-01}",
    ),
    "replaces-circle": _Words(
        "{statement} and {earlier} replace each other: {circle}",
        "delete one `replaces` of the circle",
        "Statements replace each other in a circle.",
        "None of them could count.",
        "{id: X-01, replaces: X-01}",
    ),
    "replaces-nothing": _Words(
        '{earlier} says nothing on "{issue}" that could end',
        "name an issue that it speaks on, or leave this one out",
        "A statement ends another on an issue on which that says nothing.",
        "A misspelt issue would leave what was meant in force.",
        "replaces: {X-01: [nato]} where X-01 is about troops",
    ),
    # coverage
    "dense-backwards": _Words(
        "the period ends ({end}) before it begins ({start})",
        "correct one of the two dates",
        "A period of dense coverage ends before it begins.",
        "It would hold no day.",
        "{from: 2024-06, until: 2023-01}",
    ),
    "dense-overlap": _Words(
        "two periods of dense coverage overlap",
        "write them as one, or correct a date; a period without `until` lasts on",
        "Two periods of dense coverage share a day.",
        "One of them has a date that was not meant.",
        "[{from: 2022-02, until: 2022-06}, {from: 2022-05}]",
    ),
    # plans
    "duplicate-point": _Words(
        'the plan already has a point "{id}"',
        "give this one an id of its own",
        "Two points of a plan have the same id.",
        "Points of two plans are compared by their ids.",
        "two points with id army-size",
    ),
    "points-disagree": _Words(
        'the points {points} leave no outcome in common on "{issue}"',
        "widen one of them, or say with `if` when it applies",
        "Points of one plan settle an issue in ways that exclude each other.",
        "Together they settle it to nothing, so that no party could be told what the plan does.",
        "one point sets {cap: 600_000}, another {cap: 800_000}",
    ),
    # accepted findings
    "unknown-plan": _Words(
        'no plan is called "{name}"',
        "use the id of one of the case's plans, or add the plan there",
        "An entry of the ignore file names a plan that the case has not.",
        "It would accept nothing, and nobody would notice.",
        "- {id: check-crosses, plan: us-82, point: army-size, party: ukraine, reason: …}",
    ),
    "unknown-finding": _Words(
        'no finding has the id "{name}"',
        "`redlines rules` lists them all",
        "An entry of the ignore file names a finding that does not exist.",
        "A misspelt id would accept nothing, and nobody would notice.",
        "- {id: check-cross, plan: us-28, reason: …}",
    ),
    "not-acceptable": _Words(
        'findings with the id "{name}" cannot be accepted',
        "of what is wrong with files only warnings can be; mend the file and delete this entry",
        "An entry of the ignore file names what cannot be accepted.",
        "A file with an error cannot be used, and an entry that does not fit is not mended by "
        "another entry.",
        "- {id: empty-region, statements: [TER-01], reason: …}",
    ),
    # what a strict case asks for
    "missing-id": _Words(
        "the statement has no id, and the case is strict",
        "add an id such as TER-01",
        "A statement of a strict case has no id.",
        "An id is how a statement is cited and looked up.",
        "- {said: 2025-01-01, refuses: {…}}",
    ),
    "missing-date": _Words(
        "no date is given, and the case is strict",
        "add said: with a day, a month, a year or standing; to a plan, add date: with a day",
        "A statement or plan of a strict case has no date.",
        "Without a date nobody can say when it counts.",
        "- {id: X-01, refuses: {…}}",
    ),
    "missing-basis": _Words(
        "no basis is given, and the case is strict",
        "add basis: constitution, law, document, leader, official, draft or report",
        "A statement or plan of a strict case has no basis.",
        "How firm a red line is depends on what kind of act it rests on.",
        "- {id: X-01, said: 2025-01-01, refuses: {…}}",
    ),
    "missing-source": _Words(
        "no source is given, and the case is strict",
        "add sources: [P001] with ids from sources.yaml",
        "A statement or plan of a strict case has no source.",
        "An analyst trusts a cell as far as it can be traced.",
        "- {id: X-01, basis: leader, refuses: {…}}",
    ),
    # what speakers said
    "self-contradiction": _Words(
        "{party} demands in {statement} what it refuses in {lines} (on {issue})",
        "if the later statement takes the place of the earlier one, give it `replaces` with that "
        "one's id; real speakers may also contradict themselves",
        "A party demands what it also refuses.",
        "The red line wins and the demand does not count, which may not be what was meant.",
        "demands: {cap: 800_000} beside refuses: {cap: {at_most: 1_000_000}}",
    ),
    "demands-conflict": _Words(
        "no outcome satisfies all demands of {party} on {issue}: {statements}",
        "if the later demand takes the place of the earlier one, give it `replaces` with that "
        "one's id",
        "Demands of one party exclude each other.",
        "They then count as alternatives, which may not be what was meant.",
        "demands: {cap: 85_000} and later demands: {cap: 600_000}",
    ),
    "counts-nowhere": _Words(
        'what {statement} says on "{issue}" counts nowhere: none of the outcomes it names exist '
        "there",
        "name outcomes that exist there, or give the area these under the issue's `over`",
        "A claim does not count in any of the areas that it names.",
        "An area may have fewer outcomes than the issue as a whole. A line that counts nowhere is "
        "crossed by nothing.",
        'refuses: {"territory[crimea]": russian_control} where Crimea has no such level',
    ),
    "replaces-firmer": _Words(
        "{statement} rests on {basis} and ends {earlier}, which rests on {firmer}",
        "if both stand, leave `replaces` out; what is said more softly may still end what was said "
        "more firmly",
        "A statement ends an earlier one of a firmer basis.",
        "A remark ends no law, though a speaker may take back what he said in writing.",
        "{id: X-02, basis: leader, replaces: X-01} where X-01 is a law",
    ),
    "replaces-silent": _Words(
        '{statement} says nothing on "{issue}", on which it ends {earlier} too',
        "this is only information: to keep what was said there, write {{{earlier}: [issue]}} with "
        "the issues that end",
        "A statement ends what an earlier one says on an issue on which it is silent itself.",
        "What was said there counts no longer, and nothing takes its place.",
        "{replaces: X-01, demands: {cap: 1}} where X-01 speaks on two issues",
    ),
    "not-counted": _Words(
        '{statement} says nothing on "{issue}": none of the outcomes it names exist there',
        "this is only information: the statement counts in the other areas",
        "A claim does not count in one of its areas.",
        "An area may have fewer outcomes than the issue as a whole.",
        "territory: russian_control where the area has only two levels",
    ),
    "after-as-of": _Words(
        "{statement} counts from {said} on, after the day of the case, {as_of}",
        "this is only information: `--as-of {said}` counts it",
        "A statement is dated after the day of the case.",
        "It counts in no report of that day, and nobody would miss it there.",
        "as_of: 2025-06-30 and said: 2025-07-01",
    ),
}

# Mistakes that a reader can tell by more than their code: the argument `slip` of a problem.
_SLIPS: dict[str, _Slip] = {
    "conflict": _Slip(
        "git left a conflict here that nobody has resolved",
        "write what shall hold of the two sides, and no line with <<<<<<<, ======= or >>>>>>>",
    ),
    "tab-indent": _Slip(
        "this line is indented with a tab, and YAML indents with spaces",
        "write spaces instead of the tab",
    ),
    "tab": _Slip(
        "a tab stands here where YAML takes only spaces",
        "write a space instead of the tab",
    ),
    "no-break-space": _Slip(
        "this line is indented with a no-break space (U+00A0), and YAML indents with plain ones",
        "write plain spaces; a no-break space comes with a text pasted from a page or a letter",
    ),
    "reserved-character": _Slip(
        'a text of YAML cannot begin with "{char}"',
        "put the text in quotes",
    ),
    "comparison": _Slip(
        "a sign of comparison begins something else in YAML",
        "write a map with one of at_least, at_most, above, below",
    ),
    "colon": _Slip(
        "a colon with a space behind it begins a value here, where none can begin",
        'put a text with ": " in it in quotes; else compare the indentation with the line above',
    ),
    "open-quote": _Slip(
        "the quote that begins here is never closed",
        "close it with {quote}, or put a text that holds one in quotes of the other kind",
    ),
    "open-bracket": _Slip(
        "the bracket {bracket} of line {line} is not closed before this",
        "close it, put a comma between its entries, or put a text with a bracket, a comma, # or ' "
        'in it in "quotes"',
    ),
    "bare-key": _Slip(
        None,
        'if "{key}" belongs to the text before the comma, put all of that text in quotes; '
        "else write a key with a colon and a value",
    ),
    "area-in-flow": _Slip(
        "brackets inside braces begin a list, not the areas of an issue",
        "put the whole key in quotes",
    ),
    "cited-id": _Slip(
        '"{found}" cannot be an id: an id has letters and digits, and . _ and - only between them',
        "write letters and digits, of any script",
    ),
    "not-composed": _Slip(
        '"{found}" has an accent that is a character of its own, and an id has each letter with '
        "its accent as one (Unicode form NFC)",
        "write each letter with its accent as one character",
    ),
    "name-not-composed": _Slip(
        '"{name}" has an accent that is a character of its own, and an id has each letter with '
        "its accent as one (Unicode form NFC)",
        "write each letter with its accent as one character",
    ),
    "level": _Slip(
        '"{name}" is the id or the title of the level {by} too',
        "give each level a title that is no other's title or id",
    ),
    "whole-day": _Slip(
        '"{found}" is not a day',
        "write year, month and day, as 2025-12-09",
    ),
    "whole-month": _Slip(
        '"{found}" is not a month',
        "write year and month, as 2025-12",
    ),
    "not-in-calendar": _Slip(
        "the calendar has no {name}",
        'use one of the outcomes of "{issue}": {known}',
    ),
    "other-date": _Slip(
        '{number} is not an outcome of "{issue}", which has {known}',
        "write one of these, or change from or to of the quantity if this date can be an outcome",
    ),
    "other-precision": _Slip(
        '{number} is not an outcome of "{issue}", which has {known}',
        "write a date of the same precision",
    ),
    "step-of-dates": _Slip(
        '"{found}" is no step of dates, which is one of {expected}',
        "write step: day or step: month",
    ),
    "unit-of-dates": _Slip(
        "a quantity of dates has no unit: what is counted is its step, {step}",
        "write the quantity without a unit; it has the keys {keys}",
    ),
    "unit": _Slip(
        None,
        'write a word, "" for none, or {{one: year, other: years}}',
    ),
    "same-act": _Slip(
        'no statement has the id "{name}", and none begins with it',
        "name the statement that codes the act, or the beginning of the ids of several",
    ),
    "day-or-month": _Slip(
        '"{found}" is neither a day nor a month',
        "write a day as 2025-12-09 or a whole month as 2025-12",
    ),
    "no-such-day": _Slip(
        "the calendar has no {found}",
        "write year, month and day, as 2025-12-09, with a month up to 12 that has the day",
    ),
    "entry": _Slip(
        None,
        "an entry names parties, issues and plans by their ids; `redlines list` tells them, and an "
        "entry about what is gone can be deleted",
    ),
    "other-plan": _Slip('"{name}" already names the plan {by} in {file}', "choose another name"),
    "levels": _Slip(None, "write a map of names and what each means, as {{low: …, high: …}}"),
    "entries": _Slip(None, "write each entry as a key with a colon, and no dash before it"),
    "claims": _Slip(None, "write a map of issues and their outcomes, as {{nato: membership}}"),
    "elsewhere": _Slip(None, "it is a key of {other}; {of} has the keys {keys}"),
    "no-sections": _Slip(
        'the case has no sections, and an issue names "{name}"',
        "add the sections to the case, each with its title: sections: {meant}",
    ),
    "falling-grid": _Slip(
        "a quantity goes up from its smallest number, and this one from {start} to {to} by {step}",
        "write the smallest number as from, the largest as to, and a step that is more than 0",
    ),
    "first-line": _Slip(None, 'put "redlines: 1" at the top of the file'),
    "no-dash": _Slip(None, 'write each entry of the list behind a dash: "- "'),
    "title-only": _Slip(None, "write a map of its keys, as {{title: …}}, or {{}} for none"),
    "comma": _Slip(
        "a comma ends a number here: {found}",
        "write a point before decimals and underscores between thousands",
    ),
    "point": _Slip(
        'the point of "{found}" can stand before decimals or between thousands',
        "write a point before decimals and underscores between thousands",
    ),
    "areas": _Slip(
        "areas stand in the key of a claim, not in its value: {found}",
        "write the issue and the area in one key, as territory.north or territory[north, south]",
    ),
    "not-unlimited": _Slip(
        None,
        'add "unlimited: true" to the quantity if it can be without limit; it has {known}',
    ),
    "empty-table": _Slip(
        "the table is empty", "begin it with a row of the names of its columns, then a row a claim"
    ),
    "no-rows": _Slip(
        "the table has no row under its header",
        "add a row for each thing that it is to hold, or leave the table out",
    ),
    "open-cell": _Slip(
        "the quote that begins this cell is never closed",
        'close it with "; a quote inside a quoted cell is written twice',
    ),
    "behind-quote": _Slip(
        "a quoted cell ends before this, and neither the next cell nor the next row begins here",
        "put all of the cell in quotes; a quote inside a quoted cell is written twice",
    ),
    "uneven-row": _Slip(
        "cells of this row: {found}, of the header: {expected}",
        "put a cell that holds a comma, a semicolon or a line break in quotes, straight ones "
        '("), write a decimal point, and leave a cell empty rather than out',
    ),
    "one-column": _Slip(
        "the first row is one cell, and names no column",
        "put the names of the columns into the first row and nothing before it, with a comma, a "
        "semicolon or a tab between cells",
    ),
    "uneven-header": _Slip(
        "cells of the header: {found}, of every row under it: {expected}",
        "name each column in the first row, with the same sign between cells as below; put a cell "
        "that holds this sign in quotes, and write a decimal point",
    ),
    "two-separators": _Slip(
        "the header has {found}: either could stand between cells",
        "keep one of them, or put the name of a column that holds the other in quotes",
    ),
    "one-row": _Slip("a table of the case has one row", "keep the one that holds"),
    "sep-line": _Slip(
        "a line for spreadsheets stands before the header", "delete this line: the header tells it"
    ),
    "workbook": _Slip(
        "this is the file of a spreadsheet, and no table of text", "save the sheet as CSV in UTF-8"
    ),
    "no-column-name": _Slip(
        "column {number} has no name",
        "write its name into the first row, or delete the column",
    ),
    "control-character": _Slip(
        "a table cannot hold the control character {char}",
        "delete it, or save the table anew as UTF-8 with line feeds between rows",
    ),
    "no-characters": _Slip(
        "the file holds zero bytes: it is text of another encoding, or no text",
        "save the table as CSV in UTF-8, or in UTF-16 with a byte order mark",
    ),
    "column": _Slip(
        'the column "{key}" has no meaning in {of}',
        "name it as one of the columns: {keys}",
    ),
    "column-twice": _Slip('there are two columns "{key}"', "keep one of them"),
    "no-column": _Slip(
        '{of} needs the column "{key}"',
        "write the names of the columns into the first row",
    ),
    "empty-cell": _Slip(
        "this row has nothing in its column {key}",
        "write it; a row that goes on with the statement above has neither party nor id",
    ),
    "every-row": _Slip(
        "this row has nothing in its column {key}",
        "write it: in a table of positions every row says whose and on what",
    ),
    "empty-part": _Slip(
        "nothing stands before or behind a semicolon of this cell",
        "write what belongs there, or delete the semicolon",
    ),
    "row-without-claim": _Slip(
        None,
        "write into its row what it demands, accepts or refuses, on which issue and which region; "
        "delete a row that is no statement",
    ),
    "line-separator-cell": _Slip(
        None, "delete it; a line break in a cell stands between the quotes of the cell"
    ),
    "as-of-meant": _Slip(
        None, "give the day with `--as-of DATE`, or as as_of in a table `case.csv`"
    ),
    "quantity-without": _Slip(
        "this issue has numbers, and nothing in its column {key}",
        "write its smallest and its largest number and the step between two of them",
    ),
    "cell-not-in-first": _Slip(
        'the statement has nothing as {key} in its first row, and "{found}" here',
        "write it in the first row; another statement needs another id",
    ),
    "column-meant": _Slip(
        'the column "{key}" has no meaning in {of}',
        'say what it is, as in `--column "party={key}"`, or leave it out with `--skip "{key}"`; '
        "each of party, issue and position is in one column, or with --wide in several",
    ),
    "no-column-meant": _Slip(
        '{of} needs the column "{key}"',
        "say which column it is with `--column {key}=HEADER`, or what it is in every row with "
        "`--value {key}=TEXT`",
    ),
    "maybe-missing": _Slip(
        'nobody can tell whether "{found}" is a position or means that there is none',
        '`--missing "{found}"` leaves it out, and a level of --levels is a position',
    ),
    "numbers-found": _Slip(
        '"{found}" is a number, and nothing says which numbers the issue can end in',
        "say it with `--numbers FROM..TO/STEP`, or name the positions with --levels",
    ),
    "outcomes-not-said": _Slip(
        "nothing says what this issue can end in",
        "write it in a table for --issues, in a folder of tables in `levels.csv`, or name all "
        "positions with --levels or --numbers",
    ),
    "too-few-found": _Slip(
        "all positions on this issue are the same, and nothing says what else it could end in",
        "name all positions with --levels, or the levels of the issue in a table for --issues",
    ),
    "same-id": _Slip(
        '"{name}" has the same letters and digits as another name, whose id is {by}',
        "write both alike if they mean the same, else give one of them another name",
    ),
    "position-twice": _Slip(
        "an earlier row has a position of {party} on {issue} too",
        "keep one of them; positions of several days need the column of the day, "
        "`--column said=HEADER`",
    ),
    "empty-id": _Slip("this row has neither an id nor a title", "write one of them"),
    "party-twice": _Slip('the party "{key}" is named twice', "name each party once"),
    "several-parties": _Slip(
        None,
        'what several parties say together is written as "{meant}" in a table, and under joint in '
        "a file",
    ),
    "row-twice": _Slip('an earlier row has the id "{key}" too', "keep one of them"),
    "two-titles": _Slip(
        'the title is "{first}" in an earlier row, and "{found}" here',
        "write the same title in every row, or leave the column out",
    ),
    "kind-of-levels": _Slip(
        "an issue with levels is a scale or options, and this one does not say which",
        "write scale or options as its kind: the levels of a scale are in order",
    ),
    "indentation": _Slip(
        "this line begins in another column than the entries it stands among",
        "entries of one map or list begin in the same column: compare with line {line}",
    ),
}
