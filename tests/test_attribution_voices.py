"""Who speaks: chains of voices for the ways in which reporters pass words on."""

from __future__ import annotations

import pytest

from assistant.attribution.attribute import attribute, sources
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode, Part, PartKind, Span, VoiceKind

OUTLETS = Outlets.packaged()


def heard(
    text: str, kind: PartKind = PartKind.REPORT, authors: tuple[str, ...] = ()
) -> tuple[Attribution, ...]:
    parts = (Part(Span(0, len(text)), kind, authors=authors),)
    return attribute(Article("id", "", "RT", text, parts=parts), OUTLETS)


def at(text: str, words: str, kind: PartKind = PartKind.REPORT, authors: tuple[str, ...] = ()) -> Attribution:
    """The attribution under the first character of `words`."""
    start = text.index(words)
    return next(one for one in heard(text, kind, authors) if one.span.start <= start < one.span.end)


def chain(text: str, words: str) -> list[str]:
    return [voice.name for voice in at(text, words).chain]


SPEECH = [
    ("Mr. Smith left. “It is over,” said John Smith, a top adviser.", "It is over", ["RT", "John Smith"]),
    ("John Smith said the talks had failed.", "talks", ["RT", "John Smith"]),
    ("John Smith, a prominent figure in state media, asserted that the war was won.", "war", ["RT", "John Smith"]),
    ("The talks had failed, John Smith argued.", "talks", ["RT", "John Smith"]),
    ("According to the Washington Post, the call was a breakthrough.", "call", ["RT", "The Washington Post"]),
    ("The call was a breakthrough, according to the Washington Post.", "call", ["RT", "The Washington Post"]),
    ("Britain’s Daily Telegraph wrote that the order had ended.", "order", ["RT", "The Daily Telegraph"]),
    ("Ivan Petrov was quoted as saying that the bridge would open.", "bridge", ["RT", "Ivan Petrov"]),
    ("Ivan Petrov told Reuters that the bridge would open.", "bridge", ["RT", "Reuters", "Ivan Petrov"]),
    ("A Kremlin strategist, quoted by Meduza, explained that it would fail.", "fail", ["RT", "Meduza", "unnamed Kremlin strategist"]),
    ("One unnamed European supporter called it “a very bad sell-out,” as cited by Bloomberg.", "called", ["RT", "Bloomberg", "unnamed European supporter"]),
    ("The Financial Times reported, citing a number of senior EU officials, that the bloc would pay.", "pay", ["RT", "Financial Times", "unnamed senior EU officials"]),
    ("The New York Times reported that Ivan Petrov said the bridge would open.", "bridge", ["RT", "The New York Times", "Ivan Petrov"]),
    ("A senior EU official said the plan was dead.", "plan", ["RT", "unnamed senior EU official"]),
    ("The White House said the plan was dead.", "plan", ["RT", "White House"]),
    ("Russia’s Foreign Ministry said the plan was dead.", "plan", ["RT", "Russia's Foreign Ministry"]),
    ("Police said two people were arrested.", "two", ["RT", "Police"]),
    ("The claim by Ivan Petrov that the bridge was safe shocked engineers.", "bridge", ["RT", "Ivan Petrov"]),
    ("Ivan Petrov denied that the bridge was unsafe.", "bridge", ["RT", "Ivan Petrov"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "voices"), SPEECH)
def test_names_the_voices_from_the_publisher_to_the_speaker(text: str, words: str, voices: list[str]) -> None:
    assert chain(text, words) == voices


OTHER_LANGUAGES = [
    ("Bundeskanzler Olaf Scholz sagte, der Plan sei tot.", "Plan", "Olaf Scholz"),
    ("Laut Reuters ist der Plan gescheitert und niemand weiß weiter.", "Plan", "Reuters"),
    ("Selon Emmanuel Macron, le plan est mort.", "plan", "Emmanuel Macron"),
    ("« Le plan est mort et enterré », a déclaré Emmanuel Macron.", "plan", "Emmanuel Macron"),
    ("Según Reuters, el plan ha fracasado por completo.", "plan", "Reuters"),
    ("Pedro Sánchez afirmó que el plan había fracasado.", "plan", "Pedro Sánchez"),
    ("Владимир Путин заявил, что план провалился.", "план", "Владимир Путин"),
    ("Володимир Зеленський заявив, що план провалився.", "план", "Володимир Зеленський"),
]


@pytest.mark.parametrize(("text", "words", "speaker"), OTHER_LANGUAGES)
def test_hears_reports_in_other_languages(text: str, words: str, speaker: str) -> None:
    assert chain(text, words) == ["RT", speaker]


@pytest.mark.parametrize("quote", ["“{}”", '"{}"', "„{}“", "«{}»", "‘{}’", "'{}'", "「{}」", "‹{}›"])
def test_hears_direct_speech_between_any_quotation_marks(quote: str) -> None:
    text = "John Smith said: " + quote.format("We will never give up this land") + ". Rain fell."
    one = at(text, "never")
    assert (one.speaker.name, one.mode) == ("John Smith", Mode.DIRECT)
    assert at(text, "Rain").mode is Mode.OWN


def test_carries_a_quotation_over_sentences_and_paragraphs() -> None:
    text = "“We are ready to talk. We always were.\n\n“But nobody ever calls us,” said Ivan Petrov."
    assert all(one.speaker.name == "Ivan Petrov" for one in heard(text))


CONTINUED = [
    (
        "The Daily Telegraph praised the deal. The paper added that it was late.",
        "late",
        "The Daily Telegraph",
    ),
    ("According to CNN, the deal is near. The network argued that it was late.", "late", "CNN"),
    (
        "The Washington Post wrote that the deal was near. It added that it was late.",
        "late",
        "The Washington Post",
    ),
    ("John Smith said the deal was near. He suggested it was late.", "late", "John Smith"),
    ("President John Smith said the deal was near. Smith added that it was late.", "late", "John Smith"),
    ("Trump, the network argued, was late to it. CNN stood by it.", "late", None),
]


@pytest.mark.parametrize(("text", "words", "speaker"), CONTINUED)
def test_remembers_who_spoke_before(text: str, words: str, speaker: str | None) -> None:
    one = at(text, words)
    assert one.speaker.name == (speaker or "RT")


def test_the_paper_is_the_newspaper_and_the_network_the_broadcaster() -> None:
    text = (
        "CNN said the deal was near. The Daily Telegraph wrote that the deal was far. "
        "The network argued that talks went on. The paper added that talks had ended."
    )
    assert chain(text, "talks went") == ["RT", "CNN"]
    assert chain(text, "talks had") == ["RT", "The Daily Telegraph"]


OWN = [
    "The so-called “friends” of the city stayed away.",
    "John Smith did not say whether the bridge was safe.",
    "John Smith would say that the bridge is safe if anyone asked.",
    "John Smith declined to say more.",
    "The bridge opened on Monday.",
    "The report is long.",
]


@pytest.mark.parametrize("text", OWN)
def test_leaves_scare_quotes_and_what_was_not_said_to_the_writer(text: str) -> None:
    assert [one.chain[-1].name for one in heard(text)] == ["RT"] * len(heard(text))


def test_a_comment_behind_a_quotation_is_the_writers_own() -> None:
    text = "John Smith asserted, “We will win this war with ease,” highlighting a perceived weakness of the army."
    assert chain(text, "We will") == ["RT", "John Smith"]
    assert chain(text, "weakness") == ["RT"]


def test_an_opinion_is_its_authors_not_the_outlets() -> None:
    text = "The West has lost. John Smith said the war was over."
    own = at(text, "West", PartKind.OPINION, ("Jane Roe",))
    assert [v.name for v in own.chain] == ["RT", "Jane Roe"]
    assert own.mode is Mode.OWN
    assert at(text, "war", PartKind.OPINION, ("Jane Roe",)).speaker.name == "John Smith"


def test_an_interviewee_answers_and_the_outlet_asks() -> None:
    text = "Interview with Dr. Ann Lee\n\nQ: What now?\n\nDr.Lee: We wait. Nobody knows.\n\nQ: And then?\n\nDr. Lee: We act.\n\nAn ending."
    assert at(text, "We wait", PartKind.INTERVIEW).speaker.name == "Ann Lee"
    assert at(text, "Nobody", PartKind.INTERVIEW).mode is Mode.DIRECT
    assert at(text, "What now", PartKind.INTERVIEW).speaker.name == "RT"
    assert at(text, "An ending", PartKind.INTERVIEW).speaker.name == "RT"


def test_headlines_name_the_speaker_beside_the_colon() -> None:
    assert chain("Reuters: talks on the bridge to resume\n\nThe bridge stood.", "talks") == ["RT", "Reuters"]
    assert chain("Talks on the bridge to resume: Reuters\n\nThe bridge stood.", "Talks") == ["RT", "Reuters"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("John Smith said the plan was dead.", VoiceKind.PERSON),
        ("The White House said the plan was dead.", VoiceKind.INSTITUTION),
        ("Moscow said the plan was dead.", VoiceKind.INSTITUTION),
        ("Reuters said the plan was dead.", VoiceKind.OUTLET),
        ("Sources said the plan was dead.", VoiceKind.UNNAMED),
    ],
)
def test_tells_outlets_persons_institutions_and_the_unnamed_apart(text: str, kind: VoiceKind) -> None:
    assert at(text, "plan").speaker.kind is kind


