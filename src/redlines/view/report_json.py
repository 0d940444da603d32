"""The JSON of every command, and its schema.

The data of a command is built as plain dictionaries whose shapes `json_shapes` declares; the
schema that `redlines schema output` prints comes from the same declarations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from redlines.case import Case
from redlines.catalogue import RULES
from redlines.findings import GapReport, Verdict
from redlines.plan_findings import Finding, counts
from redlines.problems import PROBLEMS, Level
from redlines.view.json_case import (
    cited_sources,
    day_text,
    issue_shape,
    party_shape,
    plan_shape,
    plan_sources,
    point_shape,
    source_shape,
    statement_shape,
)
from redlines.view.json_findings import finding_shapes
from redlines.view.json_gap import issue_gap_shape
from redlines.view.json_shapes import (
    CheckedCase,
    FindingShape,
    GapData,
    GapOptions,
    GapSummary,
    InputShape,
    LevelSummary,
    ListData,
    ListOptions,
    RuleShape,
    RulesOptions,
    ShowData,
    ShowOptions,
    SourceShape,
    ValidateOptions,
)
from redlines.view.rules import rule_text

if TYPE_CHECKING:
    from redlines.view.json_shapes import (
        FailureOutput,
        GapOutput,
        ListOutput,
        RulesOutput,
        ShowOutput,
        ValidateOutput,
    )

SCHEMA_VERSION = "1.0"

# Characters that JSON may hold but that change how a screen shows what stands around them:
# C1 controls, bidi and zero-width characters, line separators, halves of pairs, tags.
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: role, path relative to the folder of the case, digest, and commit."""

    role: str
    path: str
    sha256: str
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the data of every command: version, files read, exit code, warnings."""

    version: str
    files: tuple[File, ...] = ()
    exit_code: int = 0
    warnings: tuple[FindingShape, ...] = ()


def write(value: object, *, as_built: bool = False) -> str:
    """A value as JSON text: keys sorted or `as_built`, one line feed at the end, nothing invisible.

    A schema is read from the top, so it keeps the order in which it is built.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=not as_built, indent=2, allow_nan=False)
    return escaped(text) + "\n"


def escaped(text: str) -> str:
    """JSON text in which what cannot be seen is written out."""
    return _HIDDEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def output_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of every command's JSON, failures included."""
    from pydantic import TypeAdapter

    from redlines.view.json_plan_shapes import Output

    schema: dict[str, Any] = TypeAdapter(Output).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Output of redlines -f json",
        **schema,
    }


def envelope(frame: Frame, command: str | None, findings: Sequence[FindingShape]) -> Any:
    """What every command prints around its own keys."""
    status = {0: "ok", 1: "findings"}.get(frame.exit_code, "error")
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "redlines", "version": frame.version},
        "command": command,
        "status": status,
        "exit_code": frame.exit_code,
        "inputs": [
            InputShape(role=_role(f.role), path=f.path, sha256=f.sha256, commit=f.commit)
            for f in frame.files
        ],
        "findings": list(findings),
        "warnings": list(frame.warnings),
        "errors": [],
    }


def _role(role: str) -> Any:
    return role


# The commands


def gap_json(
    report: GapReport,
    case: Case,
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    options: GapOptions,
    frame: Frame,
) -> str:
    """The envelope of `gap`: all findings are counted, some are listed."""
    totals = report.totals()
    used = dict.fromkeys(
        claim.statement.id
        for item in report.issues
        for position in item.positions
        for claim in position.claims
    )
    # By the parties asked: the order of the parties in the file means nothing.
    own = sorted(used, key=lambda id_: report.parties.index(case.statements[id_].party))
    statements = [case.statements[id_] for id_ in own]
    output: GapOutput = envelope(frame, "gap", finding_shapes(listed, case)) | {
        "options": options,
        "summary": GapSummary(
            agreed=totals[Verdict.AGREED],
            overlap=totals[Verdict.OVERLAP],
            bridgeable=totals[Verdict.BRIDGEABLE],
            insurmountable=totals[Verdict.INSURMOUNTABLE],
            unstated=totals[Verdict.UNSTATED],
            ignored=counts(findings)["ignored"],
        ),
        "data": GapData(
            parties=list(report.parties),
            as_of=day_text(report.assumption.day),
            issues=[issue_gap_shape(item, case) for item in report.issues],
            statements=[statement_shape(statement) for statement in statements],
            sources=cited_sources(statements, case),
        ),
    }
    return write(output)


