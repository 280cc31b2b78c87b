"""PolNeAR's texts and annotations, read as they are published (brat standoff)."""

from __future__ import annotations

import io
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution of one annotator; a role may have several stretches, or none."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article's text and the relations that each of its annotators marked."""

    text: str
    annotators: tuple[tuple[Relation, ...], ...]


def articles(folder: Path, split: str | None = None) -> Iterator[Annotated]:
    """The annotated articles of every archive of the folder whose name holds `split`, in a fixed order."""
    for archive in sorted(folder.glob("*.tar.gz")):
        if split and split not in archive.name:
            continue
        texts: dict[str, str] = {}
        marks: dict[str, list[tuple[Relation, ...]]] = defaultdict(list)
        with tarfile.open(archive) as tar:
            for member in sorted(tar.getmembers(), key=lambda one: one.name):
                stored = tar.extractfile(member) if member.isfile() else None
                if stored is None:
                    continue
                stem = Path(member.name).stem
                content = io.TextIOWrapper(stored, "utf-8", newline="").read()
                if member.name.endswith(".txt"):
                    texts[stem] = content
                elif member.name.endswith(".ann"):
                    marks[stem.rpartition("_")[0]].append(relations(content))
        for stem in sorted(texts):
            if marks.get(stem):
                yield Annotated(texts[stem], tuple(marks[stem]))


def relations(annotation: str) -> tuple[Relation, ...]:
    """The relations of one .ann file."""
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    events: list[dict[str, list[str]]] = []
    for line in annotation.splitlines():
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if line.startswith("T"):
            offsets = fields[1].partition(" ")[2]
            spans[fields[0]] = tuple(
                (int(first), int(last)) for first, last in (piece.split() for piece in offsets.split(";"))
            )
        elif line.startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for argument in fields[1].split():
                role, _, name = argument.partition(":")
                roles[role.rstrip("0123456789")].append(name)
            events.append(roles)

    def of(event: dict[str, list[str]], role: str) -> tuple[tuple[int, int], ...]:
        return tuple(span for name in event.get(role, ()) for span in spans.get(name, ()))

    return tuple(Relation(of(e, "Source"), of(e, "Cue"), of(e, "Content")) for e in events)