def test_says_unclear_when_nobody_can_be_told() -> None:
    text = "The sun rose over the harbour.\n\n“We have waited for this for ten long years and more.”"
    one = at(text, "We have")
    assert (one.mode, [v.name for v in one.chain]) == (Mode.UNCLEAR, ["RT"])


def test_marks_the_cue() -> None:
    text = "John Smith said the plan was dead."
    one = at(text, "plan")
    assert one.cue is not None
    assert one.cue.of(text) == "said"


def test_leaves_boilerplate_out() -> None:
    text = "The bridge opened.\n\nLeave a comment"
    parts = (Part(Span(0, 18)), Part(Span(20, len(text)), PartKind.BOILERPLATE))
    found = attribute(Article("id", "", "RT", text, parts=parts), OUTLETS)
    assert [one.span.of(text) for one in found] == ["The bridge opened."]


def test_is_the_same_every_time() -> None:
    text = " ".join(text for text, _, _ in SPEECH)
    assert heard(text) == heard(text)


@pytest.mark.parametrize("text", ["I said the plan was dead.", "Nothing said the plan was dead."])
def test_no_pronoun_or_ordinary_word_becomes_a_voice(text: str) -> None:
    assert {one.speaker.name for one in heard(text)} == {"RT"}


def test_a_person_is_named_without_title_and_office() -> None:
    text = "Environment Minister Greta Lindholt of the Green Party said the plan was dead. Lindholt added that it was late."
    assert {one.speaker.name for one in heard(text)} == {"Greta Lindholt"}


