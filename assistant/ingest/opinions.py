"""Whether a piece is its author's opinion, by what it says of itself: labels, its address, notes, first person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.layout import Line
from assistant.ingest.writers import NAME

_LABELS = (
    r"opinion|op-?ed|commentary|comment\sis\sfree|guest\s(?:essay|column|post|opinion|columnist|commentary)|column|editorial|letters?\sto\sthe\seditor|"
    r"perspective|viewpoint|our\sview|opposing\sview|analysis\s?/\s?opinion|opinion\s(?:contributor|columnist|writer)|"
    r"kommentar|meinung|gastbeitrag|gastkommentar|leitartikel|kolumne|tribune|éditorial|chronique|opinión|columna|editoriale|commento|opinião|"
    r"мнение|колонка|думка|社论|评论|رأي"
)
_OPINION = re.compile(rf"(?:{_LABELS})(?:\s?[:|–—-]\s?.{{0,200}}|\sby\s.{{1,80}})?", re.IGNORECASE)
_TITLE_END = re.compile(
    r".{8,}(?:\s?[|–—:]|\s-)\s(?:opinion|op-?ed|column|editorial|commentary|our\sview|opposing\sview|kommentar|meinung|kolumne|tribune|opinión|editoriale|мнение)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"/(?:opinions?|op-?eds?|commentary|commentisfree|columns?|columnists?|editorials?|perspective|viewpoints?|(?:our|my|the-monitors)-?view|public-?editor|"
    r"ombudsman|guest-?(?:posts?|columns?|essays?|commentary|columnists?)|meinung|kommentare?|kolumnen?|gastbeitra(?:g|ege)|opinie|opinion(?:es)?|opinioni|"
    r"tribunes?|editos?|editoriales|editoriali|columnas?|mneni[ey]a?|kolonki)(?:/|$)|"
    r"-(?:column|commentary|editorial|op-ed)(?:/|$|\.html?\b)",
    re.IGNORECASE,
)
# What stands under or above a piece. "The views expressed" of readers' comments is a notice of the site.
_VIEWS = re.compile(
    r"\b(?:views|opinions)(?:\sand\s(?:views|opinions))?\sexpressed\s(?:here|herein|are|by\sthe\s(?:author|writer|columnist)|"
    r"in\sthis\s(?:article|column|commentary|piece|essay|op-?ed|opinion))\b(?!.*\bcomments?\b)|"
    r"\bthe\s(?:author|writer)['’]?s?\sown\s(?:views|opinions)\b|\bgibt\sdie\smeinung\sde[rs]\sautor",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"\b(?:this|his|her|their|[A-Z]{3,})\scolumn\s(?:originally\s|first\s)?(?:appear|ran\b|runs\b|was\s(?:originally|first)\spublished)|"
    r"\brespond\sto\sthis\s(?:editorial|column|op-?ed)\b|\bread\smore\scolumns\slike\sthis\b",
)
_SYNDICATE = re.compile(
    r"\b(?:creators(?:\ssyndicate|\.com)|tribune\scontent\sagency|tribune\smedia\sservices|writers\sgroup|universal\suclick|andrews\smcmeel|king\sfeatures|project\ssyndicate)\b",
    re.IGNORECASE,
)
_COLUMNIST = re.compile(
    rf"(?P<name>{NAME})\s(?:is|are|ist|est|es)\s(?:[\w’'.&-]+,?\s){{0,8}}?(?:columnists?|op-?ed\s(?:writer|contributor)|opinion\s(?:contributor|writer|editor)|"
    r"contributing\s(?:opinion\s)?(?:writer|columnist)|kolumnist(?:in)?|chroniqueu(?:r|se)|columnista)\b"
)
_OUTSIDER = re.compile(
    r"\b(?:fellow|professor|lecturer|author\sof|director|president|founder|scholar|historian|lawyer|attorney|economist|chairm[ae]n|chairwoman|"
    r"ambassador|senators?|congress(?:man|woman)|strategist|contributor|talk\sshow\shost|republican|democrat|serves?\son)\b",
    re.IGNORECASE,
)
_NEWSROOM = re.compile(
    r"\b(?:reporters?|correspondents?|staff\swriter|editors?|journalists?|producers?|covers|reports|bureau)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:opinion|commentary|editorial)\b|\beditorial\sboard\b|\b(?:columnist|opinion\scontributor)$|"
    r"^(?:sen\.|rep\.|gov\.|senator|representative|governor|congress(?:man|woman)|ambassador)\s",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\b[Tt]his\s(?:editorial\s(?:board|page)|board)\s(?:\w+\s){0,2}?(?:believe|urge|endorse|support|oppose|recommend)s?\b"
)
# A paragraph of a longer quotation opens a quotation mark and does not close it.
QUOTED = re.compile(r"[“\"«„][^”\"»“\n]*(?:[”\"»“]|$)", re.MULTILINE)
_FIRST_PERSON = re.compile(
    r"(?<![\w’'.])(?<!War\s)(?<!Title\s)(?<!Part\s)(?:I|I['’](?:m|ve|d|ll)|my|myself)(?![\w])"
)
_LABELLED = re.compile(r"[^\W\d_][^:\n]{0,48}?\s?:\s(?=\S)")


def is_label(line: str) -> bool:
    """Whether the whole line is a label such as "Opinion" or "Commentary: ..."."""
    return len(line) <= 220 and _OPINION.fullmatch(line) is not None


def is_titled(title: str, authors: Sequence[str]) -> bool:
    """Whether a title is labelled, or opens with its author's last name: "LEE: The bridge must fall"."""
    if is_label(title) or _TITLE_END.fullmatch(title[:400]):
        return True
    last = authors[0].rsplit(" ", 1)[-1] if authors else ""
    return len(last) > 2 and title.casefold().startswith(f"{last.casefold()}: ")


