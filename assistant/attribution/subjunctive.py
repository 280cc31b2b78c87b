"""German reported speech by its mood alone: "Die Brücke sei gesperrt" says that somebody said so."""

from __future__ import annotations

import re

from assistant.attribution.abbreviations import words

_MOOD = words(
    """
    sei seien habe werde könne müsse solle wolle dürfe gebe gehe komme stehe liege lasse wisse bleibe halte finde brauche nehme
    bestehe laufe fehle enthalte reiche sehe führe bringe mache
    """
)
"""Third persons that no German indicative shares; "er"/"sie"/"es"/"man" makes others plain."""

_SAFE = words("sei seien könne müsse solle wolle dürfe gebe wisse habe werde")
_WRITER = words("ich wir du ihr")
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_PRONOUN = re.compile(r"\b(?:er|es|man|sie)\s+(?P<verb>[a-zäöüß]{3,}e)\b", re.IGNORECASE)
_NO_VERBS = words(
    """
    eine keine seine ihre meine unsere eure deine diese jene alle viele gerne heute ohne beide lange alleine nahe bitte wie je
    würde wurde hätte wäre möge meiste andere solche welche jede manche mehrere einige neue große kleine gute
    """
)
_SET = re.compile(
    r"\b(?:es sei denn|sei es|wie (?:dem|es) auch sei|sei,? (?:wer|wie|was|wo)|sei dank|komme,? was)\b",
    re.IGNORECASE,
)


def reported(sentence: str) -> bool:
    """Whether a German sentence stands in the first subjunctive, in which a writer tells what others say.

    Duden, Die Grammatik: Konjunktiv I marks indirect speech without any verb of saying.
    """
    low = [word.lower() for word in _WORD.findall(sentence)]
    if (
        not low
        or low[0] in ("sei", "seien", "habe", "werde")
        or not _WRITER.isdisjoint(low)
        or sentence.endswith("?")
    ):
        return False
    if _SET.search(sentence) is not None:
        return False
    if not _SAFE.isdisjoint(low):
        return True
    return any(
        match["verb"].lower() not in _NO_VERBS and not match["verb"].lower().endswith("te")
        for match in _AFTER_PRONOUN.finditer(sentence)
    ) or (not _MOOD.isdisjoint(low) and "dass" not in low and _THIRD.search(sentence) is not None)


_THIRD = re.compile(rf"\b(?:[A-ZÄÖÜ]\w+|der|die|das)\s(?:auch |noch |nicht )?(?:{'|'.join(sorted(_MOOD))})\b")
