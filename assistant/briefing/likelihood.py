"""The words in which we judge: likelihood as ICD 203 lists it, confidence in a sentence of its own.

Intelligence Community Directive 203, Analytic Standards (2015), section D.6.e(2): one of seven steps, each with two
wordings; likelihood and confidence are not mixed in one sentence.
"""

from __future__ import annotations

import re

# From almost none (1 to 5 %) to almost certain (95 to 99 %).
SCALE = (
    ("almost no chance", "remote"),
    ("very unlikely", "highly improbable"),
    ("unlikely", "improbable"),
    ("roughly even chance", "roughly even odds"),
    ("likely", "probable", "probably"),
    ("very likely", "highly probable"),
    ("almost certain", "almost certainly", "nearly certain"),
)
_LISTED = sorted((word for step in SCALE for word in step), key=len, reverse=True)
_LIKELIHOOD = re.compile(rf"\b(?:{'|'.join(_LISTED)})\b", re.IGNORECASE)
_UNLISTED = re.compile(
    r"\b(?:may|might|could|can(?:not|'t|’t)? be ruled out|maybe|perhaps|possibly|possible|impossible|impossibly|conceivabl[ey]|plausibl[ey]|"
    r"presumabl[ey]|apparently|seemingly|seems?|appears?|doubtful|doubtless|undoubtedly|certain|certainly|surely|definitely|"
    r"inevitabl[ey]|bound to|expected to|chances? (?:are|is|of|that)|odds (?:are|of|that)|likelihood|probability|risk (?:is|of|that)|"
    r"more often than not|in all likelihood|potential(?:ly)?|suggests?|better than even|\d+ ?(?:%|per ?cent) (?:chance|likely|probab\w+))\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:low|moderate|high)\b", re.IGNORECASE)


def likelihoods(text: str) -> list[str]:
    """The listed likelihood expressions of a text, in order."""
    return [match[0] for match in _LIKELIHOOD.finditer(text)]


def unlisted(text: str) -> list[str]:
    """Expressions of likelihood that the scale does not have: `may`, `possibly`, `30 % chance`."""
    rest = _LIKELIHOOD.sub(lambda match: " " * len(match[0]), text)
    return [match[0] for match in _UNLISTED.finditer(rest)]


def tells_confidence(text: str) -> bool:
    return _CONFIDENCE.search(text) is not None


def grades_confidence(text: str) -> bool:
    """Whether the sentence says that confidence is low, moderate or high."""
    return tells_confidence(text) and _LEVEL.search(text) is not None
