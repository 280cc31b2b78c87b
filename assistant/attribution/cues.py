"""The words that show someone speaking: verbs of saying in seven languages, and how much each needs beside it."""

from __future__ import annotations

from enum import IntEnum

from assistant.attribution.abbreviations import words
from assistant.attribution.cues_abroad import STRONG_ABROAD, WEAK_ABROAD


class Strength(IntEnum):
    """What a cue needs before it counts as a report."""

    STRONG = 3  # stands alone: "said", "argued"
    WEAK = 2  # needs "that", a quotation, or a clause before it: "told", "found"
    NAMING = 1  # needs a quotation, or "as": "called", "described"


_STRONG = """
say argue claim insist assert contend allege declare remark opine quip tweet retort acknowledge concede
reiterate warn caution predict boast deny explain comment emphasize emphasise lament muse reckon surmise
proclaim stress complain maintain suggest joke testify affirm
"""
_WEAK = """
add tell write announce report state note ask reply respond answer admit agree disagree believe think fear hope expect
doubt know feel point recall reveal disclose confirm signal promise vow pledge urge recommend propose observe
estimate calculate conclude find show indicate imply hint inform advise speculate demand order hear learn
understand guess suspect worry decide plan swear shout yell whisper cry scream sigh interject inquire wonder
guarantee assure convince persuade remind stipulate rule charge accuse post continue begin counter echo object
protest cite quote mention propose read publish broadcast conjecture forecast project assume presume figure
consider deem regret appeal plead beg
"""
_NAMING = """
call describe characterize characterise label brand dub denounce condemn criticize criticise slam blast praise hail
dismiss decry deride deplore mock ridicule portray depict brand refer reject welcome refute rebut dispute liken compare
"""
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing", "written"),
    "think": ("thinks", "thought", "thinking"),
    "know": ("knows", "knew", "knowing"),
    "feel": ("feels", "felt", "feeling"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "showing", "shown"),
    "hear": ("hears", "heard", "hearing"),
    "understand": ("understands", "understood", "understanding"),
    "swear": ("swears", "swore", "swearing"),
    "begin": ("begins", "began", "beginning"),
    "read": ("reads", "reading"),
    "broadcast": ("broadcasts", "broadcasting"),
    "forecast": ("forecasts", "forecasting"),
    "beg": ("begs", "begged", "begging"),
    "quip": ("quips", "quipped", "quipping"),
    "admit": ("admits", "admitted", "admitting"),
    "deny": ("denies", "denied", "denying"),
    "cry": ("cries", "cried", "crying"),
    "reply": ("replies", "replied", "replying"),
    "testify": ("testifies", "testified", "testifying"),
    "worry": ("worries", "worried", "worrying"),
    "imply": ("implies", "implied", "implying"),
    "decry": ("decries", "decried", "decrying"),
    "plan": ("plans", "planned", "planning"),
    "refer": ("refers", "referred", "referring"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "slam": ("slams", "slammed", "slamming"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "label": ("labels", "labeled", "labelled", "labeling"),
    "signal": ("signals", "signaled", "signalled", "signaling"),
}


def _inflected(listed: str) -> frozenset[str]:
    found: set[str] = set()
    for verb in listed.split():
        if verb in _IRREGULAR:
            found.update((verb, *_IRREGULAR[verb]))
        elif verb.endswith("e"):
            found.update((verb, verb + "s", verb + "d", verb[:-1] + "ing"))
        else:
            plural = verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s")
            found.update((verb, plural, verb + "ed", verb + "ing"))
    return frozenset(found)


FOREIGN = STRONG_ABROAD | WEAK_ABROAD
CUES: dict[str, Strength] = {
    **dict.fromkeys(_inflected(_NAMING), Strength.NAMING),
    **dict.fromkeys(_inflected(_WEAK) | WEAK_ABROAD, Strength.WEAK),
    **dict.fromkeys(_inflected(_STRONG) | STRONG_ABROAD, Strength.STRONG),
}
"""Every form of a cue, in lower case, with what it needs."""

BARE = frozenset((_STRONG + _WEAK + _NAMING).split())
"""Base forms: after "to" they report nothing ("declined to say"), and as nouns they are none ("a report")."""

CARRIERS = frozenset(
    ["continue", "continues", "continued", "begin", "began", "go", "goes", "went", "add", "adds", "added"]
)
"""What may stand before "to say": "went on to say" does report."""

NOT_FOR_PEOPLE = frozenset(
    [
        "show",
        "shows",
        "showed",
        "shown",
        "find",
        "found",
        "indicate",
        "indicates",
        "indicated",
        "suggest",
        "suggests",
    ]
)
"""Verbs of documents as well as of people."""

TELLING = words("tell tells told telling")
"""Verbs that name whom something was told, and who may be an outlet."""

BELIEFS = words(
    """
    believe believes believed think thinks thought expect expects expected feel feels felt want know hope hopes fear fears
    """
)
"""What somebody holds without saying it: "does not believe that" still tells it."""

ACCORDING = words("laut zufolge selon según secondo volgens segundo згідно d’après d'après")
"""One word that means "according to"; German "zufolge" stands after its holder."""

NOUNS = words(
    """
    claim claims statement statements assertion assertions allegation allegations remark remarks comment comments
    view opinion argument warning accusation accusations contention belief suggestion announcement words prediction
    conclusion insistence promise
    """
)
"""Nouns of saying: "the claim by X that", "X's assertion that", "in a statement"."""

EVIDENCE = words("revealing showing indicating signaling signalling implying confirming")
"""What a writer makes of somebody's words where nothing is told behind it: "…,” revealing a calculated effort"."""

DENIALS = _inflected("dismiss reject deny refute rebut dispute")
"""What is denied is no one's claim any more: "dismissed claims that" tells the denial."""

HYPOTHETICAL = words("would could might may should can will shall würde könnte pourrait podría бы if whether")
NEGATIONS = words("not n't n’t never neither nor nicht nie kein pas jamais no nunca не ні")
AUXILIARIES = words(
    """
    has have had having was were is are be been being did does do will would could might may should can must
    hat haben hatte hatten wurde wurden ist sei wird ont avait est ha han había fue
    """
)
ADVERBS = words(
    """
    also then later once again even still just first now recently today yesterday earlier always often never ever
    yet already soon only simply further both all repeatedly reportedly himself herself themselves itself too
    instead rather thus therefore nonetheless nevertheless meanwhile though however twice long
    auch aussi también также також then previously
    """
)
