"""English verbs whose past is no regular ending: `broke` and `broken` meet `break`."""

from __future__ import annotations

_VERBS = """
arise arose arisen, bear bore borne, beat beaten, become became, begin began begun, bend bent, bind bound, bite bit bitten,
bleed bled, blow blew blown, break broke broken, breed bred, bring brought, build built, burn burnt, buy bought, catch caught,
choose chose chosen, come came, cost costs, creep crept, deal dealt, dig dug, draw drew drawn, drink drank drunk,
drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fly flew flown,
forbid forbade forbidden, forecast forecasts, forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten,
give gave given, go went gone goes, grow grew grown, hang hung, hear heard, hide hid hidden, hold held, keep kept, know knew known,
lay laid, lead led, leave left, lend lent, lie lay lain, lose lost, make made, mean meant, meet met, mislead misled, overcome overcame,
overthrow overthrew overthrown, pay paid, plead pled, prove proven, ride rode ridden, ring rang rung, rise rose risen, run ran, say said,
see saw seen, seek sought, sell sold, send sent, shake shook shaken, shine shone, shoot shot, show shown, shrink shrank shrunk,
sing sang sung, sink sank sunk, sit sat, sleep slept, slide slid, speak spoke spoken, spend spent, spin spun, spring sprang sprung,
stand stood, steal stole stolen, stick stuck, strike struck stricken, strive strove striven, swear swore sworn, sweep swept, swim swam swum,
swing swung, take took taken, teach taught, tear tore torn, tell told, think thought, throw threw thrown, tread trod trodden,
undergo underwent undergone, understand understood, undertake undertook undertaken, uphold upheld, wake woke woken, wear wore worn,
weave wove woven, win won, wind wound, withdraw withdrew withdrawn, withhold withheld, withstand withstood, write wrote written
"""


def _forms() -> dict[str, str]:
    table: dict[str, str] = {}
    for verb in _VERBS.split(","):
        base, *others = verb.split()
        table.update(dict.fromkeys(others, base))
    return table


BASE = _forms()
"""The plain form of each irregular one. `lay` and `found` are read as past forms, which they are in most news."""
