"""Groups of reprints made anew: an older version may have signed or grouped articles in another way, or called a group by a stranger's id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from assistant.library.articles import articles_by_id
from assistant.library.grouping import bands_of
from assistant.library.origins import Signed, same_origin
from assistant.library.signatures import Signature
from assistant.library.tables import articles, origin_bands

_BATCH = 200  # articles read at once

Groups = dict[str, frozenset[str]]
"""Article id -> the ids of its group, itself among them; whoever stands alone is left out."""


def regroup(connection: Connection) -> int:
    """Signs every article anew and puts it with what prints the same text; returns for how many that changed something.

    A group is right where its articles are held together by `same_origin`, each by one at least, and one of them names it.
    """
    return len(_sign_anew(connection) | _group_anew(connection))


def _sign_anew(connection: Connection) -> set[str]:
    """The articles whose signature or bands were not those of today."""
    changed: set[str] = set()
    for ids in _every_id(connection):
        signatures, bands = _signatures(connection, ids), _bands(connection, ids)
        for id_, article in articles_by_id(connection, ids).items():
            signature = Signed.of(article).signature
            wanted = bands_of(signature)
            if bytes(signature) != signatures[id_] or bands[id_] != wanted:
                changed.add(id_)
                _keep_signature(connection, id_, signature, wanted)
    return changed


def _keep_signature(connection: Connection, id_: str, signature: Signature, bands: list[int]) -> None:
    connection.execute(update(articles).where(articles.c.id == id_).values(signature=bytes(signature)))
    connection.execute(delete(origin_bands).where(origin_bands.c.article_id == id_))
    if bands:
        connection.execute(insert(origin_bands), [{"band": band, "article_id": id_} for band in bands])


def _group_anew(connection: Connection) -> set[str]:
    """The articles that stood in a wrong group, or in one of a wrong name."""
    right = _right_groups(connection)
    named = _named_groups(connection)
    members: dict[str, set[str]] = defaultdict(set)
    for id_, name in named.items():
        members[name].add(id_)
    changed: set[str] = set()
    for id_ in named.keys() | right.keys():
        group, name = right.get(id_, frozenset({id_})), named.get(id_, id_)
        if name not in group or members.get(name, {id_}) != group:
            changed |= group
    for group in {right.get(id_, frozenset({id_})) for id_ in changed}:
        first = (
            select(articles.c.id).where(articles.c.id.in_(group)).order_by(articles.c.added_at, articles.c.id)
        )
        name = connection.execute(first.limit(1)).scalar_one()
        connection.execute(update(articles).where(articles.c.id.in_(group)).values(origin_group=name))
    return changed


def _right_groups(connection: Connection) -> Groups:
    """The groups that follow from the signatures: articles that share a band are compared, and no others."""
    groups: Groups = {}
    signed: dict[str, Signed] = {}
    for one, other in _near_pairs(connection):
        if other in groups.get(one, ()):
            continue
        for id_ in {one, other} - signed.keys():
            signed[id_] = _signed(connection, id_)
        if same_origin(signed[one], signed[other]):
            both = groups.get(one, frozenset({one})) | groups.get(other, frozenset({other}))
            groups |= dict.fromkeys(both, both)
    return groups


def _near_pairs(connection: Connection) -> Iterator[tuple[str, str]]:
    one, other = origin_bands.alias(), origin_bands.alias()
    shared = one.join(other, (one.c.band == other.c.band) & (one.c.article_id < other.c.article_id))
    near = select(one.c.article_id, other.c.article_id).select_from(shared).distinct()
    return ((first, second) for first, second in connection.execute(near).all())


def _named_groups(connection: Connection) -> Mapping[str, str]:
    """Article id -> the name of its group, for all that share theirs or have another's name."""
    strange = select(articles.c.origin_group).where(articles.c.origin_group != articles.c.id)
    shared = select(articles.c.id, articles.c.origin_group).where(articles.c.origin_group.in_(strange))
    return {str(id_): str(name) for id_, name in connection.execute(shared)}


def _signed(connection: Connection, id_: str) -> Signed:
    columns = [articles.c.signature, articles.c.publisher, articles.c.origin]
    stored, publisher, origin = connection.execute(select(*columns).where(articles.c.id == id_)).one()
    return Signed(id_, Signature.read(stored), publisher, origin)


def _signatures(connection: Connection, ids: Sequence[str]) -> dict[str, bytes]:
    rows = connection.execute(select(articles.c.id, articles.c.signature).where(articles.c.id.in_(ids)))
    return {str(id_): bytes(stored) for id_, stored in rows}


def _bands(connection: Connection, ids: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    held = select(origin_bands).where(origin_bands.c.article_id.in_(ids)).order_by(origin_bands.c.band)
    for row in connection.execute(held):
        found[row.article_id].append(row.band)
    return found


def _every_id(connection: Connection) -> Iterator[list[str]]:
    last = ""
    ahead = select(articles.c.id).order_by(articles.c.id).limit(_BATCH)
    while ids := list(connection.execute(ahead.where(articles.c.id > last)).scalars()):
        yield ids
        last = ids[-1]
