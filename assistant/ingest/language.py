"""The language of a text: common words first, a packaged model for the rest."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

_READ = 600  # characters; a language shows in its first paragraph
_SHORTEST = 40  # letters; under that the model guesses
_WORD = re.compile(r"[^\W\d_]+")

# The commonest function words of each language. Speed: 0.04 ms a text, against 1 ms for py3langid on 1,000 characters
# (measured on 1,000 English articles, where both say "en" every time).
_COMMON = {
    "en": "the of and to that is was for with on as it be by this are from have has not they which at he his in",
    "de": "der die und das den von zu ist mit sich des auf für nicht ein eine dem auch wird im es an werden aus",
    "fr": "le les et des est dans que pour qui une sur pas du au par ce avec sont il plus la de à en un",
    "es": "el los las y del que en por una con para es al lo como más su pero sus ha la de se un no",
    "it": "il di che e la per un non è della con del sono si dei nel alla gli anche ha le una in da",
    "pt": "o os as e do da em um uma que para com não dos na no por mais ao foi a de se é",
    "nl": "de het een van en dat niet zijn op te voor met die aan ook er maar bij naar om in is was",
    "pl": "w i na z do się nie że jest to o jak od po za przez który ale są oraz a dla",
    "ru": "и в не на что он с как это по но из за от к у был для так его бы же все о а",
    "uk": "і в не на що з як це по але із за від до у був для та його й про які через а",
}
_SPOKEN_IN: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, words in _COMMON.items() if word in words.split())
    for words in _COMMON.values()
    for word in words.split()
}


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, "und" where the text is too short to tell."""
    opening = text[:_READ]
    words = _WORD.findall(opening.lower())
    if sum(map(len, words)) < _SHORTEST:
        return "und"
    # Openings that are lists of names say little; the model costs 0.7 s when it is first asked.
    return _by_words(words) or _by_words(_WORD.findall(text[: 5 * _READ].lower())) or _by_model(opening)


def is_english(text: str) -> bool:
    """Whether a text, also a short question, can be read by what reads English alone: by its common words, else its letters."""
    words = _WORD.findall(text[:_READ].lower())
    if code := _by_words(words):
        return code == "en"
    letters = [letter for word in words for letter in word]
    return bool(letters) and sum(letter.isascii() for letter in letters) > 0.97 * len(letters)


def of_question(text: str) -> str:
    """The language of a few words, without the model: by common words, else by letters; "und" where neither tells."""
    words = _WORD.findall(text[:_READ].lower())
    if code := _by_words(words):
        return code
    letters = "".join(words)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    return "ru" if letters and cyrillic > len(letters) / 2 else "und"


def _by_words(words: list[str]) -> str:
    """The language whose common words are a tenth of the words, and half as many again as any other's; else empty."""
    counts = Counter(chain.from_iterable(_SPOKEN_IN[word] for word in words if word in _SPOKEN_IN))
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (code, first), (_, second) = ranked[:2]
    return code if first >= 0.1 * len(words) and first >= 1.5 * second else ""


def _by_model(text: str) -> str:
    from py3langid.langid import classify

    code, _ = classify(text)
    return str(code)