def validate_json(
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    cases: Sequence[CheckedCase],
    options: ValidateOptions,
    frame: Frame,
) -> str:
    """The envelope of `validate`: all problems are counted, some are listed."""
    number = counts(findings)
    output: ValidateOutput = envelope(frame, "validate", finding_shapes(listed, None)) | {
        "options": options,
        "summary": LevelSummary(
            error=number["error"],
            warn=number["warn"],
            info=number["info"],
            ignored=number["ignored"],
        ),
        "data": {"cases": list(cases)},
    }
    return write(output)


def checked_case(file: str, case: Case | None) -> CheckedCase:
    """What a case that was read holds."""
    return CheckedCase(
        file=file,
        valid=case is not None,
        title=case.title if case else None,
        parties=len(case.parties) if case else None,
        issues=len(case.headings) if case else None,
        statements=len(case.statements) if case else None,
        sources=len(case.sources) if case else None,
        plans=len(case.plans) if case else None,
    )


def list_json(case: Case, options: ListOptions, frame: Frame) -> str:
    """The envelope of `list`."""
    data: ListData
    match options["kind"]:
        case "parties":
            items = [party_shape(party, case) for party in case.parties.values()]
            data = {"kind": "parties", "items": items}
        case "issues":
            headings = [issue_shape(heading, case) for heading in case.headings.values()]
            data = {"kind": "issues", "items": headings}
        case "statements":
            said = [statement_shape(statement) for statement in case.statements.values()]
            data = {"kind": "statements", "items": said}
        case "sources":
            data = {"kind": "sources", "items": _sources(case)}
        case "plans":
            plans = [plan_shape(plan) for plan in case.plans.values()]
            data = {"kind": "plans", "items": plans}
    output: ListOutput = envelope(frame, "list", ()) | {
        "options": options,
        "summary": {"items": len(data["items"])},
        "data": data,
    }
    return write(output)


def _sources(case: Case) -> list[SourceShape]:
    return [source_shape(source) for source in case.sources.values()]


def show_json(case: Case, options: ShowOptions, day: date | None, frame: Frame) -> str:
    """The envelope of `show`."""
    name = options["name"]
    data = ShowData(
        kind=options["kind"],
        party=None,
        issue=None,
        statement=None,
        source=None,
        plan=None,
        points=[],
        in_force=[],
        statements=[],
        sources=[],
    )
    match options["kind"]:
        case "party":
            data["party"] = party_shape(case.parties[name], case)
            about = [s for s in case.statements.values() if s.party == name]
        case "issue":
            issues = frozenset(_issues_of(name, case))
            heading = case.issues[name].heading if name in case.issues else name
            data["issue"] = issue_shape(case.headings[heading], case)
            about = [s for s in case.statements.values() if any(t[1] in issues for t in s.terms)]
        case "statement":
            data["statement"] = statement_shape(case.statements[name])
            about = [case.statements[name]]
        case "source":
            data["source"] = source_shape(case.sources[name])
            about = [s for s in case.statements.values() if name in s.sources]
        case "plan":
            plan = case.plans[name]
            data["plan"] = plan_shape(plan)
            data["points"] = [point_shape(point, plan) for point in plan.points]
            about = []
    data["in_force"] = [s.id for s in about if s.in_force(day)]
    data["statements"] = [statement_shape(statement) for statement in about]
    plan_cited = options["kind"] == "plan"
    data["sources"] = (
        plan_sources(case.plans[name], case) if plan_cited else cited_sources(about, case)
    )
    output: ShowOutput = envelope(frame, "show", ()) | {
        "options": options,
        "summary": {"items": 1},
        "data": data,
    }
    return write(output)


def _issues_of(name: str, case: Case) -> tuple[str, ...]:
    """The issues of a heading, or the one area issue itself."""
    return case.headings[name].issues if name in case.headings else (name,)


def rules_json(codes: Iterable[str], options: RulesOptions, frame: Frame) -> str:
    """The envelope of `rules`."""
    rules = []
    for code in codes:
        text = rule_text(code)
        rules.append(
            RuleShape(
                id=code,
                kind="finding" if code in RULES else "problem",
                level=level_of(code).value,
                summary=text.summary,
                why=text.why,
                example=text.example or None,
            )
        )
    output: RulesOutput = envelope(frame, "rules", ()) | {
        "options": options,
        "summary": {"items": len(rules)},
        "data": {"rules": rules},
    }
    return write(output)


def level_of(code: str) -> Level:
    """The level that the catalogues give a code."""
    return RULES[code].level if code in RULES else PROBLEMS[code]


def failure_json(command: str | None, errors: Sequence[FindingShape], frame: Frame) -> str:
    """The envelope of a command that was not done."""
    output: FailureOutput = envelope(frame, command, ()) | {
        "errors": list(errors),
        "options": None,
        "summary": None,
        "data": None,
    }
    return write(output)
