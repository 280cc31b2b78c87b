"""What the linter finds: a rule, where it is broken, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """The rules of a briefing; docs/json.md lists them."""

    UNCITED = "uncited"  # a sentence without a source, outside the sections that say so
    INFERRED = "inferred"  # a sentence in a sourced section that its cited words do not bear out
    QUOTATION = "quotation"  # a quotation that is not exactly the source's, or not its speaker's
    NUMBER = "number"  # a name, number or date that cannot be traced
    SOURCE = "source"  # a source that is missing, or no longer what was read
    SECTION = "section"  # a section of ours that does not say so
    UNLISTED = "unlisted_likelihood"  # a likelihood word outside the ICD 203 scale
    LIKELIHOOD = "likelihood"  # a judgement without exactly one likelihood expression
    CONFIDENCE = "confidence"  # confidence missing, or in one sentence with likelihood
    BASIS = "basis"  # a judgement that rests on nothing


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule: the section, the sentence as it stands, and what is wrong with it."""

    rule: Rule
    section: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Linted:
    """What came of checking a briefing.

    `unjudged` counts the sentences that the model of the settings should have judged and did not, `why` says what came
    between; words alone decided on those. A briefing is `clean` where nothing is wrong and nothing was left unjudged.
    """

    faults: tuple[Fault, ...]
    unjudged: int = 0
    why: str = ""

    @property
    def clean(self) -> bool:
        return not self.faults and not self.unjudged
