"""`show`: an article with its voices marked."""

from __future__ import annotations

from collections.abc import Collection

from rich.console import Console
from rich.text import Text

from assistant import schema
from assistant.attribution.access import heard_in
from assistant.cli import streams
from assistant.news import Article, Mode, VoiceKind

_STYLE = {
    VoiceKind.OUTLET: "cyan",
    VoiceKind.PERSON: "magenta",
    VoiceKind.INSTITUTION: "yellow",
    VoiceKind.UNNAMED: "green",
}


def show_article(article: Article, *, held: Collection[str], as_json: bool) -> None:
    heard = heard_in(article)
    if as_json:
        rows = [
            schema.voice(one.voice, access=one.access.value, via=one.via, mentions=one.mentions)
            for one in heard
        ]
        streams.print_json(schema.article(article, rows))
        return
    console = streams.out()
    console.print(Text(article.title, style="bold"))
    origin = f" (written by {article.origin})" if article.origin else ""
    day = f", {article.published}" if article.published else ""
    console.print(Text(f"{article.publisher}{origin}{day}, {article.kind.value}, {article.language}"))
    if article.authors:
        console.print(Text(f"By {', '.join(article.authors)}"))
    console.print(Text(f"{article.id}  {article.url or ''}", style="dim"))
    console.print(Text("\nVoices", style="bold underline"))
    for one in heard:
        absent = one.voice.kind is VoiceKind.OUTLET and one.voice.name not in held
        access = one.access.value.replace("_", "-") + (f" via {' and '.join(one.via)}" if one.via else "")
        note = ", absent from the library" if absent and one.via else ""
        console.print(
            Text(f"  {one.voice.name}", style=_STYLE[one.voice.kind])
            + Text(f"  {one.voice.kind.value}, {access}{note}, {one.mentions}x", style="dim")
        )
    console.print()
    _text(console, article)


def _text(console: Console, article: Article) -> None:
    """The text with every quoted voice named in the margin before its words."""
    drawn = Text()
    place, speaking = 0, None
    for one in article.attributions:
        drawn.append(article.text[place : one.span.start])
        voice = one.speaker
        style = _STYLE[voice.kind] if len(one.chain) > 1 else ""
        if len(one.chain) > 1 and voice != speaking:
            drawn.append(f"[{' → '.join(each.name for each in one.chain[1:])}] ", style="dim")
        if one.mode is Mode.UNCLEAR:
            style = "italic"
        drawn.append(one.span.of(article.text), style=style)
        place, speaking = one.span.end, voice
    drawn.append(article.text[place:])
    console.print(drawn)
