"""A briefing that has something in every place, made by hand: what exports, the linter and the JSON are tried on."""

from __future__ import annotations

from datetime import UTC, date, datetime

from assistant.briefing.contest import Bearing, Case, Contest, Evidence, Judgement
from assistant.briefing.document import (
    Briefing,
    Change,
    Cited,
    Dated,
    Differences,
    Framing,
    Made,
    PromptUsed,
    Read,
    Source,
    Turn,
)
from assistant.briefing.saying import NO_OUTLET
from assistant.findings import (
    Agreement,
    Checks,
    Citation,
    Claim,
    CounterArgument,
    Engine,
    Issue,
    Lane,
    Position,
    Reading,
    Stance,
    Usage,
    Verdict,
)
from assistant.news import Access, Article, Attribution, Filters, Mode, Span, Voice, VoiceKind

COURANT = Article(
    id="aaaaaaaaaaaa",
    title="Inspector warned the ministry",
    publisher="The Ledvar Courant",
    text=(
        "The inspector warned the ministry 24 days before the dam broke. "
        "“Stop the filling,” he wrote. The ministry shamefully ignored him. "
        "The ministry denied that it had read the letter, Trumpeter reported."
    ),
    url="https://courant.example/a",
    authors=("Sofia Narenk",),
    published=date(2025, 10, 9),
    language="en",
)
TRUMPETER = Article(
    id="bbbbbbbbbbbb",
    title="Nobody could have known",
    publisher="Corvanian Trumpeter",
    text=(
        "The rain of 5 October broke the dam. No letter reached the ministry. "
        "Rain fell on 27 dams that week <b>and</b> one *broke*."
    ),
    url="https://trumpeter.example/b?x=1&y=2",
    published=date(2025, 10, 10),
    language="en",
)
ARTICLES = (COURANT, TRUMPETER)


def heard() -> tuple[Article, ...]:
    """The articles with every sentence attributed to whom it speaks for."""
    from dataclasses import replace

    courant, trumpeter = Voice(COURANT.publisher), Voice(TRUMPETER.publisher)
    written = Span(COURANT.text.index("“Stop"), COURANT.text.index("The ministry sh"))
    own = (
        Attribution(Span(0, written.start), (courant,)),
        Attribution(written, (courant, Voice("the inspector", VoiceKind.PERSON)), Mode.DIRECT),
        Attribution(Span(written.end, len(COURANT.text)), (courant,)),
    )
    theirs = (Attribution(Span(0, len(TRUMPETER.text)), (trumpeter,)),)
    return replace(COURANT, attributions=own), replace(TRUMPETER, attributions=theirs)


def cite(article: Article, words: str, *voices: str) -> Citation:
    start = article.text.index(words)
    return Citation(
        article.id,
        Span(start, start + len(words)),
        words,
        voices or (article.publisher,),
        article.title,
        article.publisher,
        article.url,
        Verdict.EXACT,
    )


WARNED = Claim(
    "The inspector warned the ministry 24 days before the dam broke.",
    (cite(COURANT, "The inspector warned the ministry 24 days before the dam broke."),),
)
STOP = Claim(
    "“Stop the filling,” he wrote.",
    (cite(COURANT, "“Stop the filling,” he wrote.", "The Ledvar Courant", "the inspector"),),
)
IGNORED = Claim(
    "The ministry shamefully ignored him.", (cite(COURANT, "The ministry shamefully ignored him."),)
)
RAIN = Claim(
    "The rain of 5 October broke the dam.", (cite(TRUMPETER, "The rain of 5 October broke the dam."),)
)
NO_LETTER = Claim("No letter reached the ministry.", (cite(TRUMPETER, "No letter reached the ministry."),))
DAMS = Claim(
    "Rain fell on 27 dams that week <b>and</b> one *broke*.",
    (cite(TRUMPETER, "Rain fell on 27 dams that week <b>and</b> one *broke*."),),
)
BOTH = Claim("The dam broke.", (*WARNED.citations, *RAIN.citations))

ISSUE = Issue(
    "Was the ministry warned?",
    (
        Reading("the ministry was warned", ("The Ledvar Courant",), (WARNED,)),
        Reading("no letter came", ("Corvanian Trumpeter",), (NO_LETTER,)),
    ),
    {"The Ledvar Courant": Stance.FOR, "Corvanian Trumpeter": Stance.AGAINST, "Le Fanal": Stance.NOT_STATED},
)


