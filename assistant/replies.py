"""What a model must return: one pydantic type for each kind of reply, and the only place of its schema."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Heading = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Number = Annotated[int, Field(ge=1)]


class Reply(BaseModel):
    """A reply is read strictly where it matters and ignores what was not asked for."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class CitedWords(Reply):
    source: Number = Field(description="number of the source")
    quote: Sentence = Field(description="words copied exactly from that source")


class PositionLine(Reply):
    """One claim of one voice, with the words that it rests on."""

    voice: Heading = Field(description="one name from the list of voices")
    claim: Sentence = Field(description="one sentence that says what the voice holds")
    citations: list[CitedWords] = Field(min_length=1, max_length=4)


class AgreementLine(Reply):
    """One statement that claims of different voices share."""

    statement: Sentence = Field(description="one sentence that every listed claim says")
    claims: list[Number] = Field(min_length=2, description="numbers of the claims that share it")


class ReadingLine(Reply):
    label: Heading = Field(description="the reading in at most ten words")
    answer: Literal["yes", "no", "other"] = Field(description="its answer to the issue")
    claims: list[Number] = Field(min_length=1, description="numbers of its claims, strongest first")
    against: list[Number] = Field(default=[], description="numbers of claims that refute it, strongest first")


class IssueLine(Reply):
    """One yes-or-no question on which the voices can be compared, with its readings."""

    issue: Heading = Field(description="the issue as a yes-or-no question")
    readings: list[ReadingLine] = Field(min_length=1, max_length=4)


class ArgumentLine(Reply):
    """One argument out of the sources, with the words that it rests on."""

    claim: Sentence = Field(description="one sentence that states the argument")
    citations: list[CitedWords] = Field(min_length=1, max_length=4)


class InferredLine(Reply):
    """One argument that the model thought of itself; it has no source."""

    claim: Sentence = Field(description="one sentence that states the argument")


class RepairedClaim(Reply):
    number: Number = Field(description="number of the refused claim")
    claim: Sentence | None = Field(description="the corrected sentence, or null to withdraw it")
    citations: list[CitedWords] = Field(default=[], max_length=4)


class Repairs(Reply):
    """Each refused claim corrected, or withdrawn where the sources do not carry it."""

    repairs: list[RepairedClaim] = Field(max_length=60, description="one for each refused claim")


class Judged(Reply):
    claim: Number = Field(description="number of the claim")
    verdict: Literal["supported", "partly", "contradicted", "not_stated"]


class Judgements(Reply):
    """Whether each claim is borne out by the words under its number."""

    judgements: list[Judged] = Field(max_length=60, description="one for each claim")


class HeardVoice(Reply):
    sentence: Number = Field(description="number of the sentence")
    voice: Heading | None = Field(
        default=None, description="words that name who speaks, copied exactly, or null"
    )
    cue: Heading | None = Field(default=None, description="the word of saying, copied exactly, or null")
    through: Heading | None = Field(
        default=None, description="the outlet in between, copied exactly, or null"
    )


class HeardVoices(Reply):
    """Who speaks in each sentence, in words of the article."""

    voices: list[HeardVoice] = Field(max_length=60, description="one for each sentence")


class JudgementLine(Reply):
    """What can be concluded from claims, in a listed word of likelihood, and how confident that is."""

    judgement: Sentence = Field(description="one sentence with exactly one listed expression of likelihood")
    confidence: Sentence = Field(
        description="one sentence that says low, moderate or high confidence, and why"
    )
    claims: list[Number] = Field(min_length=1, max_length=8, description="numbers of the claims it rests on")


class TranslationLine(Reply):
    sentence: Number = Field(description="number of the sentence")
    translation: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_200)]


class StandaloneQuestion(Reply):
    """A follow-up that can be understood without the conversation, and what the reader narrowed."""

    question: Sentence = Field(description="the question, understandable on its own")
    outlets: list[Heading] = Field(default=[], description="outlets the reader limits the question to")
    languages: list[Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")]] = Field(
        default=[], description="languages the reader limits it to, as ISO 639 codes"
    )
    since: date | None = Field(default=None, description="first date, YYYY-MM-DD, or null")
    until: date | None = Field(default=None, description="last date, YYYY-MM-DD, or null")
    wants: Literal["positions", "counter", "sources", "nothing"] = Field(
        default="positions",
        description="counter: argue the other side; sources: who said it; nothing: no question about the news",
    )
