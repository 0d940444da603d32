"""Texts with slots, each written once: Python fills them, and the script of a page fills the same.

`{name}` is filled with a value, `{name|one|several}` with one of two texts, by whether it is 1.
"""

from __future__ import annotations

import re
from enum import StrEnum

_SLOT = re.compile(r"\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


class Text(StrEnum):
    """The texts, by what they say."""

    # Words and numbers
    AND = "and"
    OR = "or"
    MORE = "{number} more"
    MORE_ISSUES = "{number} more issue{number||s}"
    IS_SILENT = "{who} {number|is|are} silent"

    # Regions
    NOTHING = "nothing"
    EVERYTHING = "everything"
    LEFT_OPEN = "left open"
    ALL_BUT = "all but {rest}"
    ANYTHING_BUT = "anything but {rest}"
    ANY_DATE = "any date {but} {free}"
    ANY_NUMBER = "any number {but} {free}"
    ANY_NUMBER_OF = "any number of {unit} {but} {free}"
    BUT_NOT = "but not"
    EXCEPT = "except"
    EITHER = "{first} or {last}"
    TO = "{first} to {last}"
    ANYTHING = "anything from {span}"
    AT_LEAST = "at least {bound}"
    AT_MOST = "at most {bound}"
    MORE_THAN = "more than {bound}"
    BELOW = "below {bound}"
    OR_LATER = "{bound} or later"
    OR_EARLIER = "{bound} or earlier"
    AND_MORE = "{bound} and more"
    AND_LESS = "{bound} and less"
    AND_LATER = "{bound} and later"
    AND_EARLIER = "{bound} and earlier"

    # What is assumed
    AS_OF = "as of {day}"
    UNDATED = "undated"
    OTHER_DAY = "{day} (the case's own day is {other})"
    BINDING = "only red lines on basis {basis} or firmer"
    ASSUMING = "assuming: {told}"
    UNDISPUTED = "as if nobody disputed {statements}"
    WITHOUT = "without {ids}"
    REFUSES_NOTHING = "{who} refuses nothing on {where}"
    REFUSES_NOT = "{who} does not refuse {what} on {where}"
    DEMANDS_ONLY = "all that {who} demands on {where} is {what}"
    STILL_REFUSED = "without {statement}, {who} refuses {what} on {where}: still refused by {by}"
    HEARD_ONLY = "{who} is heard only by what is assumed on {where}"
    HELD = "{who}: {what} on {where}"
    CHANGES_NOTHING = "changes nothing on what is asked: {idle}"

    # What is told first
    LEAVE_NOTHING = "Red lines leave nothing on {number} of {of}: {titles}{also}."
    ALSO_SOFTLY = "; with soft ones, on {number}* more: {titles}"
    SOFTLY_LEAVE_NOTHING = "Only soft red lines leave nothing on {number}* of {of}: {titles}."
    LEAVE_SOMETHING = "Red lines leave something on {number|the |all }{of}."
    SPOKEN_ON_BY_BOTH = "{number||the }{number} issue{number||s} on which both have spoken"
    SPOKEN_ON_BY_TWO = "{number||the }{number} issue{number||s} on which two or more have spoken"
    CONTESTED_BY_BOTH = "{number}{more}, one side demands what the other refuses"
    CONTESTED = "{number}{more}, one demands what another refuses"
    NO_DEMAND_REFUSED = "{number}{more}, no demand is wholly refused"
    AS_WELL = " more"
    MEET = "{number}, ranges meet"
    ON_EACH = "On {told}."
    ON = "; on "
    ON_SILENT_BOTH = "On {number}, one or both are silent."
    ON_SILENT = "On {number}, fewer than two have spoken."

    # What only the page of a whole case says
    RED_LINES = "Red lines"
    FIRM_RED_LINES = "Red lines on basis {basis} or firmer"
    HEADLINE = "{lines} leave nothing on {titles}"
    HEADLINE_SOFTLY = "Only soft red lines leave nothing on {titles}"
    HEADLINE_NONE = "{lines} leave something on {number||all }{of}"
    HEADLINE_SILENT_BOTH = "There is no issue on which both have spoken"
    HEADLINE_SILENT = "There is no issue on which two of these have spoken"
    BOTH_SPOKE = "Both have spoken on {judged} of {number} issue{number||s}."
    ONLY_SOFTLY = (
        "On {titles} they do so only while soft ones count: conditional, disputed or vague."
    )
    TWO_SPOKE = "Two or more have spoken on {judged} of {number} issue{number||s}."
    RESTING = "{number} statement{number||s}{sources} {number|counts|count}{later}. {claims}"
    SOURCES = " from {number} source{number||s}"
    SAID_LATER = "; {number} said after {day} {number|does|do} not"
    CLAIMS_NOTHING = (
        "This is arithmetic on what was said in public. It predicts nothing, recommends nothing, "
        "gives no party a score, and does not say what anybody really wants."
    )
    PARTIES = "{number} parties"

    # An issue in the page
    HOW_TO_READ = (
        "An issue over areas counts once, with its worst area. ● agreed: demands meet. * only "
        "while soft red lines count: conditional, disputed or vague. Who blocks is told by the "
        "firmest statement, the day on which it was made, and its code; “and 1 more”: one more "
        "says the same. An ultimatum is a refusal read from a condition: “only if X” refuses all "
        "else."
    )
    FEW_TRACKS = "What each party does with the outcomes"
    MANY_TRACKS = "Each outcome: how many are for it, how many refuse it"
    SILENT = "silent"
    SAYS_NOTHING = "says nothing of it"
    REFUSED = "refused"
    REFUSED_BY_NOBODY = "refused by nobody"
    LEFT_OVER = "Left"
    IN_ORDER = "in this order: {titles}"
    DRAFTS = "Drafts"
    FOR_IT = "for"
    REFUSE_IT = "refuse"
    BRIEF = (
        "Printed in brief, without what is folded and without the list of who says what on each "
        "issue. To print that too, open a fold, or “Print everything” at the end of the page."
    )
    CLOSED = "(closed, not printed)"
    WHOLE = "Print everything"
    WHOLE_OPEN = "While this is open, all that is folded and who says what is printed too."
    PICTURE_LABEL = "{label}: outcomes are columns, parties are rows"
    AS_TABLE = "The same as a table"
    TABLE_LABEL = "{label}: what each party does"
    MARKED = "{mark}: {told}"
    OR_HERE = "or here"
    SOFTLY_STUCK = "{meaning}; only while soft ones stand, at best {verdict}"
    CHANGES_AT = "an answer changes at"
    SILENT_PARTIES = "Silent: {who}."
    SILENT_MORE = "Silent: {who} and {number} more."
    IN_AREAS = "{told} in {areas}"
    ON_ISSUE = "on {label}"
    BEHIND = "behind its own red line"
    PARTLY_BEHIND = "partly behind its own red line"
    ISSUE_BY_ISSUE = "Issue by issue"
    WITHOUT_VERDICT = "Issues without a verdict"
    WHO_SPOKE = "{sign} {number} without a verdict: who has spoken"

    LATER_DRAFTS = (
        "{number} of the drafts {number|is|are} later than {day} and judged by what was on record "
        "on that day."
    )
    LATER_DRAFT = "{plan} (later)"
    CHOSEN_DAY = "The dotted line across all rows is {day}, the day of this page."

    # What is chosen in the page
    PARTIES_CHOSEN = "Parties"
    OTHER_PARTIES = "{number} more part{number|y|ies}"
    MORE_PARTIES = "+ {number} more"
    ALL_PARTIES = "All"
    DAY = "Day"
    DAYS = "Day: above what was said, below what ended; a year is as long as its record."
    DAY_BEFORE = "The previous day on which a verdict changes"
    DAY_AFTER = "The next day on which a verdict changes"
    RED_LINES_CHOSEN = "Red lines"
    ANY_BASIS = "on any basis"
    BASIS_OR_FIRMER = "{basis} or firmer"
    RESET = "Reset"
    IGNORED = "The address asks for what is not shown: {told}.{days}"
    RECORD_RUNS = " The record runs from {from} to {to}."
    COUNTS = "counts"
    LIFTED = "lifted"
    TOO_SOFT = "softer than asked"
    LEAVE_OUT = "leave out"
    COUNT_AGAIN = "count again"
    LIFT = "{id}, red line: {state}; {act}"
    DEFAULT_ONLY = "This part is told of the first view: {view}."

    # A line for each issue
    HEADLINE_ISSUES = "Headline issues"
    OTHER_ISSUES = "Other issues"
    LEFT = "left: {region}"
    ID_AND_MORE = "{id} and {number} more"
    STUCK_SINCE = "insurmountable on record since {days}"
    NOTHING_REFUSED = "nothing refused"
    SOME_SPOKE = " ({number} of {asked} spoke)"
    NOT_SPOKEN = "; {silent}"
    NOT_TOLD = "which red lines leave nothing is not told"
    BOTH_DEMAND = "{parties} demand what the other refuses"
    DEMANDS_REFUSED = "{party} demands what {others} refuse{number|s|}"
    MORE_DO = "{number} more {number|does|do} so"
    ONE_OF_BOTH_SPOKE = "Only one side has spoken: "
    ONE_SPOKE = "Only one of these has spoken: "
    NEITHER_SPOKE = "Neither has spoken on: "
    NONE_SPOKE = "None of these has spoken on: "
    ON_WHAT = "{party} on {titles}"
    LISTED = "{told}."
    LISTED_MORE = "{told} and {number} more (--full)."


# So many digits of a number are written without separators.
_PLAIN = 4


def number_text(text: str) -> str:
    """A canonical number with separators between thousands, from five digits on.

    A shorter one may be a year, and `2,030` is none.
    """
    whole, point, fraction = text.partition(".")
    digits = whole.lstrip("-")
    told = f"{int(digits):,}" if len(digits) > _PLAIN else digits
    return f"{whole[: -len(digits)]}{told}{point}{fraction}"


def fill(text: Text, **slots: object) -> str:
    """A text with its slots filled; a number has separators between thousands.

    >>> fill(Text.MORE_ISSUES, number=1), fill(Text.MORE_ISSUES, number=12_000)
    ('1 more issue', '12,000 more issues')
    """

    def filled(slot: re.Match[str]) -> str:
        name, one, several = slot.groups()
        value = slots[name]
        if one is None:
            return number_text(str(value)) if isinstance(value, int) else str(value)
        return str(one if value == 1 else several)

    return _SLOT.sub(filled, text)
