"""Whether a piece argues as its author's opinion does, by how it speaks: we, should, questions; few "said", few quotations."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from assistant.ingest.layout import Line
from assistant.ingest.opinions import QUOTED

CERTAIN: Final = 2.0
"""Log-odds from which a piece is called an opinion: `training/manner.py` prints what each threshold gives."""
ENOUGH: Final = 150  # words of the piece's own: fewer say nothing

# Somebody's speech and a check of facts say "we" and "should" and are not their author's opinion.
_RECORD = re.compile(
    r"\b(?:transcripts?|full[\s-](?:text|speech|remarks)|oral[\s-]histor(?:y|ies)|fact[\s-]?check\w*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\?", re.IGNORECASE)
# Words outside quotation marks, counted in a hundred: each group is one measure.
_GROUPS: Final = tuple(
    frozenset(words.split())
    for words in (
        "should must ought",
        "we our us ourselves let's we're we've we'll",
        "i my me i'm i've i'd i'll",
        "you your you're",
        "?",
        "said told says according reported announced added reporters spokesman spokeswoman spokesperson statement interview",
        "monday tuesday wednesday thursday friday saturday sunday",
        "indeed surely perhaps simply merely worse instead rather but yet so course fact truth problem wrong right",
        "absurd disgrace shameful ridiculous hypocrisy hypocrites nonsense foolish cynical moral tyranny myth lie lies elites",
        "not isn't aren't wasn't weren't don't doesn't didn't hasn't haven't can't won't wouldn't couldn't",
        "is are has have does do",
    )
)
WEIGHTS: Final = (0.974, 0.997, 1.119, -0.659, 0.619, -1.8, -1.289, 1.017, 1.515, 0.498, 0.204, -3.374)
BIAS: Final = -1.132


def measures(lines: Sequence[Line]) -> tuple[float, ...] | None:
    """Square roots of each group's share of the piece's own words in percent, and the quoted share; None for short ones."""
    text = "\n".join(line.text for line in lines)
    own = QUOTED.sub(" ", text)
    words = Counter(word.lower().replace("’", "'") for word in _WORD.findall(own))
    total = words.total()
    if total < ENOUGH:
        return None
    shares = (100 * sum(words[word] for word in group) / total for group in _GROUPS)
    return (*(math.sqrt(share) for share in shares), 1 - len(own) / len(text))


def argues(lines: Sequence[Line], title: str, url: str | None) -> bool:
    """Whether an English piece speaks as opinion pieces do, with little doubt (logistic regression)."""
    if _RECORD.search(title) or _RECORD.search(url or "") or (found := measures(lines)) is None:
        return False
    return BIAS + sum(weight * one for weight, one in zip(WEIGHTS, found, strict=True)) > CERTAIN
