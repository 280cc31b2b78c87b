"""Words that name the same without sharing a spelling: `US` and America, France and French, Киев and Kyiv."""

from __future__ import annotations

from assistant.wording.tokens import key

# Names that share no spelling, each line one referent; only what news uses daily.
_SAME = """
us usa u.s america american americans united+states washington+administration
uk british britain briton britons united+kingdom
eu european+union
un united+nations
france french frenchman
netherlands dutch holland
spain spanish spaniard spaniards
germany german germans deutschland deutsche deutschen allemagne allemand германия німеччина
greece greek greeks
denmark danish danes dane
sweden swedish swedes swede
finland finnish finns
poland polish poles pole
turkey turkish turks türkiye
iceland icelandic
wales welsh
switzerland swiss suisse schweiz
ukraine ukrainian ukrainians ukrainische ukrainischen украина україна
russia russian russians russland russische russischen russie russe россия росія
moscow moskau moscou москва
kyiv kiev kiew київ киев
zelensky zelenskyy zelenskiy selenskyj zelenski зеленский зеленський
putin poutine путин путін
trump трамп
nato otan нато
philippines filipino filipinos
republican republicans gop republican+party
democrat democrats democratic+party dems
palestine palestinian palestinians
israel israeli israelis
gulf+war
"""


def _referents() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _SAME.strip().splitlines():
        words = frozenset("+".join(key(piece) for piece in word.split("+")) for word in line.split())
        for word in words:
            table[word] = table.get(word, frozenset()) | words
    return table


REFERENTS = _referents()