def is_filed(url: str | None) -> bool:
    """Whether the address itself files the page under opinion."""
    return url is not None and _ADDRESS.search(url.split("?", 1)[0]) is not None


def is_signed(authors: Sequence[str]) -> bool:
    """Whether the first author writes as a columnist, as an editorial board or in a public office."""
    return bool(authors) and _BYLINE.search(authors[0]) is not None


def is_noted(lines: Sequence[Line], authors: Sequence[str], notices: Sequence[Line]) -> bool:
    """Whether the note above or under a piece makes it a column, or its author no member of the newsroom."""
    ends = [line.text for line in (*lines[:2], *lines[-4:]) if len(line.text) <= 700]
    if any(_VIEWS.search(text) or _COLUMN.search(text) for text in ends):
        return True
    if any(len(text) <= 200 and _SYNDICATE.search(text) for text in (*ends, *(one.text for one in notices))):
        return True
    return any(_introduces(text, authors) for text in ends)


def _introduces(text: str, authors: Sequence[str]) -> bool:
    columnist = _COLUMNIST.match(text)
    if columnist and not _NEWSROOM.search(text) and (not authors or columnist["name"] in authors):
        return True
    name = next((one for one in authors if " " in one and text.startswith(one)), None)
    if name is None or not re.match(r",?\s(?:is|was|served|has|teaches)\b|,", text[len(name) :]):
        return False
    return _OUTSIDER.search(text) is not None and _NEWSROOM.search(text) is None


def in_own_person(lines: Sequence[Line], authors: Sequence[str]) -> bool:
    """Whether the board speaks as "this board", or a named author says "I" in a good part, outside quotation marks."""
    own = [
        QUOTED.sub(" ", line.text)
        for line in lines
        if "@" not in line.text and not _LABELLED.match(line.text[:64])
    ]
    if any(_BOARD.search(text) for text in own):
        return True
    saying = sum(_FIRST_PERSON.search(text) is not None for text in own)
    return bool(authors) and saying >= 4 and saying >= 0.2 * len(lines)
