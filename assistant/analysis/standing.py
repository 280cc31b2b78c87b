"""How well a sentence stands alone, and how much it states rather than sets a scene.

A position is read out of context, so a sentence that leans on the one before it, breaks off a quotation
or is no sentence at all would mislead. Cue lists after Teufel & Moens (2002) on argumentative sentences.
"""

from __future__ import annotations

import re

from assistant.wording.figures import figures
from assistant.wording.tokens import FUNCTION_WORDS, key, keys_of, tokens

_LEANING = keys_of(
    """but and or so yet nor not he she it they this that these those such his her its their him them there then thus hence
    therefore however instead still also too moreover furthermore besides meanwhile otherwise nevertheless nonetheless
    similarly likewise rather indeed consequently accordingly again both neither another others here
    aber und doch er sie es dies diese dieser dieses das deshalb deswegen dennoch trotzdem außerdem auch dabei damit so
    mais et il elle ils elles ce cela cette ces donc pourtant cependant ainsi aussi leur
    pero y él ella ellos esto eso esta este así también
    но и а он она они оно это эта этот эти так поэтому однако тоже также затем его её их
    але та він вона вони це ця цей ці так тому однак також"""
)
# `It is clear that`, `There is no`, `This is`: these open a statement that stands by itself.
_EXPLETIVE = re.compile(
    r"(?:It|There|That|This)\s+(?:is|was|are|were|will|would|has|seems|remains|makes)\b", re.IGNORECASE
)
_THAT_STANDS = re.compile(
    r"(?:It)\s+(?:is|was|would be|will be|remains|seems)\b[^.,]{0,40}\b(?:that|to|who|for)\b", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"(?:Even (?:though|if)|Although|Though|Because|While|Whereas|Since|Unless|Whether|Which|Who)\b|(?:A few|Some|Many) \w+ who\b[^.]*:"
)
# What stands under a picture: somebody does something now, on a day that is over.
_CAPTION = re.compile(
    r"\((?:C|L|R|left|right|center|centre)\)|, (?:on )?(?:\w+day, )?[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d\.?$"
)
_POSES = keys_of(
    """listens speaks attends testifies arrives gestures waves walks stands holds hold chant chants smiles looks watches sits
    shakes talks delivers addresses greets leaves participates poses reacts rally protest march gather wait"""
)
_ASSERTING = keys_of(
    """should must ought need needs needed cannot never always wrong right best worst better worse mistake failure failed victory
    defeat win won lose lost threat danger dangerous risk crucial vital important necessary essential clear clearly
    certainly surely obviously because therefore means mean proves shows reason cause blame responsible responsibility
    guilty fault deserve deserves unfair fair justice unjust illegal legal legitimate illegitimate absurd
    irresponsible reckless wise foolish dishonest hypocrisy betrayal triumph disaster catastrophe crisis shame shameful
    outrage outrageous unacceptable inevitable impossible believe believes argue argues argued think thinks insists
    insisted warned warns warning accused accuses claims claimed maintain maintains maintained demand demands demanded
    urge urges urged call calls called support supports supported oppose opposes opposed reject rejects rejected condemn
    condemns condemned criticized criticised praised denounced defended denied denies blamed dismissed suggest suggests
    suggested contend contends conclude concludes concluded expect expects fear fears hope hopes agree agrees disagree
    unless only more less too enough
    muss müssen soll sollte falsch richtig fehler verantwortlich schuld fordert warnt gefahr
    doit doivent faut faute erreur responsable danger
    debe deben error culpa peligro
    должен должны нужно надо ошибка виноват опасно победа поражение"""
)
_FURNITURE = (
    *(
        "http://",
        "https://",
        "www.",
        "©",
        "read more",
        "read full",
        "read also",
        "read next",
        "click here",
        "subscribe",
    ),
    *(
        "sign up",
        "newsletter",
        "follow us on",
        "follow me on",
        "follow him on",
        "follow her on",
        "photo:",
        "photo by:",
    ),
    *(
        "image:",
        "image credit",
        "getty images",
        "advertisement",
        "leave a comment",
        "leave a reply",
        "all rights reserved",
    ),
    *(
        "contributed to this report",
        "contributed reporting",
        "this article was",
        "this story was",
        "this post was",
    ),
    *(
        "this article originally",
        "this story has been",
        "this article first",
        "watch the video",
        "watch this video",
    ),
    *(
        "related articles",
        "related stories",
        "comments section",
        "comments below",
        "share this",
        "accept cookies",
    ),
    *(
        "skip to content",
        "terms of use",
        "privacy policy",
        "continue reading",
        "story continues",
        "pic.twitter.com",
        "stay up to date",
        "in this image",
        "file photo",
        "hide caption",
        "photos: photos:",
        "speaks during",
        "correction:",
    ),
)
_ASKED = re.compile(r"(?:Q|Question|Frage|Вопрос|Pregunta|Domanda)\s*[.:]\s", re.IGNORECASE)
_ENDS = re.compile(r"[.!…。！][\"'“”„’»›」』)\]]*$")
_OPEN, _CLOSE = "“„«「", "”»」"
SHORTEST, LONGEST = 5, 60  # words
_OF_A_HEADLINE = 7  # words that mean something; fewer may all be names


