"""Words that contradict each other where one stands for the other: `held` and `broke`, `rose` and `fell`, `guilty` and `innocent`.

An own list of what news reports most, each line two sides; every word of one side is an opposite of every word of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.wording.tokens import Token, key, stem

_SIDES = """
break collapse burst fail crumble / hold stand withstand survive
rise increase grow climb soar surge jump gain / fall decrease decline drop sink shrink plunge slump
raise lift boost expand / lower cut reduce curb slash
more higher greater larger bigger / less fewer lower smaller
most highest largest biggest best / least lowest smallest worst
win victory / lose defeat loss
success succeed successful / failure fail failed unsuccessful
accept approve adopt pass back support endorse favour favor welcome / reject refuse oppose veto block condemn denounce
agree agreement / disagree disagreement
allow permit let legalise legalize / ban forbid prohibit bar outlaw prevent
legal lawful constitutional / illegal unlawful unconstitutional
confirm admit acknowledge concede / deny dispute refute
true right correct accurate / false wrong incorrect inaccurate untrue
safe secure harmless / unsafe dangerous insecure harmful
guilty convict / innocent acquit
begin start open launch / end stop close finish halt cancel
join enter / leave quit exit
arrive / depart
invade occupy / withdraw retreat
attack / defend
build create / destroy demolish
buy / sell
import / export
give / take
include / exclude
hire appoint / fire dismiss sack
arrest detain jail imprison / release free
remember / forget
love admire / hate despise
trust / distrust mistrust
hope optimism optimistic / fear pessimism pessimistic
strong strengthen / weak weaken
improve better / worsen deteriorate worse
rich wealthy / poor
high / low
early / late
before / after
above over / below under beneath
first / last
old / new young
same / different
public / private
always / never
all every everyone everybody / none nobody
many / few
possible able / impossible unable
likely / unlikely
cause / prevent
help / hinder hurt harm
protect / endanger
peace / war
friend ally / enemy foe
majority / minority
ahead / behind
north northern / south southern
east eastern / west western
left / right
male man men boy father son brother husband / female woman women girl mother daughter sister wife
alive / dead
fair just / unfair unjust
popular / unpopular
necessary / unnecessary
known / unknown
paid / unpaid
ready / unready unprepared
prepared / unprepared
inspect maintain / neglect ignore
keep retain preserve / abandon scrap drop
offensive / defensive
profit surplus / loss deficit
arm / disarm
lead / trail
"""


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _SIDES.strip().splitlines():
        sides = [frozenset(stem(key(word)) for word in side.split()) for side in line.split("/")]
        for mine, theirs in (sides, sides[::-1]):
            for word in mine:
                table[word] = table.get(word, frozenset()) | theirs
    return table


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    return _opposites()


def opposite(one: str, other: str) -> bool:
    """Whether two keys are opposites, in whatever form."""
    return stem(other) in _table().get(stem(one), frozenset())


def turned(mine: Sequence[Token], theirs: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Words of mine that stand for an opposite of theirs: neither side has the other's word as well."""
    ours, others = {stem(word.key) for word in mine}, {stem(word.key) for word in theirs}
    return [
        (one, other)
        for one in mine
        if stem(one.key) not in others
        for other in theirs
        if stem(other.key) not in ours and opposite(one.key, other.key)
    ]