def test_the_only_person_of_the_introduction_answers_a_plain_interview() -> None:
    text = "Ann Lee runs a laboratory.\n\nQ: What now?\n\nA: We wait.\n\nQ: And then?\n\nA: We act."
    assert at(text, "We wait", PartKind.INTERVIEW).speaker.name == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("In a panel discussion on Monday, John Smith said the plan was dead.", ["John Smith"]),
        ("The mayor also said that the plan was dead.", ["The mayor"]),
        ("The bridge opened on Monday.", []),
        ("Bundeskanzler Olaf Scholz sagte, der Plan sei tot und niemand rette ihn.", ["Bundeskanzler Olaf Scholz"]),
    ],
)  # fmt: skip
def test_points_at_the_words_that_name_who_is_heard(text: str, named: list[str]) -> None:
    assert [span.of(text) for span in sources(Article("id", "", "RT", text), OUTLETS)] == named


MEANT = [
    ("The operator, Stolmar Copper, said the wall was safe.", "wall", "Stolmar Copper"),
    ("“The rain was only the trigger of all this,” said the chair, Professor Ann Lee, on Monday.", "rain", "Ann Lee"),
    ("Police raised the number of the missing and said that the wall was safe.", "wall", "Police"),
    ("John Smith said it was late. Nobody spoke. According to him, the wall was safe.", "wall", "John Smith"),
    ("The European Commission met. The commission said the wall was safe.", "wall", "European Commission"),
    ("Acme Corp said it was late. The company said the wall was safe.", "wall", "Acme Corp"),
    ("A study found that walls fall. It says that the wall was safe.", "wall", "unnamed study"),
    ("Hillary Clinton said so. Donald Trump denied it. She said the wall was safe.", "wall", "Hillary Clinton"),
    ("Donald Trump spoke. Donald J. Trump said the wall was safe.", "wall", "Donald Trump"),
    ("Der Plan sei längst gescheitert und niemand wisse weiter, so Quist.", "Plan", "Quist"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker"), MEANT)
def test_knows_who_is_meant(text: str, words: str, speaker: str) -> None:
    assert at(text, words).speaker.name == speaker


def test_the_prime_minister_is_not_the_minister_who_spoke_before() -> None:
    text = "Environment Minister Ann Lee said no. “Let the professionals work in peace,” the prime minister said."
    assert at(text, "Let the").speaker.name != "Ann Lee"


def test_words_in_marks_follow_their_speakers_words_in_the_same_paragraph() -> None:
    text = "Ann Lee denied that she was there. “I have never seen this town in my life.”"
    assert at(text, "never seen").speaker.name == "Ann Lee"
    apart = text.replace(". “", ".\n\n“")
    assert at(apart, "never seen").mode is Mode.UNCLEAR


def test_who_declined_to_discuss_something_said_nothing() -> None:
    text = "Ann Lee said the wall was safe. She declined to discuss what caused the failure of the dam."
    assert at(text, "declined").speaker.name == "RT"


def test_a_sentence_into_which_links_ran_has_no_clear_speaker() -> None:
    text = (
        "John Smith John SmithBrook says levy is a fraud Lenz tweets he will sue left. Ann Lee said no more."
    )
    assert at(text, "levy").mode is Mode.UNCLEAR
    assert chain(text, "no more") == ["RT", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "own", "told"),
    [
        ("The vote came as John Smith said he would veto the bill.", "The vote", "veto"),
        ("The talks ended the day before John Smith said he would veto the bill.", "The talks", "veto"),
        ("The strike was long and costly, and John Smith said he would not pay.", "The strike", "not pay"),
        ("John Smith spoke. He had ended the policy John Smith said he always wanted.", "He had", "always"),
        ("The campaign has sent out a new poll showing that Ann Lee is ahead.", "The campaign", "ahead"),
        ("The row began when Mr. Smith said he would veto the bill.", "The row", "veto"),
        ("While John Smith said he wanted a deal, the talks failed on Monday.", "the talks", "wanted"),
        ("Days after John Smith said he wanted a deal, the talks failed.", "the talks", "wanted"),
    ],
)
def test_a_clause_of_the_writer_beside_a_report_stays_the_writers(text: str, own: str, told: str) -> None:
    assert at(text, own).mode is Mode.OWN
    assert at(text, told).mode is not Mode.OWN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In a speech in Kyiv on Monday John Smith said the talks had failed.", "In a speech"),
        ("When asked about the plan, John Smith said it was dead.", "When asked"),
        ("The row began when J. Smith said the plan was dead.", "J. S"),
        ("The plan was dead according to John Smith.", "The plan"),
        ("The embattled John Smith said the plan was dead.", "The embattled"),
        ("While John Smith said he wanted a deal, perhaps soon, the talks failed.", "perhaps"),
        ("Because he was late, John Smith said, the plan failed.", "the plan"),
        ("As John Smith noted, the talks failed on Monday.", "the talks"),
        ("While John Smith said that, if he won, he would pay, and that soon, nobody knew.", "he would pay"),
        ("When J. Smith spoke, the row began. Mr. Smith said it was over.", "Mr."),
    ],
)
def test_what_leads_in_to_a_report_stays_with_it(text: str, words: str) -> None:
    assert chain(text, words)[-1].endswith("Smith")


