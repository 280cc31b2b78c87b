"""`show`: an article with its voices marked."""

from __future__ import annotations

from collections.abc import Collection

from rich.console import Console
from rich.text import Text

from assistant import schema
from assistant.attribution.access import heard_in
from assistant.cli import streams
from assistant.news import Article, Mode, Part, PartKind, ReadBy, Span, VoiceKind

_STYLE = {
    VoiceKind.OUTLET: "cyan",
    VoiceKind.PERSON: "magenta",
    VoiceKind.INSTITUTION: "yellow",
    VoiceKind.UNNAMED: "green",
}


def show_article(article: Article, *, held: Collection[str], as_json: bool) -> None:
    heard = heard_in(article)
    if as_json:
        streams.print_json(schema.article(article))
        return
    console = streams.out()
    console.print(Text(article.title, style="bold"))
    origin = f" (written by {article.origin})" if article.origin else ""
    day = f", {article.published}" if article.published else ""
    console.print(Text(f"{article.publisher}{origin}{day}, {article.kind.value}, {article.language}"))
    if article.authors:
        console.print(Text(f"By {', '.join(article.authors)}"))
    console.print(Text(f"{article.id}  {article.url or ''}", style="dim"))
    for who in _choosers(article):
        console.print(Text(f"What others say in a round-up is what {who} selected.", style="dim"))
    console.print(Text("\nVoices", style="bold underline"))
    for one in heard:
        absent = one.voice.kind is VoiceKind.OUTLET and one.voice.name not in held
        access = one.access.value.replace("_", "-") + (f" via {' and '.join(one.via)}" if one.via else "")
        note = ", absent from the library" if absent and one.via else ""
        console.print(
            Text(f"  {one.voice.name}", style=_STYLE[one.voice.kind])
            + Text(f"  {one.voice.kind.value}, {access}{note}, {one.mentions}x", style="dim")
        )
    legend = Text("\nown words  ")
    for kind, style in _STYLE.items():
        legend.append(f"{kind.value}  ", style=style)
    console.print(legend + Text("unclear", style="italic"))
    _text(console, article)


def _choosers(article: Article) -> list[str]:
    """The outlets whose round-ups stand on this page: whom they quote, and with what, is their selection."""
    parts = (part for part in article.parts if part.kind is PartKind.ROUND_UP)
    return list(dict.fromkeys(part.origin or article.outlet for part in parts))


def _text(console: Console, article: Article) -> None:
    """The text piece by piece, every quoted voice named before its words."""
    pieces = {_piece(part) for part in article.parts if part.kind is not PartKind.BOILERPLATE}
    above = None
    for part in article.parts or (Part(Span(0, len(article.text))),):
        if part.kind is PartKind.BOILERPLATE:
            console.print(Text(article.words(part.span).strip(), style="dim strike"))
            continue
        if len(pieces) > 1 and _piece(part) != above:
            console.print(_part_heading(part))
        above = _piece(part)
        console.print(_voiced(article, part.span))


def _piece(part: Part) -> tuple[object, ...]:
    """What tells pieces apart: a notice in the middle of one divides it into two parts that are the same piece."""
    return part.title, part.authors, part.kind, part.origin


def _part_heading(part: Part) -> Text:
    told = [part.kind.value.replace("_", "-")]
    told += [f"by {', '.join(part.authors)}"] if part.authors else []
    told += [f"from {part.origin}"] if part.origin else []
    return Text(f"\n{part.title or 'A piece of this page'}", style="bold") + Text(
        f"  {', '.join(told)}", style="dim"
    )


def _voiced(article: Article, within: Span) -> Text:
    drawn = Text()
    place, speaking = within.start, None
    for one in article.attributions:
        if not within.covers(one.span):
            continue
        drawn.append(article.text[place : one.span.start])
        quoted = len(one.chain) > 1
        if quoted and one.speaker != speaking:
            by = ", heard by the model" if one.read_by is ReadBy.MODEL else ""
            drawn.append(f"[{' → '.join(voice.name for voice in one.chain[1:])}{by}] ", style="dim")
        style = "italic" if one.mode is Mode.UNCLEAR else _STYLE[one.speaker.kind] if quoted else ""
        drawn.append(article.words(one.span), style=style)
        place, speaking = one.span.end, one.speaker
    drawn.append(article.text[place : within.end])
    return drawn
