"""Messages that ask for something else than the news itself: the other side, who said it, all sources again, more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from assistant.conversation.understanding.cues import JOINED
from assistant.conversation.understanding.pointing import subjects
from assistant.wording.tokens import key


class Move(Enum):
    COUNTER = "counter"
    SOURCES = "sources"
    AGAIN = "again"
    ALL_OUTLETS = "all outlets"
    ANY_TIME = "any time"
    ANY_LANGUAGE = "any language"
    NO_LIMIT = "no limit"


_THAT = r"(?:that|this|it|so|these|those)"
_COUNTER = (
    # English
    rf"other (?:side|view)|opposite (?:side|view|case)?|opposing (?:side|views?|case|arguments?|voices?)|counter-? ?arguments?|"
    rf"counter-? ?(?:case|points?|claims?)|devil[’']?s advocate|case against|arguments? against|speaks against|argue against|"
    rf"against {_THAT}|objections?|rebut(?:tals?)?|refute|disagrees?|critics|contrary|counter {_THAT}|the cons",
    # German
    r"gegenargumente?|andere seite|gegenseite|gegenposition|gegenmeinung|(?:spricht|sprechen|gibt es) (?:denn )?dagegen|einwände?|"
    r"widerspricht|widersprechen|advocatus diaboli|argumente dagegen",
    # Russian, Ukrainian
    r"контраргумент\w*|друг\w+ сторон\w+|противоположн\w+|возражени\w+|возражает|что против|аргументы против|не согласен|не согласны|"
    r"адвокат\w* дьявола|інш\w+ сторон\w+|аргументи проти|заперечення",
    # French
    r"contre-?arguments?|autre (?:côté|camp|bord|partie)|arguments? contre|avocat du diable|objections?|point de vue opposé|"
    r"pas d[’']accord|s[’']y oppose",
    # Spanish
    r"contraargumentos?|otro lado|otra (?:parte|cara)|(?:argumentos? )?en contra|abogado del diablo|objeciones|no está de acuerdo",
)
_SOURCES = (
    rf"who (?:has |have |else )?(?:said|says?|claims?|claimed|wrote|writes|reports?|reported|stated|thinks?|told us) {_THAT}"
    rf"(?: exactly| first)?|says who|according to who(?:m)?|(?:(?:what|where)(?:[’']s| is| are) |(?:show|give|tell) me |cite |name )?"
    rf"(?:the |your |its |their )?(?:sources?|citations?|evidence)(?: (?:for|of|behind) {_THAT})?|"
    rf"where (?:does|did|do) {_THAT} (?:say|come from|stand|get)(?: {_THAT})?|where (?:is|are) {_THAT} from|"
    rf"whose (?:words?|claims?|views?|quotes?)(?: (?:is|are|was|were) {_THAT})?|who (?:is|was) {_THAT}(?: from)?|from whom|"
    rf"how do you know(?: {_THAT})?|cite {_THAT}|who(?:[’']s| is| was)? saying {_THAT}",
    r"wer (?:hat )?(?:das|dies|so etwas) (?:gesagt|behauptet|geschrieben|berichtet)|wer (?:sagt|sagte|behauptet|schreibt|meint|berichtet) "
    r"(?:das|dies|so etwas)|(?:was ist die |welche |die )?quellen?|laut wem|woher (?:weißt du|wissen sie|stammt|kommt) (?:das|dies)|"
    r"wo steht das|wessen worte sind das",
    r"кто (?:это|так|такое) (?:сказал\w*|говорит|утверждает|пишет|написал\w*|считает)|кто (?:сказал|говорит|утверждает|пишет) "
    r"(?:это|так|такое)|(?:какой |какие |где )?источник\w*|откуда (?:это|ты это знаешь|вы это знаете|известно)|по чьим словам|"
    r"чьи это слова|хто (?:це|так) (?:сказав|каже|говорить)|хто (?:сказав|каже) (?:це|так)",
    r"qui (?:a|l[’']a) (?:dit|écrit|affirmé)(?: (?:ça|cela))?|qui (?:dit|affirme|écrit|prétend|pense) (?:ça|cela)|"
    r"(?:quelles? (?:est|sont) )?(?:la |les |tes |vos )?sources?|selon qui|d[’']après qui|d[’']où (?:ça|cela) vient|d[’']où vient (?:ça|cela)",
    r"quién (?:lo )?(?:ha )?(?:dice|dijo|dicho|afirma|escribió)(?: (?:eso|esto))?|(?:cuál(?:es)? (?:es|son) )?(?:la |las |tus )?fuentes?|"
    r"según quién|de dónde (?:sale|viene) (?:eso|esto)",
)
_AGAIN = (
    r"(?:tell me |say |show me |give me )?more(?: details?| about (?:it|that|this))?|go on|continue|elaborate|further|keep going|"
    r"again|(?:please )?(?:summari[sz]e|sum up)(?: (?:it|that|this|all|everything))*|(?:a |the )?summary|in short|briefly|tl;?dr|mehr(?: davon| dazu)?|weiter|erzähl mehr|noch einmal|ещ[её]|подробнее|дальше|продолжай|ещё раз|детальніше|"
    r"plus|encore|dis-m[’']en plus|más|cuéntame más|sigue|otra vez"
)
_ALL = r"(?:(?:use|show|include|ask|search|read|look at|take|from|in|with|back to|now) )*(?:all|every|any)(?: (?:of )?(?:the|them))? ?"
_LIFTED: Mapping[Move, str] = {
    Move.ALL_OUTLETS: rf"{_ALL}(?:sources?|outlets?|papers?|media|voices?|publishers?)|everyone|everybody|all of them|"
    r"alle(?:n)? (?:quellen|medien|zeitungen)|все (?:источники|издания|сми|газеты)|усі (?:джерела|змі)|toutes les sources|"
    r"tous les (?:médias|journaux)|todas las fuentes|todos los medios",
    Move.ANY_TIME: rf"{_ALL}(?:dates?|time|times|days|periods?)|whenever|regardless of (?:the )?date|zu jeder zeit|за вс[её] время|"
    r"toutes les dates|cualquier fecha",
    Move.ANY_LANGUAGE: rf"{_ALL}languages?|alle sprachen|все языки|toutes les langues|todos los idiomas",
    Move.NO_LIMIT: rf"{_ALL}(?:articles?|texts?)|everything|the (?:whole|entire) library|(?:no|without(?: the| any)?) (?:filters?|limits?)|"
    r"(?:remove|drop|clear|reset|lift|forget)(?: (?:the|all|my|these))* (?:filters?|limits?)|alles|ohne filter|без фильтров|"
    r"sans filtres?|sin filtros?",
}
_COUNTER_CUE = re.compile(rf"(?<!\w)(?:{'|'.join(_COUNTER)})(?!\w)", re.IGNORECASE)
_FULL = {
    Move.SOURCES: re.compile("|".join(_SOURCES), re.IGNORECASE),
    Move.AGAIN: re.compile(_AGAIN, re.IGNORECASE),
    **{move: re.compile(words, re.IGNORECASE) for move, words in _LIFTED.items()},
}
_CLAIM = re.compile(
    r"(?:(?:please|now|can you|could you) )*(?:(?:argue|speaks?|(?:make |give me |what[’']?s? (?:is )?)?(?:the )?(?:case|arguments?)) against|"
    r"what (?:is|can be|could be) said against|counter|refute|rebut|disprove|(?:was|wer) spricht gegen|argumente gegen|"
    r"(?:что говорит|аргументы|возражения) против|arguments? contre|argumentos? (?:en contra de|contra))\s+"
    r"(?:(?:the|this) (?:claim|view|idea|argument|position|reading|statement|thesis)\s*(?:that|:)?\s*)?(?:that )?(?P<claim>.+)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(?<!\w)(?:please|bitte|пожалуйста|будь ласка|s[’']il (?:te|vous) pla[iî]t|por favor)(?!\w)",
    re.IGNORECASE,
)
_TALK = frozenset(
    key(word)
    for word in [
        "argue",
        "take",
        "play",
        "present",
        "hear",
        "show",
        "side",
        "view",
        "give",
        "make",
        "present",
        "tell",
        "case",
        "please",
        "can",
        "could",
        "there",
        "any",
        "some",
        "best",
        "strongest",
        "good",
        "hold",
        "seite",
        "spricht",
        "gibt",
        "sage",
        "zeig",
        "сторону",
        "покажи",
        "аргументы",
        "donne",
        "présente",
        "montre",
        "dame",
        "muestra",
        "los",
        "las",
        "les",
        "des",
    ]
)


def move_of(text: str) -> Move | None:
    """What the message asks for when it is nothing but that; None for everything else."""
    joined = JOINED.match(text)
    for said in dict.fromkeys((_bare(text), _bare(text[joined.end() :]) if joined else _bare(text))):
        for move, pattern in _FULL.items():
            if pattern.fullmatch(said):
                return move
        if _COUNTER_CUE.search(said) and not _told(_COUNTER_CUE.sub(" ", said)):
            return Move.COUNTER
    return None


def claim_to_counter(text: str) -> str | None:
    """The claim that the message itself names to argue against: "argue against the view that ..."."""
    found = _CLAIM.fullmatch(_bare(text))
    return found["claim"] if found and len(subjects(found["claim"])) > 1 else None


def _told(text: str) -> set[str]:
    return {word for word in subjects(text) if word not in _TALK}


def _bare(text: str) -> str:
    """The message without its marks and its politeness."""
    return " ".join(_POLITE.sub(" ", text).split()).strip(" ?!.,;:¿¡…“”\"'")
