"""What every export says of a source and of the words cited from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.briefing.document import Cited, Source

_NOT_XML = re.compile(
    "[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)  # XML 1.0, section 2.2


def facts(source: Source) -> Iterator[tuple[str, str]]:
    """Name and value of everything that is known of a source, in order; what is not known is left out."""
    known = [one for one in (source.outlet_kind, source.country) if one not in ("", "unrated")]
    yield "Publisher", f"{source.publisher} ({', '.join(known)})" if known else source.publisher
    given = {
        "Written by": source.outlet if source.outlet != source.publisher else "",
        "Authors": ", ".join(source.authors),
        "Owner": source.owner,
        "Date": source.published.isoformat() if source.published else "",
        "Kind": source.kind.replace("_", "-"),
        "Language": source.language,
        "Access": source.access.replace("_", "-"),
        "Address": source.url or "",
        "Article": source.article_id,
        "SHA-256": source.digest,
    }
    yield from ((name, value) for name, value in given.items() if value)


def speakers(source: Source, cited: Cited) -> str:
    """Who speaks in the cited words, and through whom: `RT → The Telegraph`."""
    chain = " → ".join(cited.voices or (source.publisher,))
    return f"{chain}, as its round-up chose" if cited.selected_by else chain


def note(source: Source, cited: Cited) -> str:
    """One cited place in a sentence, for a note at the foot of a page."""
    day = f", {source.published.isoformat()}" if source.published else ""
    return f"{speakers(source, cited)}: “{cited.quote}” ({source.title}, {source.publisher}{day})"


def web_address(source: Source) -> str | None:
    """The address of a source if it is one that a reader may follow: http or https, nothing else."""
    address = source.url or ""
    return address if address.startswith(("https://", "http://")) else None


def xml_text(text: str) -> str:
    """The text without characters that no XML or HTML document may hold."""
    return _NOT_XML.sub("", text)
