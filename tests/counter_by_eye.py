"""How often a counter-argument is right: `python -m tests.counter_by_eye --claims FILE.txt [--labels FILE.tsv]`.

Asks the library that the settings name (COUNTERPOINT_DATA_DIR) for counter-arguments to each line of the claims and prints those shown: the
claim, the voice and its sentence, with tabs between. A line of the labels is such a line with `right` or `wrong` before it, as somebody read
it; then what is shown is counted by label, and what nobody has read is said.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant import Assistant, open_assistant


def main() -> None:
    """Read the files that the command line names and print what is shown, and how much of it is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--labels", type=Path)
    given = parser.parse_args()
    claims = given.claims.read_text(encoding="utf-8").splitlines()
    with open_assistant() as assistant:
        shown = list(_shown(assistant, claims))
    for line in shown:
        print("\t".join(line))
    labels = _labels(given.labels) if given.labels else {}
    counted = Counter(labels.get(line, "not read") for line in shown)
    opposed = len({claim for claim, *_ in shown})
    print(f"{len(shown)} shown to {opposed} of {len(claims)} claims: {dict(counted)}")


def _shown(assistant: Assistant, claims: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for claim in claims:
        for argument in assistant.counter(claim):
            for one in argument.claims:
                voice = one.speaker.name if one.speaker else ""
                yield claim, voice, " ".join(one.text.split())


def _labels(path: Path) -> dict[tuple[str, ...], str]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {tuple(rest): label for label, *rest in rows}


if __name__ == "__main__":
    main()
