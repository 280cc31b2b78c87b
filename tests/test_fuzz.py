"""Whatever strangers write is read or refused, and never breaks a promise. Longer: `make fuzz ARGS="attribution --seconds 300"`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.chance import near
from tests.fuzz.targets import CORPUS, TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_every_input_of_the_corpus_keeps_the_promises(target):
    for data in CORPUS[target]:
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_inputs_near_the_corpus_keep_the_promises(target):
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(near(CORPUS[target]))
    def keeps(data: bytes) -> None:
        TARGETS[target](data)

    keeps()
