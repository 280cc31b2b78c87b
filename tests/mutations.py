"""True claims made false in one place, each in a way that a careless writer or a model would."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.findings import Citation, Claim
from assistant.news import Article, Attribution, Mode, Voice
from assistant.wording.dates import dates
from assistant.wording.figures import figures
from assistant.wording.names import names
from assistant.wording.numerals import CARDINALS
from assistant.wording.polarity import is_negation
from assistant.wording.quotations import quotations
from assistant.wording.tokens import FUNCTION_WORDS, tokens

INVENTED = (
    "we will never give up this fight",
    "a betrayal of everything that was promised",
    "nobody could have known what was coming",
    "the most shameful hour of our history",
)
_FRAMES = ("According to {voice}: {words}", "{voice} says: {words}")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|has|had|will|would|should|could|can|must|have)\b")


_MODAL = re.compile(r"\b(?:may|might|could|will)\b")
_OPPOSITE = {
    "broke": "held", "broken": "held", "failed": "held", "fell": "rose", "rose": "fell", "more": "fewer", "before": "after",
    "after": "before", "won": "lost", "lost": "won", "safe": "dangerous", "dangerous": "safe", "all": "none", "first": "last",
    "closed": "opened", "opened": "closed", "began": "ended", "ended": "began", "agreed": "disagreed", "rejected": "accepted",
    "left": "joined", "new": "old", "higher": "lower", "lower": "higher", "raised": "lowered", "built": "destroyed", "many": "few",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim, and the voice under which it is filed."""

    claim: Claim
    voice: Voice


def seeded(seed: int) -> random.Random:
    """Chance that repeats itself."""
    return random.Random(seed)  # noqa: S311 - a test, not a secret


def true_claims(articles: Sequence[Article], limit: int, chance: random.Random) -> list[Filed]:
    """Verbatim sentences, quoted clauses, and sentences told after their voice, each with its exact citation."""
    made: list[Filed] = []
    for article in articles:
        for attribution in article.attributions:
            if attribution.mode is not Mode.UNCLEAR:  # somebody speaks there of whom nothing true can be said
                made.extend(_true(article, attribution, chance))
    chance.shuffle(made)
    return made[:limit]


def _true(article: Article, attribution: Attribution, chance: random.Random) -> Iterator[Filed]:
    words = article.words(attribution.span)
    if len(tokens(words)) < 6 or "?" in words:
        return
    cited = _cite(article, attribution)
    yield Filed(Claim(words, (cited,)), attribution.speaker)
    for span in quotations(words)[:1]:
        quotation = span.of(words)
        if len(tokens(quotation)) >= 3 and span.end < len(words):
            yield Filed(Claim(f"{attribution.speaker.name}: “{quotation}”", (cited,)), attribution.speaker)
    if not quotations(words):
        framed = chance.choice(_FRAMES).format(voice=attribution.speaker.name, words=words)
        yield Filed(Claim(framed, (cited,)), attribution.speaker)


def _cite(article: Article, attribution: Attribution) -> Citation:
    chain = tuple(voice.name for voice in attribution.chain)
    return Citation(article.id, attribution.span, article.words(attribution.span), chain)


def other_names(filed: Filed, pool: Sequence[str], chance: random.Random) -> Iterator[Filed]:
    """One name of the text replaced by another one."""
    text = filed.claim.text
    found = [
        name
        for name in names(text)
        if not dates(name.text) and not quoted(text, name.start) and name.text not in filed.voice.name
    ]
    held = {token.key for name in names(text) for token in tokens(name.text)}
    strangers = [name for name in pool if not held & {token.key for token in tokens(name)}]
    if found and strangers:
        name = chance.choice(found)
        yield _told(filed, text[: name.start] + chance.choice(strangers) + text[name.end :])


def other_numbers(filed: Filed, chance: random.Random) -> Iterator[Filed]:
    """One number of the text replaced by another one."""
    text = filed.claim.text
    days = dates(text)
    found = [
        figure
        for figure in figures(text)
        if not any(day.start <= figure.start < day.end for day in days) and not quoted(text, figure.start)
    ]
    if found:
        figure = chance.choice(found)
        old = text[figure.start : figure.end]
        if digits := re.search(r"\d+", old):
            changed = str(int(digits[0]) + chance.choice((1, 2, 3, 7, 20)))
            new = old[: digits.start()] + changed + old[digits.end() :]
        else:
            word = re.match(r"\w+", old)
            if word is None or word[0].casefold() not in CARDINALS:
                return
            others = [
                each
                for each in ("two", "three", "four", "seven", "nine", "eleven")
                if each != word[0].casefold()
            ]
            new = chance.choice(others) + old[word.end() :]
        yield _told(filed, text[: figure.start] + new + text[figure.end :])


