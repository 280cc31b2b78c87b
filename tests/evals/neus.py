"""NeuS (Lee et al. 2022): is the bottom line of three outlets' first sentences plain, and does it tell what happened?

Each event has three outlets' headline and first sentences, and a neutral summary by the editors of AllSides. The
bottom line is what a briefing on the first headline would begin with, of at most `WORDS` words.
`rouge1_recall`: the share of the summary's words that it has, in percent. `mean_words`: its length.
`arousal_sum`: the paper's measure, only where DIR holds `NRC-VAD-Lexicon.txt(.gz)` (word, valence, arousal, dominance
by tabs; free for research only, not ours to ship): the arousal of its words of high or low valence that the summary
does not have. `feeling_words`: the same count by VADER's lexicon (Hutto and Gilbert 2014, MIT), which the bottom line
itself is chosen by, so it shows what choosing does and is no independent judgement. `centroid_*`: the same of a
centroid extract (Radev et al. 2004) of the same mean length, for comparison.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from pathlib import Path

from assistant.analysis.evidence import sentences_of
from assistant.assembly import Assembly
from assistant.attribution.sentences import sentences
from assistant.briefing.bottom_line import bottom_line
from assistant.briefing.feeling import FELT, lexicon
from assistant.briefing.heard import Heard
from assistant.checking import Checking
from assistant.findings import Engine
from assistant.ingest.outlets import Outlets
from assistant.verification.support import EmbeddedSupport
from assistant.wording.tokens import content
from tests.evals.__main__ import Options
from tests.evals._asking import analyst_named, article, evidence

WORDS = 84
_VAD = ("NRC-VAD-Lexicon.txt.gz", "NRC-VAD-Lexicon.txt")
HIGH, LOW = 0.65, 0.35  # valence, as in the paper
_PART = re.compile(r"\s*TITLE=>(.*?)ARTICLE=>(.*)", re.DOTALL)
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z]+)*")

Felt = Callable[[str, str], float]
"""How much a text stirs, given the neutral summary whose words do not count."""


@dataclass(frozen=True, slots=True)
class Event:
    told: tuple[tuple[str, str], ...]
    summary: str


def run(options: Options) -> tuple[int, dict[str, float]]:
    """Events measured, and the metrics."""
    measures = measures_of(options.data)
    write = writer(options.analyst)
    ours: dict[str, float] = defaultdict(float)
    theirs: dict[str, float] = defaultdict(float)
    read = list(islice(events(options.data, options.split), options.limit))
    lines = [write(event) for event in read]
    length = sum(len(words(line)) for line in lines) / (len(lines) or 1)
    for event, line in zip(read, lines, strict=True):
        extract = centroid(event, length)
        for sums, text in ((ours, line), (theirs, extract)):
            sums["rouge1_recall"] += 100 * recall(event.summary, text)
            sums["mean_words"] += len(words(text))
            for name, felt in measures.items():
                sums[name] += felt(event.summary, text)
    count = len(read) or 1
    metrics = {name: total / count for name, total in ours.items()}
    return len(read), metrics | {f"centroid_{name}": total / count for name, total in theirs.items()}


def writer(analyst_name: str) -> Callable[[Event], str]:
    """What writes the bottom line of an event, through every check of the product."""
    analyst, outlets, support = analyst_named(analyst_name), Outlets.packaged(), EmbeddedSupport()

    def write(event: Event) -> str:
        articles = [article(f"Outlet {n}", *told, outlets=outlets) for n, told in enumerate(event.told, 1)]
        found = evidence(articles)
        checking = Checking(found, analyst, support)
        assembly = Assembly(checking.check)
        question = event.told[0][0]
        for finding in checking.in_batches(analyst.analyse(question, found)):
            assembly.add(finding)
        answer = assembly.answer(question, engine=Engine(analyst.name, analyst.model, ""))
        heard = Heard(found, sentences_of(found, sentences), checking)
        return " ".join(claim.text for claim in bottom_line(answer, heard, words=WORDS))

    return write


def events(folder: Path, split: str | None) -> Iterator[Event]:
    for source in sorted(folder.glob("*.source.gz")):
        if split and split not in source.name:
            continue
        target = source.with_name(source.name.replace(".source.", ".target."))
        with gzip.open(source, "rt") as told, gzip.open(target, "rt") as summaries:
            for line, summary in zip(told, summaries, strict=True):
                parts = [_PART.match(one) for one in line.split("[SEP]")]
                neutral = _PART.match(summary)
                if all(parts) and neutral:
                    pairs = tuple((one[1].strip(), one[2].strip()) for one in parts if one)
                    yield Event(tuple(one for one in pairs if one[1]), neutral[2].strip())


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def recall(summary: str, text: str) -> float:
    """ROUGE-1 recall: the share of the summary's words, repeats counted, that the text has."""
    wanted, held = Counter(words(summary)), Counter(words(text))
    return sum((wanted & held).values()) / (sum(wanted.values()) or 1)


def centroid(event: Event, length: float) -> str:
    """The sentences that share most with all, up to a number of words, in the order of the articles."""
    told = [span.of(text) for _, text in event.told for span in sentences(text)]
    bags = [frozenset(content(one)) for one in told]
    frequency = Counter(stem for bag in bags for stem in bag)
    worth = [
        sum(frequency[stem] for stem in bag if frequency[stem] > 1) / sqrt(len(bag) or 1) for bag in bags
    ]
    chosen: list[int] = []
    room = length * 1.1  # whole sentences fall short of what they may have
    for place in sorted(range(len(told)), key=lambda one: -worth[one]):
        if len(words(told[place])) <= room:
            chosen.append(place)
            room -= len(words(told[place]))
    return " ".join(told[place] for place in sorted(chosen))


def measures_of(folder: Path) -> dict[str, Felt]:
    rated = lexicon()
    found: dict[str, Felt] = {
        "feeling_words": lambda summary, text: sum(
            abs(rated.get(one, 0)) >= FELT for one in _fresh(summary, text)
        )
    }
    files = [path for name in _VAD if (path := folder / name).is_file()]
    return found | {"arousal_sum": _arousal(_vad(files[0]))} if files else found


def _arousal(vad: Mapping[str, tuple[float, float]]) -> Felt:
    stirring = {word: arousal for word, (valence, arousal) in vad.items() if not LOW <= valence <= HIGH}
    return lambda summary, text: sum(stirring.get(one, 0.0) for one in _fresh(summary, text))


def _fresh(summary: str, text: str) -> Sequence[str]:
    """The words of the text that the neutral summary does not have."""
    told = set(words(summary))
    return [one for one in words(text) if one not in told]


def _vad(path: Path) -> Mapping[str, tuple[float, float]]:
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {row[0]: (float(row[1]), float(row[2])) for row in rows if len(row) >= 3 and row[1][:1].isdigit()}
