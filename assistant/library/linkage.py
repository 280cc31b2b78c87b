"""Groups by average linkage: the two most alike groups are joined until none are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import heapify, heappop, heappush


def average_linkage(count: int, alike: Mapping[tuple[int, int], float], *, unlike: float) -> list[list[int]]:
    """The numbers 0 to count - 1 in groups; two groups are joined while their average likeness is above 0.

    `alike` holds the likeness of pairs, `unlike` is that of any other pair (below 0). Time grows with the
    number of pairs and its logarithm (Lance and Williams 1967 give the averages after a join).
    """
    near: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), likeness in alike.items():
        near[one][other] = near[other][one] = likeness
    members = {number: [number] for number in range(count)}
    waiting = [(-likeness, one, other) for (one, other), likeness in alike.items() if likeness > 0]
    heapify(waiting)
    latest = count
    while waiting:
        _, one, other = heappop(waiting)
        if one not in members or other not in members:
            continue
        first, second = members.pop(one), members.pop(other)
        members[latest] = sorted(first + second)
        beside = (near.pop(one, {}), len(first)), (near.pop(other, {}), len(second))
        for group in {*beside[0][0], *beside[1][0]} & members.keys():
            total = sum(likenesses.get(group, unlike) * size for likenesses, size in beside)
            likeness = total / (len(first) + len(second))
            near[latest][group] = near[group][latest] = likeness
            if likeness > 0:
                heappush(waiting, (-likeness, group, latest))
        latest += 1
    return sorted(members.values())
