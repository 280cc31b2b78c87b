"""Countries and parts of the world by name, so that "and Europe?" takes the place of another one."""

from __future__ import annotations

from functools import lru_cache

from assistant.wording.names import Name, same_name
from assistant.wording.tokens import keys_of

_PLACES = keys_of(
    """afghanistan africa albania algeria america angola arabia argentina armenia asia australia austria azerbaijan bahrain
    balkans bangladesh belarus belgium bolivia bosnia brazil britain bulgaria burma cambodia cameroon canada chad chile china
    colombia congo crimea croatia cuba cyprus czechia denmark donbas ecuador egypt england eritrea estonia ethiopia europe
    finland france gaza georgia germany ghana greece greenland guatemala haiti honduras hungary iceland india indonesia iran
    iraq ireland israel italy jamaica japan jordan kashmir kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon
    libya lithuania luxembourg macedonia malaysia mali malta mexico moldova mongolia montenegro morocco mozambique myanmar
    namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda scandinavia scotland senegal serbia singapore slovakia slovenia somalia spain sudan
    sweden switzerland syria taiwan tajikistan tanzania thailand tibet tunisia turkey turkmenistan uganda ukraine uruguay
    uzbekistan venezuela vietnam wales yemen zambia zimbabwe us usa uk eu emirates balticum deutschland österreich frankreich
    spanien polen ungarn griechenland türkei schweden norwegen dänemark schweiz allemagne autriche angleterre espagne pologne
    turquie suisse russie chine italie grèce alemania francia españa reino+unido estados+unidos rusia inglaterra
    германия франция польша испания италия англия сша китай турция грузия венгрия израиль иран сирия европа азия африка"""
)


@lru_cache(maxsize=1_024)
def _is_place(key: str) -> bool:
    return key in _PLACES or any(len(key) > 3 and same_name(key, place) for place in _PLACES)


def is_place(name: Name) -> bool:
    """Whether a name is a country or part of the world, in any spelling that `same_name` knows."""
    return _is_place(name.last)
