"""What the words beside a name make of it: a limit, an exception, an addition, or only what is talked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from assistant.news import Span


class Role(Enum):
    """What a reader does with the sources that are named; `subject` is a limit that the question needs as its subject."""

    LIMIT = "limit"
    SUBJECT = "subject"
    EXCEPT = "except"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Limit:
    """A role, the stretch of text that says so, and whether the words can mean nothing else."""

    role: Role
    span: Span
    strong: bool


_THE = r"(?:(?:the|die|der|das|den|dem|le|la|les|el|los|las)\s+|l[’'])?$"
_IN = (
    r"from|in|by|with|according to|as per|per|via|aus|bei|beim|im|von|vom|laut|gemäß|nach|в|во|у|из|от|по данным|"
    r"по версии|по словам|по мнению|согласно|за даними|згідно з|dans|chez|selon|d[’']apr[eè]s|depuis|en|seg[uú]n|de acuerdo con"
)
_ONLY = (
    r"only|just|solely|exclusively|nothing but|limit(?:ed)?(?: (?:it|this|that|yourself))? to|"
    r"restrict(?:ed)?(?: (?:it|this|that))? to|stick to|use|nur|bloß|allein|ausschließlich|только|лишь|исключительно|"
    r"тільки|лише|seulement|uniquement|juste|rien que|s[oó]lo|solamente|[uú]nicamente"
)
_EXCEPT = (
    r"without|except(?: for)?|excluding|but not|not|leave out|leaving out|ignor(?:e|ing)|other than|apart from|besides|"
    r"(?:everyone|everybody|anyone|all|anything) but|ohne|außer|nicht|mit Ausnahme von|без|кроме|помимо|не|крім|окрім|"
    r"sans|sauf|hors|hormis|pas|sin|excepto|salvo|menos"
)
_ADD = (
    r"also|plus|add|includ(?:e|ing)|as well as|together with|auch|dazu|zusätzlich|также|ещё|еще|добавь|також|aussi|"
    r"ajoutez?|tambi[eé]n|adem[aá]s|añade|incluye"
)
_SAYS = (
    r"sa(?:y|ys|id)|writ(?:e|es|ten|ing)|wrote|report(?:s|ed|ing)?|claim(?:s|ed)?|think(?:s)?|thought|argue[sd]?|"
    r"publish(?:es|ed)?|tell[s]?|told|make[s]? of|made of|put[s]? it|see[s]?|describe[sd]?|cover(?:s|ed)?|judge[sd]?|frame[sd]?|"
    r"sag(?:t|en|te|ten)|schreib(?:t|en)|schrieb(?:en)?|bericht(?:et|en|ete|eten)|mein(?:t|en|te)|"
    r"пиш\w+|писа\w+|говор\w+|сообща\w+|сообщи\w+|счита\w+|утвержда\w+|"
    r"di(?:t|sent|sait)|[eé]cri(?:t|vent|vait)|rapporte(?:nt)?|pense(?:nt)?|"
    r"dice[n]?|dijo|dijeron|escribe[n]?|escribi[oó]|informa[n]?|opina[n]?|publica[n]?"
)
_LEFT = re.compile(
    rf"(?<!\w)(?:(?P<exception>{_EXCEPT})(?:\s+(?:{_IN}))?|(?P<addition>{_ADD})(?:\s+(?:{_IN}))?"
    rf"|(?P<only>{_ONLY})(?:\s+(?:{_IN}|what))?|(?P<within>{_IN})|(?P<says>{_SAYS}))\s+{_THE}",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\s*,?\s*(?:(?P<only>only|alone|allein|seulement|uniquement|solamente|только|тільки)(?!\w)"
    r"|(?P<addition>too|as well|also|auch|dazu|aussi|[eé]galement|tambi[eé]n|тоже|также|також)(?!\w)"
    rf"|(?:(?:has|have|had|will|would|did|does|do|hat|haben|a|ont|ha|han)\s+)?(?P<says>{_SAYS})(?!\w))",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"(?<!\w){_THE[:-1]}$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[,(–—-]\s*$")


def limit(text: str, span: Span) -> Limit | None:
    """What the text beside `span` says of the sources named there; None where they are only talked about."""
    left = _LEFT.search(text, 0, span.start)
    right = _RIGHT.match(text, span.end)
    start = left.start() if left else span.start
    role, strong = _said_before(left), bool(left and not left["within"] and not left["says"])
    end = span.end
    if right and right.lastgroup in ("only", "addition") and role is not Role.EXCEPT:
        role = Role.LIMIT if right["only"] else Role.ADD
        strong, end = True, right.end()
    elif right and right["says"] and role in (None, Role.SUBJECT):
        return Limit(Role.SUBJECT, span, strong=False)
    if role is None:
        return None
    if role is Role.SUBJECT:
        return Limit(role, span, strong=False)
    if not left and (article := _ARTICLE.search(text, 0, span.start)):
        start = article.start()
    aside = _ASIDE.search(text, 0, start)
    return Limit(role, Span(aside.start() if aside else start, end), strong)


def _said_before(left: re.Match[str] | None) -> Role | None:
    if left is None:
        return None
    if left["exception"]:
        return Role.EXCEPT
    if left["addition"]:
        return Role.ADD
    return Role.SUBJECT if left["says"] else Role.LIMIT
