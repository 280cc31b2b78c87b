"""The two pages that came with the project: every voice in them, with the right chain and part."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.attribution.access import heard_in, part_at
from assistant.attribution.attribute import attribute
from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.news import Access, Article, Attribution, Mode, PartKind

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[2] / "shared"))
OUTLETS = Outlets.packaged()


@pytest.fixture(scope="module")
def pages() -> dict[str, Article]:
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the two seeds are not in {folder}; set COUNTERPOINT_SHARED")
    made = {}
    for path in sorted(folder.glob("*.txt")):
        article = Article(path.stem, "", f"unknown outlet ({path.stem})", path.read_text(encoding="utf-8"))
        article = divide(article, OUTLETS)
        made[path.stem[:3]] = article
    return made


@pytest.fixture(scope="module")
def voices(pages: dict[str, Article]) -> dict[str, tuple[Attribution, ...]]:
    return {name: attribute(article, OUTLETS) for name, article in pages.items()}


CHAINS = [
    ("000", "The West has been asking for this defeat", ["RT", "Tarik Cyril Amar"], Mode.OWN),
    ("000", "For decades, the US pursued a fantasy", ["RT", "Fyodor Lukyanov"], Mode.OWN),
    ("000", "he is “OK” with keeping Ukraine", ["RT", "Donald Trump"], Mode.INDIRECT),
    ("000", "He also suggested it is", ["RT", "Donald Trump"], Mode.INDIRECT),
    ("000", "arguing that the US leader had trampled", ["RT", "The Daily Telegraph"], Mode.INDIRECT),
    ("000", "nothing about Ukraine without", ["RT", "The Daily Telegraph"], Mode.DIRECT),
    ("000", "it is a great victory for Putin", ["RT", "The Daily Telegraph"], Mode.DIRECT),
    ("000", "the moment Europeans and Ukrainians", ["RT", "Politico"], Mode.DIRECT),
    ("000", "echoed this", ["RT", "Bloomberg"], Mode.INDIRECT),
    ("000", "had gotten no notice", ["RT", "Bloomberg", "unnamed Bloomberg sources"], Mode.DIRECT),
    ("000", "called the phone call", ["RT", "Bloomberg", "unnamed European supporter"], Mode.INDIRECT),
    ("000", "the best day for Putin", ["RT", "CNN"], Mode.DIRECT),
    ("000", "deprived the Ukrainians of", ["RT", "CNN"], Mode.DIRECT),
    ("000", "the call was a breakthrough", ["RT", "The Washington Post"], Mode.INDIRECT),
    ("000", "some or all of the Ukrainian", ["RT", "The Washington Post"], Mode.DIRECT),
    ("000", "to tell them they must pay", ["RT", "Financial Times", "unnamed senior EU officials"], Mode.DIRECT),
    ("000", "a real test of unity", ["RT", "Financial Times", "unnamed Financial Times source"], Mode.DIRECT),
    ("000", "frankly we haven’t", ["RT", "Financial Times", "unnamed Financial Times source"], Mode.DIRECT),
    ("000", "calculated that protecting", ["RT", "Bloomberg"], Mode.INDIRECT),
    ("002", "All things on wich Trump", ["Politico", "Dmitry Kiselyov"], Mode.DIRECT),
    ("002", "highlighting a perceived", ["Politico"], Mode.OWN),
    ("002", "strategy is carefully designed", ["Politico", "Meduza"], Mode.INDIRECT),
    ("002", "simply put, weak", ["Politico", "Meduza", "unnamed Kremlin strategist"], Mode.DIRECT),
    ("002", "It would look like Putin failed", ["Politico", "Meduza", "unnamed Kremlin strategist"], Mode.DIRECT),
    ("002", "shock and horror", ["Politico", "Komsomolskaya Pravda"], None),
]  # fmt: skip


@pytest.mark.parametrize(("page", "words", "chain", "mode"), CHAINS)
def test_hears_every_voice_through_the_right_chain(
    pages: dict[str, Article],
    voices: dict[str, tuple[Attribution, ...]],
    page: str,
    words: str,
    chain: list[str],
    mode: Mode | None,
) -> None:
    start = pages[page].text.index(words)
    found = next(one for one in voices[page] if one.span.start <= start < one.span.end)
    assert [voice.name for voice in found.chain] == chain
    assert mode is None or found.mode is mode


KNOWN = {
    "000": {
        Access.FIRST_HAND: {"RT", "Tarik Cyril Amar", "Fyodor Lukyanov"},
        Access.SECOND_HAND: {
            "The Daily Telegraph", "Politico", "Bloomberg", "CNN", "The Washington Post", "Financial Times", "Donald Trump",
        },
        Access.THIRD_HAND: {
            "unnamed Bloomberg sources", "unnamed European supporter", "unnamed senior EU officials",
            "unnamed Financial Times source",
        },
    },
    "002": {
        Access.FIRST_HAND: {"Politico", "Natalie Petrova"},
        Access.SECOND_HAND: {"Dmitry Kiselyov", "Meduza", "Komsomolskaya Pravda"},
        Access.THIRD_HAND: {"unnamed Kremlin strategist"},
    },
}  # fmt: skip


@pytest.mark.parametrize("page", KNOWN)
def test_every_voice_is_listed_with_how_it_is_known(
    pages: dict[str, Article], voices: dict[str, tuple[Attribution, ...]], page: str
) -> None:
    listed = heard_in(replace(pages[page], attributions=voices[page]))

    for access, names in KNOWN[page].items():
        assert names <= {one.voice.name for one in listed if one.access is access}


def test_an_interviewee_answers_in_her_own_voice(
    pages: dict[str, Article], voices: dict[str, tuple[Attribution, ...]]
) -> None:
    text = pages["002"].text
    for words in (
        "intriguing yet carefully constructed",
        "In the long term, the Kremlin",
        "geopolitical buffer zone",
    ):
        start = text.index(words)
        found = next(one for one in voices["002"] if one.span.start <= start < one.span.end)
        assert (found.speaker.name, found.mode) == ("Natalie Petrova", Mode.DIRECT)
    asked = text.index("Could you elaborate")
    question = next(one for one in voices["002"] if one.span.start <= asked < one.span.end)
    assert [voice.name for voice in question.chain] == [pages["002"].publisher]


def test_the_pieces_of_a_page_keep_their_own_authors_and_kinds(pages: dict[str, Article]) -> None:
    kinds = [part.kind for part in pages["000"].parts if part.kind is not PartKind.BOILERPLATE]
    assert kinds == [PartKind.OPINION, PartKind.OPINION, PartKind.ROUND_UP]
    assert {part.origin for part in pages["000"].parts if part.kind is not PartKind.BOILERPLATE} == {"RT"}


def test_covers_every_sentence_that_is_not_boilerplate(
    pages: dict[str, Article], voices: dict[str, tuple[Attribution, ...]]
) -> None:
    for page, article in pages.items():
        covered = {at for one in voices[page] for at in range(one.span.start, one.span.end)}
        for part in article.parts:
            if part.kind is not PartKind.BOILERPLATE:
                missing = [
                    at for at in range(part.span.start, part.span.end)
                    if at not in covered and article.text[at].isalnum()
                ]  # fmt: skip
                assert missing == []


PLACES = [
    ("000", PartKind.OPINION, "Tarik Cyril Amar"), ("000", PartKind.OPINION, "Fyodor Lukyanov"),
    *(("000", PartKind.ROUND_UP, name) for name in (
        "Donald Trump", "The Daily Telegraph", "Politico", "Bloomberg", "CNN", "The Washington Post", "Financial Times",
        "unnamed Bloomberg sources", "unnamed European supporter", "unnamed senior EU officials", "unnamed Financial Times source",
    )),
    *(("002", PartKind.REPORT, name) for name in (
        "Politico", "Dmitry Kiselyov", "Meduza", "unnamed Kremlin strategist", "Komsomolskaya Pravda",
    )),
    ("002", PartKind.INTERVIEW, "Natalie Petrova"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "kind", "name"), PLACES)
def test_a_voice_speaks_in_its_own_piece_and_in_no_other(
    pages: dict[str, Article],
    voices: dict[str, tuple[Attribution, ...]],
    page: str,
    kind: PartKind,
    name: str,
) -> None:
    places = {
        part.kind
        for one in voices[page]
        if name in (voice.name for voice in one.chain)
        and (part := part_at(pages[page].parts, one.span.start)) is not None
    }
    assert places == {kind}


def test_nobody_else_speaks_on_these_pages(voices: dict[str, tuple[Attribution, ...]]) -> None:
    """Voices beyond those that the pages were read for by eye: places and media as a body, and the channel's own."""
    others = {one.speaker.name for found in voices.values() for one in found} - {
        name for _, _, name in PLACES
    }
    allowed = {
        "RT",
        "Moscow",
        "Moscow and Washington",
        "unnamed Western outlets",
        "unnamed global media outlets",
        "unnamed Russian media",
    }
    assert {name for name in others if not name.startswith("unknown outlet")} <= allowed
