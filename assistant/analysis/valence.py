"""Which way a sentence leans: an own word list of approval and disapproval, turned by negation.

Written for news argument, not taken from a published lexicon; -1 (condemns, denies, fears) to 1.
"""

from __future__ import annotations

from functools import lru_cache
from math import tanh

from assistant.wording.polarity import DENIALS, is_negation
from assistant.wording.tokens import keys_of, stem, tokens

_FOR = keys_of(
    """good great better best benefit benefits beneficial success successful succeed win wins won winning victory triumph gain
    gains achieve achieved achievement advance advances progress improve improved improvement improving strong stronger
    strength strengthen strengthens safe safer safety secure security peace peaceful stable stability prosperity growth
    grow grew growing recover recovery recovering thrive boost boosts boosted help helps helped helping protect protects
    protected protection save saves saved support supports supported supporting supporter endorse endorsed endorses
    approve approved approval back backed backs praise praised praises welcome welcomed hail hailed hails defend defends
    defended favor favors favour favours agree agrees agreed agreement accept accepts accepted allow allows allowed
    legal lawful legitimate constitutional right rightly correct true fair just justified honest honestly brave courage
    wise sensible reasonable rational sober practical effective efficient works working solution solve solved hope
    hopeful optimistic opportunity chance promising positive popular trust trusted confident confidence love loved hero
    historic breakthrough détente cooperation friend friends friendly ally allies proud pride honor freedom free liberty
    democratic justice equal equality affordable cheaper lower sound clean cleared innocent vindicated deserve deserves
    necessary need needed essential vital important worth valuable merit should must
    gut besser erfolg sieg frieden sicher sicherheit richtig hilft unterstützt bon mieux succès victoire paix sécurité
    bueno mejor éxito victoria paz хорошо лучше успех победа мир безопасность правильно поддерживает"""
)
_AGAINST = keys_of(
    """bad worse worst harm harms harmful harmed damage damages damaged damaging hurt hurts fail fails failed failing failure lose
    loses lost losing loss losses defeat defeated collapse collapsed weak weaker weakness weaken weakens undermine
    undermines undermined danger dangers dangerous threat threats threaten threatens threatened risk risks risky unsafe
    insecure war conflict violence violent attack attacks attacked attacking kill kills killed killing death deaths dead
    die died destroy destroyed destroys destruction disaster disastrous catastrophe catastrophic crisis chaos tragedy
    tragic poison poisoned toxic pollution oppose opposes opposed opposing opposition opponent opponents reject rejects
    rejected condemn condemned condemns criticize criticized criticise criticised criticism critic critics denounce
    denounced blame blamed blames accuse accused accuses accusation charge charged guilty fault wrong wrongly mistake
    mistaken mistakes error false falsely lie lies lied lying liar mislead misleading misled dishonest fraud corrupt
    corruption scandal crime crimes criminal illegal unlawful illegitimate unconstitutional violate violates violated
    violation abuse abused abuses unfair unjust injustice cruel inhumane racist racism bigot hate hatred hostile enemy
    enemies betray betrayal betrayed sell-out sellout abandon abandoned shame shameful disgrace disgraceful outrage
    outrageous absurd ridiculous foolish stupid reckless irresponsible incompetent useless pointless unnecessary
    ineffective costly expensive burden cost costs ban bans banned block blocked blocks prevent prevents stop stops
    stopped halt end ended cancel canceled cancelled cut cuts deny denies denied refuse refuses refused dispute disputed
    doubt doubts doubtful unlikely skeptical skeptic fear fears feared afraid worry worried worries concern concerns
    concerned alarm alarmed warn warned warns warning grim terrible horrible awful appalling shock shocked horror
    suffer suffers suffered suffering victim victims stolen steal theft vulnerable isolated isolation illusion fantasy myth
    unpopular distrust anger angry protest protests protested resign resigned hypocrisy hypocrite negligence neglect
    neglected ignored ignore ignores late delay delayed delays cover-up hide hid hidden concealed
    schlecht schlechter gefahr gefährlich krieg fehler falsch scheitern gescheitert schuld schaden ablehnen kritik
    mauvais pire danger guerre échec erreur faux faute dommage malo peor peligro guerra fracaso error falso culpa
    плохо хуже опасно опасность война ошибка провал вина ложь ущерб"""
)
_STEMS_FOR = frozenset(stem(word) for word in _FOR)
_STEMS_AGAINST = frozenset(stem(word) for word in _AGAINST) - _STEMS_FOR
_REACH = 4  # words after a negation that it turns


@lru_cache(maxsize=4_096)
def valence(text: str) -> float:
    """From -1 (disapproves, denies) to 1 (approves); 0 where nothing says."""
    total, negated = 0.0, 0
    for word in tokens(text):
        if is_negation(word.key):
            negated = _REACH
            total -= 0.4
            continue
        sign = (stem(word.key) in _STEMS_FOR) - (stem(word.key) in _STEMS_AGAINST)
        if sign:
            total += -sign if negated else sign
        if word.key in DENIALS:
            negated = _REACH
        negated = max(0, negated - 1)
    return tanh(total / 3)
