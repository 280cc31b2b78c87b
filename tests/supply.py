"""What stands in our program that others wrote: `python -m tests.supply` prints docs/licences.md anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

OURS = "counterpoint-news"
# Licences that ask for nothing beyond a notice, and those whose terms stay with their own files. A GPL is not among them.
ALLOWED = (
    "Apache", "MIT", "MIT-0", "MIT-CMU", "BSD", "0BSD", "ISC", "PSF", "Python Software Foundation", "Python-2.0",
    "CNRI-Python", "HPND", "MPL", "Mozilla", "Unlicense", "Public Domain", "CC0", "Zlib", "LGPL", "EUPL",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supplied:
    """A distribution that a user of ours installs."""

    name: str
    version: str
    licence: str

    @property
    def allowed(self) -> bool:
        words = re.split(r"\s+(?:AND|OR|WITH)\s+|[;,()]", self.licence)
        told = [word.strip() for word in words if word.strip()]
        return bool(told) and any(_is_allowed(word) for word in told) and "AGPL" not in self.licence


def supplied() -> list[Supplied]:
    """Everything that the default install brings, with its licence, by name."""
    found: dict[str, Supplied] = {}
    waiting = list(_needed(distribution(OURS)))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            held = distribution(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        found[name] = Supplied(held.metadata["Name"], held.version, _licence(held))
        waiting += _needed(held)
    return sorted(found.values(), key=lambda one: one.name.casefold())


def _needed(held: Distribution) -> Iterator[str]:
    for line in held.requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield re.sub(r"[-_.]+", "-", wanted.name).lower()


def _licence(held: Distribution) -> str:
    told = held.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [
        one.rpartition(":: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")
    ]
    if named := [one for one in classified if one != "OSI Approved"]:
        return "; ".join(named)
    first = str(told.get("License") or "").strip().partition("\n")[0]
    return first or "not stated"


def _is_allowed(word: str) -> bool:
    return any(word.startswith(one) or f"{one} " in f"{word} " for one in ALLOWED)


def page() -> str:
    """docs/licences.md."""
    rows = "\n".join(f"| {one.name} | {one.version} | {one.licence} |" for one in supplied())
    return (
        "# Licences of what we install\n\nWritten by `make licences` from the packages' own metadata; a test refuses a licence that is not on "
        "our list (tests/supply.py).\nThe extras (`local`, `sentence-transformers`, `otel` and others) are not in it.\n\n"
        f"| package | version | licence |\n|---|---|---|\n{rows}\n"
    )


if __name__ == "__main__":
    print(page(), end="")