def is_statement(text: str) -> bool:
    """Whether the text is a whole sentence that states something: no question, heading, caption or furniture."""
    words = tokens(text)
    if len(words) < SHORTEST or not _ENDS.search(text.rstrip()) or "?" in text[-4:]:
        return False
    if _CAPTION.search(text.rstrip()) and any(word.key in _POSES for word in words[:12]):
        return False
    folded = text.casefold()
    if _ASKED.match(text) or text.lstrip().startswith(("CLOSE ", "?", "•", "*", "#", ">", "|")):
        return False
    if (
        any(words in folded for words in _FURNITURE)
        or sum(word.text.isupper() for word in words) > len(words) / 2
    ):
        return False
    return any(word.key not in FUNCTION_WORDS for word in words) and not _is_headline(text)


def _is_headline(text: str) -> bool:
    """Whether nearly every word that means something has a capital, as over an article and in a list of links."""
    plain = [word for word in tokens(text) if word.key not in FUNCTION_WORDS and word.text.isalpha()]
    return len(plain) >= _OF_A_HEADLINE and sum(word.capitalised for word in plain) > 0.8 * len(plain)


def leans(text: str) -> bool:
    """Whether the sentence needs the one before it: it opens with a pronoun or a connective."""
    words = tokens(text.lstrip("\"'“”„«‘’ "))
    if not words or words[0].key not in _LEANING:
        return False
    return not _THAT_STANDS.match(text) and not (_EXPLETIVE.match(text) and words[0].key == "there")


def breaks_quotation(text: str) -> bool:
    """Whether a quotation mark is opened and not closed, or closed and not opened."""
    opened = sum(text.count(glyph) for glyph in _OPEN)
    closed = sum(text.count(glyph) for glyph in _CLOSE)
    if "„" in text or "»" in text:
        opened, closed = sum(text.count(g) for g in "“„”«»"), 0
        return opened % 2 == 1
    return opened != closed or text.count('"') % 2 == 1


def assertion(text: str) -> float:
    """How much the sentence judges, demands or explains, from 0 (sets a scene) to 1."""
    words = tokens(text)
    cues = sum(word.key in _ASSERTING for word in words)
    return min(1.0, cues / 3)


def fitness(text: str) -> float:
    """How well the sentence serves as a position read alone, 0 to 1; 0 for what is no statement."""
    if not is_statement(text):
        return 0.0
    words = tokens(text)
    fit = 1.0
    if leans(text):
        fit -= 0.3
    if breaks_quotation(text):
        fit -= 0.35
    if len(words) < 8:
        fit -= 0.2
    if len(words) > 45:
        fit -= min(0.4, (len(words) - 45) / 60)
    if len(figures(text)) > 4:
        fit -= 0.15
    if _SUBORDINATE.match(text) and "," not in text:
        fit -= 0.5  # a clause without its main one
    if text.lstrip()[:1].islower() or key(words[0].text) in ("which", "who"):
        fit -= 0.4
    return max(0.05, fit)
