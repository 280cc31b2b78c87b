"""The support scorer that a measurement asks: the embedded one, or the model that the environment's settings name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from assistant.engines import open_model
from assistant.prompting import ChatModel
from assistant.settings import Settings
from assistant.verification.support import EmbeddedSupport, SupportScorer
from assistant.wiring import chosen_support


def model_named() -> ChatModel:
    """The model of the settings in force; ends the program where there is none. No reply of it is kept."""
    model = open_model(Settings.load())
    if model is None:
        sys.exit("Set COUNTERPOINT_MODEL (and COUNTERPOINT_BASE_URL) to measure with --analyst prompted.")
    return model


def scorer(analyst: str) -> SupportScorer:
    return chosen_support(model_named() if analyst == "prompted" else None)


def scores(asks: SupportScorer, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
    """One score for each claim with its sentences; as many at a time as the settings allow where a model is asked."""
    if isinstance(asks, EmbeddedSupport):
        return [asks.score(claim, sentences) for claim, sentences in pairs]
    with ThreadPoolExecutor(Settings.load().concurrency) as threads:
        return list(threads.map(lambda pair: asks.score(*pair), pairs))
