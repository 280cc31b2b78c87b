"""What the last answer left on the table: the claims that a follow-up may argue against or ask the voices of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.turns import Turn, Wants
from assistant.findings import Answer, Claim
from assistant.wording.tokens import coverage

MOST = 3  # claims that are argued against at once
SAID = 0.6  # share of the reader's content words that a claim holds which the reader asks about

_WHO_SAID = re.compile(
    r"[¿\s]*(?:who (?:has |have )?(?:said|says?|claims?|claimed|wrote|writes|reports?|reported|stated|thinks?)|"
    r"wer (?:hat )?(?:gesagt|sagt|behauptet|schreibt|meint),?|кто (?:сказал\w*|говорит|утверждает|пишет|написал\w*|считает),?|"
    r"qui (?:a )?(?:dit|affirme|écrit|pense)|quién (?:dice|dijo|afirma|escribió))\s+(?:that|dass|что|que)?\s*(?P<what>\S.*)",
    re.IGNORECASE,
)


def last_said(earlier: Sequence[Turn]) -> Turn | None:
    """The last turn whose answer claims something."""
    return next((turn for turn in reversed(earlier) if any(True for _ in turn.answer.claims)), None)


def claims_at_stake(earlier: Sequence[Turn]) -> tuple[str, ...]:
    """What was put forward last, strongest first: leading claims of readings, else of positions.

    After a turn that argued, the arguments themselves: the other side of the other side.
    """
    turn = last_said(earlier)
    if turn is None:
        return ()
    answer = turn.answer
    if turn.standalone.wants is Wants.COUNTER:
        leading = [one.claims[0] for one in answer.counterarguments if one.claims]
    else:
        leading = [
            reading.claims[0] for issue in answer.issues for reading in issue.readings if reading.claims
        ]
        leading = leading or [one.claims[0] for one in answer.positions if one.claims]
    return tuple(dict.fromkeys(claim.text for claim in leading))[:MOST]


def claims_said(text: str, answer: Answer) -> tuple[Claim, ...]:
    """The claims of the answer whose voice the message asks for: "who said that the rain was to blame?"."""
    asked = _WHO_SAID.fullmatch(text.strip(" ?!."))
    if asked is None:
        return ()
    shown = dict.fromkeys(answer.claims)
    return tuple(claim for claim in shown if coverage(asked["what"], [claim.text]) >= SAID)
