"""The gate: what passes, what does not, and with which verdict. Each check has a test that fails without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.findings import Citation, Claim, Verdict
from assistant.news import Article, Attribution, Mode, Span, Voice, VoiceKind
from assistant.verification.gate import Gate
from assistant.verification.support import CoverageSupport, EmbeddedSupport

RT = Voice("RT")
TELEGRAPH = Voice("The Daily Telegraph")
CNN = Voice("CNN")
OFFICIALS = Voice("unnamed officials", VoiceKind.UNNAMED)

DEFENDED = "The Daily Telegraph argued that Trump had trampled on the principle of “nothing about Ukraine without Ukraine.”"
BEST_DAY = "CNN called the renewed engagement “the best day for Putin since the invasion”."
CALL = (
    "On Wednesday, Moscow and Washington confirmed that the two leaders held a highly productive 90-minute "
    "conversation, the first since the war began in 2022."
)
COST = "Protecting Ukraine could cost the bloc an additional $3.1 trillion over the next ten years."
DENIED = "Trump dismissed the idea that he is freezing out Zelensky from the peace process."
TEXT = "\n\n".join((DEFENDED, BEST_DAY, CALL, COST, DENIED))
OTHER_TEXT = "Officials said the deal was “a sell-out of a whole continent”. Nobody had asked Europe."


def place(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def voiced(article: Article, spoken: Sequence[tuple[str, tuple[Voice, ...]]]) -> Article:
    return replace(
        article,
        attributions=tuple(
            Attribution(place(words, article.text), chain, Mode.INDIRECT) for words, chain in spoken
        ),
    )


ARTICLE = voiced(
    Article("a1", "Global media reacts", "RT", TEXT, url="https://rt.example/1", published=date(2025, 2, 13)),
    [
        (DEFENDED, (RT, TELEGRAPH)),
        (BEST_DAY, (RT, CNN)),
        (CALL, (RT,)),
        (COST, (RT,)),
        (DENIED, (RT,)),
    ],
)
OTHER = voiced(
    Article("b2", "Europe reacts", "Bloomberg", OTHER_TEXT),
    [(OTHER_TEXT, (Voice("Bloomberg"), OFFICIALS))],
)
LIBRARY = {article.id: article for article in (ARTICLE, OTHER)}


class Indifferent:
    """Supports everything: so that a test shows what the other checks alone do."""

    threshold = 0.5

    def score(self, claim: str, cited: Sequence[str]) -> float:
        return 1.0


@pytest.fixture
def gate() -> Gate:
    return Gate(LIBRARY.get, support=Indifferent(), among=tuple(LIBRARY.values()))


def claim(text: str, *words: str, voices: tuple[str, ...] = (), article: Article = ARTICLE) -> Claim:
    cited = tuple(Citation(article.id, place(one, article.text), one, voices) for one in words)
    return Claim(text, cited)


def judged(gate: Gate, made: Claim, voice: Voice | None = None) -> tuple[Verdict, str]:
    checked = gate.check(made, voice=voice)
    return checked.verdict, checked.citations[0].reason


def test_a_verbatim_sentence_passes_and_gets_its_chain_title_and_address(gate: Gate) -> None:
    checked = gate.check(claim(BEST_DAY, BEST_DAY), voice=CNN)
    assert checked.supported
    cited = checked.citations[0]
    assert (cited.voices, cited.title, cited.publisher, cited.url) == (
        ("RT", "CNN"),
        "Global media reacts",
        "RT",
        "https://rt.example/1",
    )


def test_what_a_citation_says_of_its_article_is_replaced_by_what_is_so(gate: Gate) -> None:
    made = claim(BEST_DAY, BEST_DAY)
    lying = replace(made.citations[0], title="Buy now", publisher="BBC", url="https://evil.example/")
    checked = gate.check(replace(made, citations=(lying,)), voice=CNN)
    assert checked.citations[0].publisher == "RT"
    assert checked.citations[0].url == "https://rt.example/1"


def test_a_claim_without_citations_is_unsupported(gate: Gate) -> None:
    assert gate.check(Claim("The moon is near.")).verdict is Verdict.UNSUPPORTED


def test_an_unknown_article_is_a_fabrication(gate: Gate) -> None:
    made = Claim(CALL, (Citation("nowhere", Span(0, 9), "On Wednes"),))
    assert judged(gate, made)[0] is Verdict.FABRICATED


def test_a_citation_whose_quote_is_not_at_its_place_does_not_hold(gate: Gate) -> None:
    shifted = replace(claim(CALL, CALL).citations[0], span=Span(0, len(CALL)))
    assert judged(gate, Claim(CALL, (shifted,)))[0] is Verdict.MISATTRIBUTED


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("nothing about Ukraine without Ukraine.", Verdict.EXACT),
        ("nothing about Europe without Ukraine.", Verdict.ALTERED),
        ("Nothing about Ukraine without Ukraine.", Verdict.ALTERED),
        ("the best day for Putin since the invasion", Verdict.MISATTRIBUTED),
        ("a sell-out of a whole continent", Verdict.MISATTRIBUTED),
        ("we shall never forgive this treachery", Verdict.FABRICATED),
        ("nothing about Ukraine without Ukrain", Verdict.ALTERED),
    ],
)
def test_a_quotation_stands_exactly_or_says_how_it_does_not(
    gate: Gate, quotation: str, verdict: Verdict
) -> None:
    made = claim(f"Trump trampled on the principle of “{quotation}”", DEFENDED)
    assert judged(gate, made, TELEGRAPH)[0] is verdict


@pytest.mark.parametrize("marks", ['"{}"', "«{}»", "„{}“", "‘{}’", "'{}'", "「{}」"])
def test_quotation_marks_of_any_kind_bind(gate: Gate, marks: str) -> None:
    exact = claim("The principle was " + marks.format("nothing about Ukraine without Ukraine."), DEFENDED)
    altered = claim("The principle was " + marks.format("nothing about Ukraine but Ukraine."), DEFENDED)
    assert judged(gate, exact, TELEGRAPH)[0] is Verdict.EXACT
    assert judged(gate, altered, TELEGRAPH)[0] is Verdict.ALTERED


def test_white_space_quote_glyphs_and_composition_are_folded_and_nothing_else(gate: Gate) -> None:
    text = "Elle a dit que l’été  était\u00a0«\u202fbeau\u202f» à Genève."
    article = voiced(Article("c", "t", "Le Monde", text), [(text, (Voice("Le Monde"),))])
    gate = Gate({"c": article}.get, support=Indifferent())
    folded = "Le Monde : « l'e\u0301te\u0301 était «\u202fbeau\u202f» »"
    assert gate.check(claim(folded, text, article=article)).supported
    assert not gate.check(claim("Le Monde : « l'ete était »", text, article=article)).supported


@pytest.mark.parametrize("voice", [RT, CNN, OFFICIALS, Voice("The Guardian")])
def test_words_filed_under_another_voice_are_misattributed(gate: Gate, voice: Voice) -> None:
    made = claim("The principle of “nothing about Ukraine without Ukraine.” was trampled on.", DEFENDED)
    assert judged(gate, made, voice)[0] is Verdict.MISATTRIBUTED


def test_the_one_who_passes_words_on_may_be_said_to_report_them(gate: Gate) -> None:
    made = claim("RT reports that CNN called it “the best day for Putin since the invasion”.", BEST_DAY)
    assert judged(gate, made, RT)[0] is Verdict.EXACT


def test_a_chain_that_names_somebody_who_does_not_speak_there_is_misattributed(gate: Gate) -> None:
    made = claim(BEST_DAY, BEST_DAY, voices=("RT", "Politico"))
    assert judged(gate, made)[0] is Verdict.MISATTRIBUTED


def test_words_that_no_voice_is_known_to_speak_are_nobodys(gate: Gate) -> None:
    silent = replace(ARTICLE, attributions=())
    gate = Gate({silent.id: silent}.get, support=Indifferent())
    assert judged(gate, claim(CALL, CALL))[0] is Verdict.MISATTRIBUTED


def test_words_of_somebody_who_is_not_clear_are_not_the_outlets_that_printed_them(gate: Gate) -> None:
    faint = replace(ARTICLE, attributions=(Attribution(place(COST), (RT,), Mode.UNCLEAR),))
    gate = Gate({faint.id: faint}.get, support=Indifferent())
    assert judged(gate, claim(COST, COST), RT) == (Verdict.MISATTRIBUTED, "it is not clear who speaks there")
    assert judged(gate, claim(COST, COST, voices=("RT",)))[0] is Verdict.MISATTRIBUTED
    assert judged(Gate(LIBRARY.get, support=Indifferent()), claim(COST, COST), RT)[0] is Verdict.EXACT


def test_an_outlets_sentence_does_not_carry_what_stands_beside_it_and_is_not_clear() -> None:
    own, faint = "The bridge was closed. ", "It had been rotten for years."
    article = voiced(Article("d", "t", "RT", own + faint), [(own, (RT,))])
    unclear = Attribution(place(faint, article.text), (RT,), Mode.UNCLEAR)
    article = replace(article, attributions=(*article.attributions, unclear))
    gate = Gate({"d": article}.get, support=Indifferent())
    rotten = claim("The bridge had been rotten for years.", article.text, article=article)
    assert judged(gate, rotten, RT)[0] is Verdict.MISATTRIBUTED
    assert (
        judged(gate, claim("The bridge was closed.", own + "It had", article=article), RT)[0] is Verdict.EXACT
    )


def test_where_two_voices_share_the_cited_words_the_quotation_must_be_the_claimed_ones() -> None:
    said, answered = "Ana said “it was safe”, ", "while Bo said “it was rotten for years”."
    text = said + answered
    ana, bo = Voice("Ana", VoiceKind.PERSON), Voice("Bo", VoiceKind.PERSON)
    article = voiced(
        Article("d", "t", "Post", text), [(said, (Voice("Post"), ana)), (answered, (Voice("Post"), bo))]
    )
    gate = Gate({"d": article}.get, support=Indifferent())
    assert gate.check(claim("It “was safe”.", text, article=article), voice=ana).supported
    assert not gate.check(claim("It “was rotten for years”.", text, article=article), voice=ana).supported


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders held a 90 minute conversation.",
        "Moscow and Washington confirmed a conversation on 12 February 2025.",
        "Washington and Moscow confirmed that the leaders spoke for ninety minutes.",
        "The two leaders held a productive conversation.",
    ],
)
def test_names_numbers_and_dates_in_other_words_are_grounded(gate: Gate, text: str) -> None:
    assert judged(gate, claim(text, CALL), RT) == (Verdict.EXACT, "")


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders held a 60-minute conversation.",
        "Moscow and Kiev confirmed that the two leaders held a conversation.",
        "Moscow and Washington confirmed a conversation on 13 February 2025.",
        "On Thursday, Moscow and Washington confirmed a conversation.",
        "It was the first conversation since the war began in 2014.",
        "Beijing confirmed that the two leaders held a conversation.",
    ],
)
def test_a_name_number_or_date_that_is_not_in_the_cited_words_is_ungrounded(gate: Gate, text: str) -> None:
    assert judged(gate, claim(text, CALL), RT)[0] is Verdict.UNGROUNDED


@pytest.mark.parametrize(
    "text", ["It could cost 3.1 trillion dollars.", "It could cost $3.1tn over 10 years."]
)
def test_units_and_scale_words_are_folded(gate: Gate, text: str) -> None:
    assert judged(gate, claim(text, COST), RT)[0] is Verdict.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "It could cost $3.1 billion.",
        "It could cost 3.1 trillion euros.",
        "It could cost it within 10 months.",
    ],
)
def test_another_scale_currency_or_unit_is_another_number(gate: Gate, text: str) -> None:
    assert judged(gate, claim(text, COST), RT)[0] is Verdict.UNGROUNDED


def test_two_names_of_one_sentence_that_changed_places_are_caught(gate: Gate) -> None:
    swapped = DENIED.replace("Trump", "X").replace("Zelensky", "Trump").replace("X", "Zelensky")
    assert judged(gate, claim(swapped, DENIED), RT)[0] is Verdict.UNGROUNDED


@pytest.mark.parametrize(
    "text",
    [
        "Trump is freezing out Zelensky from the peace process.",
        "Moscow and Washington have not confirmed that the two leaders held a productive 90-minute conversation.",
    ],
)
def test_a_negation_left_out_or_added_is_unsupported(gate: Gate, text: str) -> None:
    words = DENIED if "freezing" in text else CALL
    assert judged(gate, claim(text, words), RT)[0] is Verdict.UNSUPPORTED


def test_a_possibility_is_not_stated_as_fact(gate: Gate) -> None:
    stated = COST.replace("could cost", "costs")
    assert judged(gate, claim(stated, COST), RT)[0] is Verdict.UNSUPPORTED


def alone(text: str, words: str) -> tuple[Verdict, str]:
    """What the rules say of a claim that cites one sentence of an outlet."""
    source = voiced(Article("e", "t", "Post", words), [(words, (Voice("Post"),))])
    return judged(Gate({"e": source}.get, support=Indifferent()), claim(text, words, article=source))


BROKE = "The embankment broke because the drains were blocked."
MAY = "An inspector may tell the court about the drains on Friday."
WILL = "The ministry will publish the report on the drains."


TRIED = "The minister was asked about a connection between the aid and the inquiry into the drains, he said."
NO_LINK = "There was no connection."
NOTHING_ELSE = "There was no dam at Orrin."


def test_a_denial_may_stand_in_further_words_that_are_cited() -> None:
    source = replace(ARTICLE, id="e", text=f"{TRIED} {NO_LINK} {NOTHING_ELSE}", attributions=())
    source = replace(
        source, attributions=(Attribution(Span(0, len(source.text)), (Voice(source.publisher),), Mode.OWN),)
    )
    gate = Gate({"e": source}.get, support=Indifferent())
    text = "There was no connection between the aid and the inquiry into the drains."

    def verdict(*words: str) -> Verdict:
        cited = [claim(text, one, article=source).citations[0] for one in words]
        return judged(gate, Claim(text, tuple(cited)))[0]

    assert verdict(TRIED, NO_LINK) is Verdict.EXACT
    assert verdict(TRIED, NOTHING_ELSE) is Verdict.UNSUPPORTED
    assert verdict(TRIED) is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("The embankment held because the drains were blocked.", BROKE, "opposite"),
        ("The embankment had survived, although the drains were blocked.", BROKE, "opposite"),
        ("An inspector will tell the court about the drains on Friday.", MAY, "reservation"),
        ("The ministry may publish the report on the drains.", WILL, "stands where"),
        ("The ministry should publish the report on the drains.", WILL, "stands where"),
        (
            "The wall will hold the water of a dry year.",
            "The wall would hold the water of a dry year.",
            "reservation",
        ),
        (
            "The drains will hold the water of a wet autumn.",
            "I do not think the drains will hold the water of a wet autumn.",
            "negation",
        ),
        (
            "The drains held the water of a wet autumn.",
            "The drains failed to hold the water of a wet autumn.",
            "negation",
        ),
        ("The dam held in the rain of Monday.", "The dam failed in the rain of Monday.", "opposite"),
        (
            "Ministers accept the new plan for the drains.",
            "Ministers could not (they said on Monday) accept the new plan for the drains.",
            "negation",
        ),
        (
            "Ministers accept the new plan for the drains.",
            "Ministers could not, they said on Monday, accept the new plan for the drains.",
            "negation",
        ),
        (
            "The pumps at Orrin will stop in June.",
            "The pumps at Orrin may (officials said) stop in June.",
            "reservation",
        ),
        (
            "There was proof that the drains of Orrin were cleared.",
            "Asked whether there was proof that the drains of Orrin were cleared, the minister replied: “None whatsoever.”",
            "negation",
        ),
        (
            "The ministry read reports of cracks in the wall and shut the harbour.",
            "The ministry read reports of possible cracks in the wall and shut the harbour.",
            "reservation",
        ),
        (
            "The ministry knew of cracks in the wall and shut the harbour.",
            "The ministry knew, as was possible on Monday, of cracks in the wall and shut the harbour.",
            "reservation",
        ),
    ],
)
def test_an_opposite_or_another_modality_does_not_hold(text: str, words: str, said: str) -> None:
    verdict, reason = alone(text, words)
    assert verdict is Verdict.UNSUPPORTED
    assert said in reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The embankment did not hold because the drains were blocked.", BROKE),
        ("The embankment breaks because the drains were blocked.", BROKE),
        ("An inspector might tell the court about the drains on Friday.", MAY),
        ("The report on the drains shall be published by the ministry.", WILL),
        (
            "The plans are ineffective answers to the problem of violence.",
            "The plans threaten the old right to bear arms, and offer ineffective answers to the problem of violence.",
        ),
        (
            "Money cannot be what alone blocks the action on drains.",
            "Its money can’t possibly be the corrupting agent that alone blocks the action on drains.",
        ),
        (
            "Law can be passed without infringing on the rights of owners.",
            "There is a way to pass law that doesn’t infringe on the rights of owners.",
        ),
        (
            "The campaign shows the mayor, not the council, as the driving force.",
            "The campaign is made to show the mayor as the driving force, not the council.",
        ),
        ("The union will keep the drains clear.", "The union said that it would keep the drains clear."),
        (
            "The drains will not hold the water of a wet autumn.",
            "I do not think the drains will hold the water of a wet autumn.",
        ),
        (
            "There was no proof that the drains of Orrin were cleared.",
            "Asked whether there was proof that the drains of Orrin were cleared, the minister replied: “None whatsoever.”",
        ),
        (
            "The ministry read the report and shut the harbour.",
            "The ministry read the report, weighed potential legal responses and shut the harbour.",
        ),
        (
            "The rain was the trigger of the dam failure, not the cause.",
            "The rain was the trigger of the dam failure. It was not the cause.",
        ),
        (
            "It is good that the ministry ended its silence about the drains.",
            "It is good that the ministry ended its silence (it never answers what nobody asks) about the drains.",
        ),
        (
            "The plan has its two major flaws: the drains and the pumps.",
            "Any revision must address its two major flaws: the drains and the pumps of the plan.",
        ),
        (
            "Without the drains the wall would deal with the water of autumn.",
            "The wall would deal with the water of autumn without the drains.",
        ),
        (
            "This shift does not guarantee peace, but it does bring some reason back into politics.",
            "This shift does not guarantee peace, nor does it remove the risks of conflict. But it does bring some reason "
            "back into politics.",
        ),
    ],
)
def test_an_opposite_that_is_denied_and_another_form_of_a_word_hold(text: str, words: str) -> None:
    assert alone(text, words) == (Verdict.EXACT, "")


def test_one_word_for_another_does_not_hold_where_no_model_can_compare_them() -> None:
    words = "The gauges belong to the company."
    source = voiced(Article("e", "t", "Post", words), [(words, (Voice("Post"),))])
    gate = Gate({"e": source}.get, support=EmbeddedSupport())
    other = claim("The gauges belong to the ministry.", words, article=source)
    same = claim("The gauges are the company’s.", words, article=source)
    assert gate.check(other).verdict is Verdict.UNSUPPORTED
    assert gate.check(same).supported


def test_a_contraction_written_out_is_no_other_word() -> None:
    words = (
        "Mr Malarek didn’t say whether he pressed the ministry to drain Dam Two, the largest of the three."
    )
    source = voiced(Article("e", "t", "Post", words), [(words, (Voice("Post"),))])
    gate = Gate({"e": source}.get, support=EmbeddedSupport())

    told = claim(
        "Mr Malarek did not say whether he pressed the ministry to drain Dam Two.", words, article=source
    )
    turned = claim(
        "Mr Malarek did say whether he pressed the ministry to drain Dam Two.", words, article=source
    )

    assert gate.check(told).supported
    assert not gate.check(turned).supported


def test_a_fragment_without_the_denial_before_it_does_not_hold(gate: Gate) -> None:
    fragment = "freezing out Zelensky from the peace process."
    verdict, reason = judged(gate, claim(fragment, fragment), RT)
    assert verdict is Verdict.UNSUPPORTED
    assert "denies" in reason


def test_a_claim_that_the_cited_words_do_not_bear_out_is_unsupported() -> None:
    gate = Gate(LIBRARY.get, support=CoverageSupport())
    made = claim("The conversation saved the climate and ended hunger.", CALL)
    assert judged(gate, made, RT)[0] is Verdict.UNSUPPORTED


def test_support_is_not_asked_about_verbatim_words() -> None:
    class Never:
        threshold = 0.5

        def score(self, claim: str, cited: Sequence[str]) -> float:
            raise AssertionError("asked")

    assert Gate(LIBRARY.get, support=Never()).check(claim(CALL, CALL), voice=RT).supported


def test_a_check_that_breaks_lets_nothing_through_and_says_so() -> None:
    class Broken:
        threshold = 0.0

        def score(self, claim: str, cited: Sequence[str]) -> float:
            raise RuntimeError("no model")

    verdict, reason = judged(
        Gate(LIBRARY.get, support=Broken()), claim("The leaders held a conversation.", CALL), RT
    )
    assert verdict is Verdict.UNSUPPORTED
    assert "no model" in reason


def test_a_library_that_breaks_lets_nothing_through() -> None:
    def broken(id_: str) -> Article | None:
        raise OSError("disk")

    assert not Gate(broken, support=Indifferent()).check(claim(CALL, CALL)).supported


HAPPY = "“I’m not happy with the score,” Heller said of Putin."
FAILURE = "A failure on the part of Republicans to pass the bill would be a momentum-killer for the agenda."


def said_by(speaker: str, words: str) -> tuple[Gate, Article]:
    article = voiced(Article("s", "t", "RT", words), [(words, (RT, Voice(speaker, VoiceKind.PERSON)))])
    return Gate({"s": article}.get, support=Indifferent()), article


@pytest.mark.parametrize(("name", "passes"), [("Heller", True), ("Putin", False)])
def test_who_says_i_may_be_named_and_nobody_else(name: str, passes: bool) -> None:
    gate, article = said_by("Dean Heller", HAPPY)
    made = claim(f"{name} is not happy with the score.", HAPPY, article=article)
    assert gate.check(made, voice=Voice("Dean Heller", VoiceKind.PERSON)).supported is passes


@pytest.mark.parametrize(
    ("told", "passes"),
    [
        ("A failure to pass the bill would be a momentum-killer for the agenda.", True),
        ("A failure by Republicans to pass the bill would be a momentum-killer for the agenda.", True),
        ("No failure by Republicans to pass the bill would be a momentum-killer for the agenda.", False),
    ],
)
def test_a_failure_on_somebodys_part_to_act_is_a_failure_to_act(told: str, passes: bool) -> None:
    gate, article = said_by("Paul Ryan", FAILURE)
    made = claim(told, FAILURE, article=article)
    assert gate.check(made, voice=Voice("Paul Ryan", VoiceKind.PERSON)).supported is passes
