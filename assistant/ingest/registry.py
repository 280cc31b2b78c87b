"""What we know of an outlet, and how a file of outlets is read: every fact checked, every error named."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import BadInput

MEDIA = ("newspaper", "broadcaster", "agency", "magazine", "online", "aggregator")
KINDS = (*MEDIA, "state_controlled", "party", "unrated")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An organisation that publishes: what it is called, where it stands, and who says so.

    `kind` is one of KINDS. `medium` is one of MEDIA or empty: a state-controlled outlet is still a newspaper,
    a broadcaster or an agency. `country` is ISO 3166-1 alpha-2, `languages` ISO 639-1 with the main one first.
    `short` are forms that stand for it only after its full name ("the Times"); `common` says that its name
    is also an ordinary word, so that a mention needs the words of reporting beside it. `sources` are named public
    sources of what is disputed: control and ownership.
    """

    name: str
    kind: str = "unrated"
    country: str = ""
    language: str = ""
    owner: str = ""
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    medium: str = ""
    languages: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    common: bool = False

    @property
    def controlled(self) -> bool:
        """Whether named sources call it controlled by a state or a party."""
        return self.kind in ("state_controlled", "party")


_SHAPES = {
    "country": re.compile(r"[A-Z]{2}"),
    "language": re.compile(r"[a-z]{2,3}"),
    "domains": re.compile(r"[^\s/:@]+\.[^\s/:@.]+"),
}
_MEANINGS = {
    "country": "an ISO 3166 code of two capital letters, for instance GB",
    "language": "an ISO 639 code in small letters, for instance en",
    "domains": "a host name without https:// or a path, for instance bbc.co.uk",
    "kind": f"one of {', '.join(KINDS)}",
    "medium": f"one of {', '.join(MEDIA)}",
}
_LISTS = ("domains", "aliases", "sources", "short", "language")
_KEYS = ("kind", "medium", "country", "language", "owner", "domains", "aliases", "sources", "short", "common")


def read_registry(path: Path) -> tuple[Outlet, ...]:
    """The outlets of one TOML file, in order. Raises BadInput that names the entry and the key."""
    return tuple(entry(name, facts, path) for name, facts in read_entries(path).items())


def read_entries(path: Path) -> dict[str, Mapping[str, Any]]:
    """Name -> facts as written in one TOML file. Raises BadInput where it is not such a file."""
    try:
        text = path.read_text(encoding="utf-8")
        tables = _plain(text) or tomllib.loads(text)
    except OSError as problem:
        raise BadInput(
            f"The outlets file {path} cannot be read: {problem.strerror}.",
            hint="Check the path and its permissions, or leave the setting empty.",
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(
            f"The outlets file {path} is not TOML: {problem}.",
            hint='An entry looks like: ["Name of the outlet"] and under it country = "GB".',
        ) from problem
    for name, facts in tables.items():
        if not isinstance(facts, dict):
            raise _wrong(path, name, "", 'a table: ["Name of the outlet"] with its facts under it')
    return tables


def _plain(text: str) -> dict[str, Any] | None:
    """What tomllib would read, where every line is a ["table"] or a key with JSON's texts and lists; else nothing.

    The packaged file is written so: at every start this takes a quarter of tomllib's time for its 802 outlets.
    """
    tables: list[str] = []
    for line in text.splitlines():
        if line.startswith('["') and line.endswith('"]'):
            tables.append(f"{line[1:-1]}:{{")
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            if not key.isalpha() or not tables:
                return None
            comma = "" if tables[-1].endswith("{") else ","
            tables[-1] += f'{comma}"{key}":{value}'
    try:
        read = json.loads(f"{{{'},'.join(tables)}}}}}", object_pairs_hook=_each_once)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) != len(once := dict(pairs)):
        raise ValueError("a key twice, which TOML forbids")
    return once


def entry(name: str, facts: Mapping[str, Any], path: Path, known: Outlet | None = None) -> Outlet:
    """One outlet out of its facts, over what was `known` of it. Raises BadInput for a fact of the wrong form."""
    values = {key: _value(name, key, given, path) for key, given in facts.items()}
    if "language" in values:
        values["languages"] = values["language"]
        values["language"] = next(iter(values["languages"]), "")
    if values.get("kind") in MEDIA:
        values.setdefault("medium", values["kind"])
    if not name.strip():
        raise _wrong(path, name, "", "a name between the brackets")
    return replace(known, **values) if known else Outlet(name.strip(), **values)


def _value(name: str, key: str, given: Any, path: Path) -> Any:
    if key not in _KEYS:
        raise _wrong(path, name, key, f"one of the keys {', '.join(_KEYS)}")
    if key == "common":
        if not isinstance(given, bool):
            raise _wrong(path, name, key, "true or false")
        return given
    if key in _LISTS:
        items = [given] if isinstance(given, str) else given
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            raise _wrong(path, name, key, "a text or a list of texts")
    elif isinstance(given, str):
        items = [given]
    else:
        raise _wrong(path, name, key, "a text")
    if key in _MEANINGS and not all(_fits(key, item) for item in items):
        raise _wrong(path, name, key, _MEANINGS[key])
    if key == "domains":
        return tuple(item.lower().removeprefix("www.") for item in items)
    return tuple(items) if key in _LISTS else items[0].strip()


def _fits(key: str, item: str) -> bool:
    if key == "kind":
        return item in KINDS
    if key == "medium":
        return item in MEDIA
    return key not in _SHAPES or _SHAPES[key].fullmatch(item) is not None


def _wrong(path: Path, name: str, key: str, wanted: str) -> BadInput:
    where = f"{name!r}, key {key!r}" if key else f"{name!r}"
    return BadInput(f"The outlets file {path} has a wrong entry: {where}.", hint=f"It must be {wanted}.")


def claims(outlet: Outlet) -> Iterator[str]:
    """Every form that names the outlet by itself: its name and its aliases."""
    yield outlet.name
    yield from outlet.aliases