def other_dates(filed: Filed, chance: random.Random) -> Iterator[Filed]:
    """One weekday, month, day or year of the text replaced by another one."""
    text = filed.claim.text
    found = [day for day in dates(text) if not quoted(text, day.start)]
    if found:
        day = chance.choice(found)
        old = text[day.start : day.end]
        new = re.sub(r"\d+", lambda m: str(int(m[0]) + 1), old, count=1)
        for words in (_MONTHS, _DAYS):
            for word in words:
                new = (
                    new.replace(word, chance.choice([each for each in words if each != word]))
                    if new == old
                    else new
                )
        if new != old:
            yield _told(filed, text[: day.start] + new + text[day.end :])


def other_polarity(filed: Filed, chance: random.Random) -> Iterator[Filed]:
    """A `not` put in after the auxiliary, or a negation left out."""
    text = filed.claim.text
    denied = [
        token
        for token in tokens(text)
        if is_negation(token.key)
        and token.key in ("not", "no", "never", "nicht")
        and not text[token.end :].startswith(" only")
    ]
    if denied:
        word = chance.choice(denied)
        yield _told(filed, (text[: word.start] + text[word.end :]).replace("  ", " "))
    elif found := [m for m in _AUXILIARY.finditer(text) if not quoted(text, m.start())]:
        verb = chance.choice(found)
        yield _told(filed, text[: verb.end()] + " not" + text[verb.end() :])


def other_modality(filed: Filed, chance: random.Random) -> Iterator[Filed]:
    """A possibility told as a certainty, or the reverse."""
    text = filed.claim.text
    found = [m for m in _MODAL.finditer(text) if not quoted(text, m.start())]
    if found:
        verb = chance.choice(found)
        other = "may" if verb[0] == "will" else "will"
        yield _told(filed, text[: verb.start()] + other + text[verb.end() :])


def opposites(filed: Filed, chance: random.Random) -> Iterator[Filed]:
    """One word replaced by its opposite."""
    text = filed.claim.text
    found = [token for token in tokens(text) if token.text in _OPPOSITE and not quoted(text, token.start)]
    if found:
        word = chance.choice(found)
        yield _told(filed, text[: word.start] + _OPPOSITE[word.text] + text[word.end :])


def other_voices(filed: Filed, voices: Sequence[Voice], chance: random.Random) -> Iterator[Filed]:
    """The same words, filed under somebody who does not speak them."""
    chain = filed.claim.citations[0].voices
    strangers = [voice for voice in voices if voice.name not in chain and voice.name not in filed.claim.text]
    if strangers:
        yield Filed(filed.claim, chance.choice(strangers))


def moved_quotations(filed: Filed, articles: Sequence[Article], chance: random.Random) -> Iterator[Filed]:
    """The claim as it is, cited to a place of another outlet."""
    cited = filed.claim.citations[0]
    strangers = [
        one
        for one in articles
        if one.attributions and one.publisher != cited.voices[0] and cited.quote not in one.text
    ]
    if strangers and quotations(filed.claim.text):
        article = chance.choice(strangers)
        attribution = chance.choice(article.attributions)
        yield Filed(replace(filed.claim, citations=(_cite(article, attribution),)), attribution.speaker)


def altered_quotations(filed: Filed, chance: random.Random) -> Iterator[Filed]:
    """One word inside the quotation marks changed; and one word of the citation's quote changed."""
    text = filed.claim.text
    for span in quotations(text)[:1]:
        inside = [token for token in tokens(span.of(text)) if token.key not in FUNCTION_WORDS]
        if inside:
            word = chance.choice(inside)
            start = span.start + word.start
            yield _told(filed, text[:start] + "certainly" + text[span.start + word.end :])
    cited = filed.claim.citations[0]
    word = chance.choice(tokens(cited.quote))
    quote = cited.quote[: word.start] + "surely" + cited.quote[word.end :]
    yield Filed(replace(filed.claim, citations=(replace(cited, quote=quote),)), filed.voice)


def invented_quotations(filed: Filed, chance: random.Random) -> Iterator[Filed]:
    """Words in quotation marks that stand nowhere."""
    yield _told(filed, f"{filed.voice.name} called it “{chance.choice(INVENTED)}”.")


def quoted(text: str, place: int) -> bool:
    return any(span.start <= place < span.end for span in quotations(text))


def _told(filed: Filed, text: str) -> Filed:
    return Filed(replace(filed.claim, text=text), filed.voice)
