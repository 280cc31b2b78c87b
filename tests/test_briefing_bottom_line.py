"""The bottom line opens with what is reported, and shows both sides of what is disputed with who says it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.briefing.bottom_line import both_sides
from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing
from assistant.briefing.layout import outline
from assistant.briefing.order import Order
from assistant.briefing.outline import Line, Name
from assistant.findings import Agreement, Answer, Claim, Engine, Issue, Position, Reading, Stance
from assistant.news import Access, Article, Voice, VoiceKind
from tests.making import an_article
from tests.test_core import Planted, an_assistant, cited

FACT = "The wall broke at dawn on Monday and the sea flooded two streets."
SHUT = "The harbour wall was shut to visitors in June, when cracks in the harbour wall were measured."
BUILT = "The harbour wall was built in 1951, and the harbour was deepened in 1987."
DENIAL = "“The harbour wall never had any cracks that anybody reported to us,” said Jan Roder, the minister."
CHARGE = "“The minister was told of the cracks in the harbour wall in every report we wrote,” said Ana Brook, an engineer."
POST = an_article(f"{FACT} {DENIAL}", url="https://post.example/a")
GAZETTE = an_article(
    f"{SHUT} {BUILT} {CHARGE}",
    publisher="Steenhaven Gazette",
    title="Harbour wall shut",
    url="https://gazette.example/b",
)
WIRE = an_article(FACT, publisher="Coast Wire", title="Wall breaks", url="https://wire.example/w")
RODER, BROOK = Voice("Jan Roder", VoiceKind.PERSON), Voice("Ana Brook", VoiceKind.PERSON)
NEVER = "The harbour wall never had any cracks that anybody reported."
TOLD = "The minister was told of the cracks in the harbour wall in every report."


class Modelled(Planted):
    """An analyst whose sentences a model wrote: nothing but what is planted is told."""

    model = "planted"  # type: ignore[assignment]


def said(voice: Voice, article: Article, words: str, text: str) -> Claim:
    claim = cited(article, words, text)
    return Claim(text, tuple(replace(one, voices=(article.publisher, voice.name)) for one in claim.citations))


NO = said(RODER, POST, DENIAL, NEVER)
YES = said(BROOK, GAZETTE, CHARGE, TOLD)
FOUND = cited(POST, FACT)
FURTHER = (cited(GAZETTE, SHUT), cited(GAZETTE, BUILT))
ISSUE = Issue(
    "Was the minister told of the cracks?",
    (Reading("never", (RODER.name,), (NO,)), Reading("told", (BROOK.name,), (YES,))),
    {RODER.name: Stance.AGAINST, BROOK.name: Stance.FOR},
)
POSITIONS = (
    Position(RODER, Access.SECOND_HAND, (POST.publisher,), (NO,)),
    Position(BROOK, Access.SECOND_HAND, (GAZETTE.publisher,), (YES,)),
    Position(Voice(POST.publisher), Access.FIRST_HAND, (), (FOUND,)),
)


def made(folder: Path, *findings: Position | Issue) -> Briefing:
    with an_assistant(folder, Modelled(*findings), POST, GAZETTE) as assistant:
        *_, briefing = Briefings(assistant).composing(Order("harbour wall cracks"))
    assert isinstance(briefing, Briefing)
    return briefing


def lines(briefing: Briefing) -> list[Line]:
    return [line for one in outline(briefing).sections if one.name is Name.BOTTOM_LINE for line in one.lines]


def test_what_is_reported_comes_before_who_denies_it(tmp_path: Path) -> None:
    told = [one.text for one in made(tmp_path, *POSITIONS).bottom_line]

    assert told[0] == FACT
    assert NEVER in told[1:]


def test_what_an_outlet_agrees_on_with_others_opens(tmp_path: Path) -> None:
    shared = Claim(FACT, (*FOUND.citations, *cited(WIRE, FACT).citations))
    agreed = Agreement(shared, (POST.publisher, WIRE.publisher), 2)
    reporting = [Position(Voice(GAZETTE.publisher), Access.FIRST_HAND, (), (one,)) for one in FURTHER]
    with an_assistant(
        tmp_path, Modelled(*reporting, *POSITIONS[:2], agreed), POST, GAZETTE, WIRE
    ) as assistant:
        *_, briefing = Briefings(assistant).composing(Order("harbour wall cracks"))
    assert isinstance(briefing, Briefing)

    assert briefing.bottom_line[0].text == FACT


def test_a_denial_opens_no_bottom_line_though_the_article_opens_with_it(tmp_path: Path) -> None:
    denied = "Minister Jan Roder denied on Tuesday that the harbour wall had any cracks in the harbour wall."
    with an_assistant(tmp_path, Planted(), an_article(f"{denied} {FACT}")) as assistant:
        *_, briefing = Briefings(assistant).composing(Order("harbour wall cracks"))
    assert isinstance(briefing, Briefing)

    assert [one.text for one in briefing.bottom_line] == [FACT, denied]


def test_a_disputed_point_is_told_with_both_sides_or_not_at_all(tmp_path: Path) -> None:
    reporting = [Position(Voice(GAZETTE.publisher), Access.FIRST_HAND, (), (one,)) for one in FURTHER]
    without = [one.text for one in made(tmp_path / "a", *POSITIONS, *reporting).bottom_line]
    told = [one.text for one in made(tmp_path / "b", *POSITIONS, *reporting, ISSUE).bottom_line]

    assert not {NEVER, TOLD} <= set(without)
    assert told[0] in {FACT, SHUT, BUILT}
    assert set(told[1:]) == {NEVER, TOLD}


def test_the_side_that_more_voices_hold_comes_first() -> None:
    never, told = ISSUE.readings
    more = replace(ISSUE, readings=(never, replace(told, voices=(BROOK.name, "Steenhaven Gazette"))))
    answer = Answer("harbour wall", Engine("planted", "planted", ""), issues=(more,))

    assert both_sides(answer) == (YES, NO)


def test_an_issue_that_nobody_is_against_gives_no_sides() -> None:
    agreed = replace(ISSUE, stances={RODER.name: Stance.FOR, BROOK.name: Stance.FOR})

    assert both_sides(Answer("harbour wall", Engine("planted", "planted", ""), issues=(agreed,))) == ()


def test_a_sentence_that_does_not_say_whose_it_is_has_its_voice_before_it(tmp_path: Path) -> None:
    by_text = {one.text: one for one in lines(made(tmp_path, *POSITIONS, ISSUE))}

    assert by_text[NEVER].lead == f"{RODER.name}, via {POST.publisher}"
    assert (by_text[FACT].lead, by_text[FACT].tail) == ("", POST.publisher)


def test_a_claim_of_a_person_opens_nothing_though_it_names_that_person(tmp_path: Path) -> None:
    named = "Jan Roder never saw cracks in the harbour wall or heard of cracks in the harbour wall."
    claim = said(RODER, POST, DENIAL, named)
    positions = (Position(RODER, Access.SECOND_HAND, (POST.publisher,), (claim,)), POSITIONS[2])

    assert next(one.text for one in made(tmp_path, *positions).bottom_line) == FACT


def test_a_side_that_tells_what_would_open_stands_for_it(tmp_path: Path) -> None:
    more = "On Monday at dawn the wall broke and the sea flooded two streets and a school."
    post = an_article(f"{FACT} {DENIAL}", url="https://post.example/a")
    gazette = an_article(more, publisher="Steenhaven Gazette", title="Flood", url="https://gazette.example/c")
    fuller = cited(gazette, more)
    issue = Issue(
        "Did the wall break?",
        (Reading("broke", ("Steenhaven Gazette",), (fuller,)), Reading("never", (RODER.name,), (NO,))),
        {"Steenhaven Gazette": Stance.FOR, RODER.name: Stance.AGAINST},
    )
    positions = (
        POSITIONS[0],
        POSITIONS[2],
        Position(Voice("Steenhaven Gazette"), Access.FIRST_HAND, (), (fuller,)),
    )
    with an_assistant(tmp_path, Modelled(*positions, issue), post, gazette) as assistant:
        *_, briefing = Briefings(assistant).composing(Order("wall broke dawn Monday sea flooded streets"))
    assert isinstance(briefing, Briefing)

    assert next(one.text for one in briefing.bottom_line) == more
    assert NEVER in [one.text for one in briefing.bottom_line]