VOICES = [
    ("Sen. Dean Heller R-Nev said the plan was dead.", "Dean Heller"),
    ("Dean Heller (R-Nev.) said the plan was dead.", "Dean Heller"),
    ("Barack Obama left. Yet Obama said the plan was dead.", "Barack Obama"),
    (
        "Barack Obama left. Attacking Obama's rivals cost votes, and Obama said the plan was dead.",
        "Barack Obama",
    ),
    ("Singer Lionel Richie said the plan was dead.", "Lionel Richie"),
    ("Singer Lionel Richie left. Richie said the plan was dead.", "Lionel Richie"),
    ("Sen. Dean Heller R-Nev left. Heller said the plan was dead.", "Dean Heller"),
    ("Yet Obama said the plan was dead.", "Obama"),
    ("Exclusive Kasich said the plan was dead.", "Kasich"),
    ("“I feel the plan was dead,” said Andrei V. Kolesnikov, a political analyst.", "Andrei V. Kolesnikov"),
    ("Nadia Lee of the opposition Civic Union said the plan was dead.", "Nadia Lee"),
    ("The Institute for Supply Management said the plan was dead.", "Institute for Supply Management"),
    ("Senate Minority Whip Ann Lee said the plan was dead.", "Ann Lee"),
    ("AG Barr said the plan was dead.", "Barr"),
    ("Show Hide Barr said the plan was dead.", "Barr"),
    ("Nurse Ann Lee said the plan was dead.", "Ann Lee"),
    ("Maybe Trump said the plan was dead.", "Trump"),
    (
        "The parents of murdered border agent Brian Terry told it on Thursday that they think the plan was dead.",
        "unnamed parents",
    ),
    ("Irving Stone said the plan was dead.", "Irving Stone"),
    ("The Justice Department said the plan was dead.", "Justice Department"),
    (
        "Ann Mueller led the agency. Ann Mueller, a former police director, concluded that the plan was dead.",
        "Ann Mueller",
    ),
    ("Secretary of Labor Arne Duncan said the plan was dead.", "Arne Duncan"),
    ("Republican National Committee Chair Ronna McDaniel said the plan was dead.", "Ronna McDaniel"),
    ("Superior Court Judge Rolf Treu said the plan was dead.", "Rolf Treu"),
    ("Cato Institute's Chris Edwards said the plan was dead.", "Chris Edwards"),
    ("Tim Wise (the author of a book) said the plan was dead.", "Tim Wise"),
    ("Should Mexico refuse, it ends. Mexico said the plan was dead.", "Mexico"),
    ("Polls show that the plan was dead.", "unnamed Polls"),
    (
        "The U.S. Energy Information Administration said the plan was dead.",
        "U.S. Energy Information Administration",
    ),
    ("The Energy Department met. The Department said that the plan was dead.", "Energy Department"),
    ("Mayor Pete Lee's campaign said the plan was dead.", "Mayor Pete Lee's campaign"),
    ("The Senate Judiciary Committee said the plan was dead.", "Senate Judiciary Committee"),
    ("Russia’s Foreign Ministry said the plan was dead.", "Russia's Foreign Ministry"),
    ("The officials put out a joint statement saying the plan was dead.", "unnamed joint statement"),
]