def sources() -> tuple[Source, ...]:
    return (
        Source(
            1,
            COURANT.id,
            COURANT.title,
            COURANT.publisher,
            COURANT.publisher,
            COURANT.digest,
            published=COURANT.published,
            language="en",
            url=COURANT.url,
            authors=COURANT.authors,
            outlet_kind="newspaper",
            country="XC",
            owner="Ledvar Press Trust",
            cited=tuple(
                Cited(label, claim.citations[0].span, claim.citations[0].quote, claim.citations[0].voices)
                for label, claim in zip("abc", (WARNED, STOP, IGNORED), strict=True)
            ),
        ),
        Source(
            2,
            TRUMPETER.id,
            TRUMPETER.title,
            TRUMPETER.publisher,
            TRUMPETER.publisher,
            TRUMPETER.digest,
            published=TRUMPETER.published,
            language="en",
            url=TRUMPETER.url,
            cited=tuple(
                Cited(label, claim.citations[0].span, claim.citations[0].quote, claim.citations[0].voices)
                for label, claim in zip("abc", (NO_LETTER, RAIN, DAMS), strict=True)
            ),
        ),
    )


def briefing() -> Briefing:
    """Two articles that disagree, and something in every section."""
    yes, no, neither = Bearing.CONSISTENT, Bearing.INCONSISTENT, Bearing.NEITHER
    return Briefing(
        id="cccccccccccc",
        title="The dam of Stolmar",
        topic="Who is to blame for the dam?",
        as_of=datetime(2025, 10, 20, 6, 0, tzinfo=UTC),
        made=Made(
            Engine("prompted", "a-model", "use-multilingual"),
            "Counterpoint 0.1.0",
            Checks(9, 8, {"fabricated": 1}),
            (PromptUsed("positions", 1, "0123456789ab"),),
            Usage(3, 1200, 300, 0.0123),
            ("Left out, for lack of room in what the model can read: 1 passage of Le Fanal.",),
        ),
        read=Read(2, 2, 3, 2, 2, 1, 0, 22, date(2025, 10, 9), date(2025, 10, 10)),
        filters=Filters(since=date(2025, 10, 1)),
        notices=(
            "“Nobody could have known” (Corvanian Trumpeter) was removed from the library on 2025-10-21.",
        ),
        scope=(NO_OUTLET,),
        bottom_line=(BOTH, WARNED),
        differences=Differences(
            "dddddddddddd",
            datetime(2025, 10, 12, 6, 0, tzinfo=UTC),
            (
                Change(Turn.NEW, "Corvanian Trumpeter", "Corvanian Trumpeter", RAIN),
                Change(Turn.CHANGED, "the inspector", "The Ledvar Courant", STOP, IGNORED),
                Change(
                    Turn.WITHDRAWN,
                    "Le Fanal",
                    "Le Fanal",
                    None,
                    Claim("Nothing is known."),
                    "the article was removed",
                ),
            ),
            3,
        ),
        judgements=(
            Judgement(
                "It is likely that the ministry was warned.",
                "Confidence is low: one outlet carries it.",
                (WARNED,),
            ),
        ),
        agreements=(Agreement(BOTH, ("The Ledvar Courant", "Corvanian Trumpeter"), 2),),
        positions=(
            Position(Voice("The Ledvar Courant"), Access.FIRST_HAND, (), (WARNED, IGNORED)),
            Position(Voice("Corvanian Trumpeter"), Access.FIRST_HAND, (), (RAIN, NO_LETTER)),
            Position(
                Voice("the inspector", VoiceKind.PERSON), Access.SECOND_HAND, ("The Ledvar Courant",), (STOP,)
            ),
        ),
        matrix=(ISSUE,),
        contests=(
            Contest(
                ISSUE.issue,
                tuple(Case(one.label, one.voices, one.claims) for one in ISSUE.readings),
                (
                    Evidence(STOP, (yes, no)),
                    Evidence(NO_LETTER, (no, yes)),
                    Evidence(DAMS, (neither, neither)),
                ),
            ),
        ),
        counterarguments=(
            CounterArgument(WARNED, Lane.IN_SOURCES, (NO_LETTER,)),
            CounterArgument(WARNED, Lane.INFERRED, (Claim("A letter that is sent need not be read."),)),
        ),
        conflicts=(
            Issue(
                "the day",
                (
                    Reading("24 days", ("The Ledvar Courant",), (WARNED,)),
                    Reading("5 October", ("Corvanian Trumpeter",), (RAIN,)),
                ),
                {},
            ),
        ),
        framing=(Framing("The Ledvar Courant", "shamefully", IGNORED),),
        timeline=(Dated(date(2025, 10, 5), RAIN), Dated(date(2025, 10, 9), WARNED, reported=True)),
        not_stated=("Le Fanal",),
        absent=("Sundradio",),
        assumptions=("That an outlet speaks in its own voice where it names nobody.",),
        gaps=("No article of Sundradio is in the library.",),
        would_change=("An article of Sundradio itself.",),
        sources=sources(),
        translations={NO_LETTER.text: "Kein Brief erreichte das Ministerium."},
    )
