"""`python -m training.attribution --data DIR --text FILE`: trains the tagger of attribution/tagger.py on polnear_train.

A large network learns from the annotators (the teacher: it also reads what a language model makes of each word); then
the small one that comes with the program learns from the annotators and, on plain articles besides, from the teacher
(distillation: Hinton, Vinyals and Dean 2015). Needs JAX and onnx besides the program's own dependencies
(`uv pip install jax onnx`); the program itself needs only NumPy. Writes assistant/attribution/tagger.npz; the same data
and seed give the same numbers on the same machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.attribution import tokens as tk
from assistant.attribution.tagger import CONTENT, CUE, PACKAGED, SOURCE
from training.contextual import SIZE, Contextual
from training.examples import Example, Windows, example, plain, vocabularies, windows
from training.neighbours import vectors as neighbours_of
from training.network import Course, Numbers, Shape, initial, learned, likely
from training.polnear import articles

TEACHER, TAUGHT = Shape(width=96, seen=96), Course(epochs=7, drop=0.4)
STUDENT, LEARNS = Shape(width=48, seen=24), Course(epochs=8, drop=0.1)
WORDS, ENDINGS, VECTORS = 20_000, 1_500, 64
FOR_VECTORS = 4_000
"""Plain articles from which the first word vectors are made."""
LABELLED, LONGEST = 1_600, 5_500
"""Plain articles that the teacher reads for the student, and the most characters of each."""
GOLD = 0.5
"""The annotators' share in what the student learns of their articles; the rest is the teacher's."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Ids of words and endings, and the first vectors of the words."""

    words: dict[str, int]
    endings: dict[str, int]
    vectors: np.ndarray

    @property
    def lexicon(self) -> tk.Lexicon:
        return tk.Lexicon(list(self.words), list(self.endings))

    def start(self, shape: Shape, seed: int, *, features: int = 0) -> Numbers:
        sizes = len(self.words) + 4, len(self.endings) + 1
        return initial(shape, *sizes, self.vectors, features=features, seed=seed)


def measure(p: Numbers, rows: Windows, shape: Shape) -> dict[str, float]:
    """Token F1 of each role, and F1 of heard and of own sentences."""
    tags, heard = likely(p, rows, shape)
    known, there = rows["tags"].sum(-1) > 0, rows["heard"] >= 0
    ours, gold = tags.argmax(-1)[known], rows["tags"].argmax(-1)[known]
    hears, truth = heard[there] > 0.5, rows["heard"][there] >= 0.5
    made = {
        name: _f1(ours == role, gold == role)
        for role, name in ((SOURCE, "source"), (CUE, "cue"), (CONTENT, "content"))
    }
    return made | {"heard": _f1(hears, truth), "own": _f1(~hears, ~truth)}


def _f1(ours: np.ndarray, gold: np.ndarray) -> float:
    return round(float(2 * (ours & gold).sum() / max(1, ours.sum() + gold.sum())), 4)


def trained(
    shape: Shape,
    course: Course,
    vocabulary: Vocabulary,
    rows: Windows,
    held: Windows | None,
    *,
    features: int = 0,
) -> Numbers:
    """A network that has learned from `rows`; prints how it does on those held out."""
    start = vocabulary.start(shape, course.seed, features=features)
    return learned(start, rows, shape, course, tell=lambda p: measure(p, held, shape) if held else "")


def taught(teacher: Numbers, rows: Windows, *, gold: float) -> Windows:
    """The windows with what the teacher thinks of them in place of `1 - gold` of what is known; without features."""
    tags, heard = likely(teacher, rows, TEACHER)
    kept = {name: values for name, values in rows.items() if name != "features"}
    kept["tags"] = gold * rows["tags"] + (1 - gold) * tags * (rows["words"] > 0)[..., None]
    kept["heard"] = np.where(rows["heard"] < 0, -1, gold * rows["heard"] + (1 - gold) * heard)
    return {n: v.astype(np.float16) if n in ("tags", "heard") else v for n, v in kept.items()}


def plain_texts(path: Path) -> list[str]:
    """The texts of a .jsonl.gz of articles (the field `content_original`)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["content_original"] for line in lines]


def shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    end = text.rfind("\n", LONGEST // 2, LONGEST)
    return text[: end if end > 0 else LONGEST]


def labelled(texts: list[str], teacher: Numbers, lexicon: tk.Lexicon, reader: Contextual) -> Windows:
    """Plain texts with what the teacher thinks of them, a hundred at a time: their features are large."""
    made: list[Windows] = []
    for at in range(0, len(texts), 100):
        rows = windows(_with_features(plain(text, lexicon), text, reader) for text in texts[at : at + 100])
        made.append(taught(teacher, rows, gold=0.0))
    return joined(*made)


def joined(*parts: Windows) -> Windows:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _with_features(made: Example, text: str, reader: Contextual) -> Example:
    return Example(made.tokens, made.tags, made.heard, reader.features(text, made.tokens))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with polnear_train.tar.gz")
    parser.add_argument("--text", type=Path, required=True, help="a .jsonl.gz of plain articles")
    parser.add_argument("--out", type=Path, default=PACKAGED)
    parser.add_argument("--of", type=int, default=0, help="hold out one of this many parts (0: none)")
    parser.add_argument("--part", type=int, default=0, help="which one")
    given = parser.parse_args()
    read, texts = list(articles(given.data, "train")), plain_texts(given.text)
    words, endings = vocabularies(
        [one.text for one in read], texts[:FOR_VECTORS], most=WORDS, endings=ENDINGS
    )
    first = neighbours_of([*(one.text for one in read), *texts[:FOR_VECTORS]], words, VECTORS)
    vocabulary, reader = Vocabulary(words, endings, first), Contextual()
    lexicon = vocabulary.lexicon
    print(len(read), "articles,", len(words), "words", flush=True)

    def rows(*, held: bool) -> Iterator[Example]:
        for number, article in enumerate(read):
            if (given.of > 0 and number % given.of == given.part) is held:
                yield _with_features(example(article, lexicon), article.text, reader)

    seen, held = windows(rows(held=False)), windows(rows(held=True)) if given.of else None
    print(len(seen["words"]), "windows; the teacher:", flush=True)
    teacher = trained(TEACHER, TAUGHT, vocabulary, seen, held, features=SIZE)
    step = max(1, len(texts) // LABELLED)
    more = labelled([shortened(text) for text in texts[::step]], teacher, lexicon, reader)
    both = joined(taught(teacher, seen, gold=GOLD), more)
    print(len(both["words"]), "windows; the tagger:", flush=True)
    save(trained(STUDENT, LEARNS, vocabulary, both, held), vocabulary, STUDENT, given.out)


def save(p: Numbers, vocabulary: Vocabulary, shape: Shape, out: Path) -> None:
    """Words and endings in eight bits with a scale for each, the rest in sixteen."""
    arrays: dict[str, np.ndarray] = {}
    for name, value in p.items():
        numbers = np.asarray(value, np.float32)
        if name in ("words", "endings"):
            scale = np.abs(numbers).max(1, keepdims=True) / 127 + 1e-9
            arrays[name] = np.round(numbers / scale).astype(np.int8)
            arrays[name + "_scale"] = scale.astype(np.float16)
        else:
            arrays[name] = numbers.astype(np.float16)
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary.words).encode(), np.uint8)
    arrays["tails"] = np.frombuffer("\n".join(vocabulary.endings).encode(), np.uint8)
    arrays["dilations"] = np.array(shape.dilations, np.int32)
    np.savez_compressed(out, **arrays)
    print(out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