@pytest.mark.parametrize(("text", "voice"), VOICES)
def test_a_voice_is_a_name_or_what_somebody_is_called(text: str, voice: str) -> None:
    assert chain(text, "plan was dead")[-1] == voice


@pytest.mark.parametrize(
    "text",
    [
        "You'll say the plan was dead.",
        "They’ve said the plan was dead.",
        "LEE REMINDS TRUMP says the plan was dead.",
        "The mayor saw experts say the plan was dead.",
    ],
)
def test_what_is_neither_names_nobody(text: str) -> None:
    assert at(text, "plan was dead").mode in (Mode.UNCLEAR, Mode.OWN)


def test_what_somebody_is_said_to_have_done_is_not_what_they_say() -> None:
    text = (
        "John Smith’s alleged crimes and his ties to the bank genuinely disturbed the leaders of the party."
    )
    assert all(one.chain[-1].name != "John Smith" for one in heard(text))


def test_a_base_form_behind_a_singular_is_a_noun() -> None:
    text = (
        "Meduza described the Smith-Lee call as “the moment that all of them have been dreading for years.”"
    )
    assert chain(text, "the moment") == ["RT", "Meduza"]


def test_of_what_somebody_only_did_no_more_than_its_object_is_unclear() -> None:
    text = "Most of Washington would rather ignore the darkening forecast."
    assert at(text, "Most").mode is Mode.OWN
    assert at(text, "forecast").mode is Mode.UNCLEAR
    assert at("Nearly everybody in the harbour town believes the mayor.", "Nearly").mode is not Mode.OWN


def test_a_person_who_is_called_like_a_country_is_a_person() -> None:
    assert at("Jim Jordan came. Jordan said the plan was dead.", "plan").chain[-1].name == "Jim Jordan"


def test_a_country_that_speaks_is_no_person() -> None:
    assert at("Mexico said the plan was dead.", "plan").chain[-1].kind is VoiceKind.INSTITUTION
    assert at("North Korea said the plan was dead.", "plan").chain[-1].kind is VoiceKind.INSTITUTION
