"""Which network addresses may be fetched from: public ones only, whatever way they are written."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network

from assistant.errors import RefusedSource, UnreachableSource

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Iterable[str]]

# Prefixes whose last or middle bits are an IPv4 address that a gateway would connect to: NAT64 (RFC 6052),
# IPv4-compatible (RFC 4291, deprecated), SIIT (RFC 2765). Mapped, 6to4 and Teredo are known to `ipaddress`.
_EMBEDS_IN_LAST_32 = tuple(IPv6Network(net) for net in ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96"))
_REFUSED_V6 = tuple(
    IPv6Network(net)
    for net in (
        "fec0::/10",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
    )
)
_REFUSED_V4 = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; 100.100.100.200 is Alibaba's metadata service
        "192.0.0.0/24",  # 192.0.0.192 is Oracle's metadata service
        "192.88.99.0/24",  # 6to4 relay
        "198.18.0.0/15",
        "168.63.129.16/32",  # Azure's wire server: a public number, reachable only from inside
    )
)
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|\d+")


def is_public(address: Address) -> bool:
    """Whether the address, and every IPv4 address hidden in it, lies on the public internet."""
    if isinstance(address, IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if any(address in net for net in _EMBEDS_IN_LAST_32):
            inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
        hidden = [found for found in inner if found is not None]
        if hidden:
            return (
                all(is_public(found) for found in hidden)
                and not address.is_loopback
                and not address.is_unspecified
            )
        return (
            address.is_global and not address.is_multicast and not any(address in net for net in _REFUSED_V6)
        )
    return address.is_global and not address.is_multicast and not any(address in net for net in _REFUSED_V4)


def written_address(host: str) -> Address | None:
    """The address that a host written as a number means to a browser: 127.1, 0x7f000001, 017700000001; else None.

    Follows the WHATWG URL Standard's IPv4 parser. Raises RefusedSource for a number that is no address.
    """
    host = host.strip("[]").split("%", 1)[0].rstrip(".")
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    parts = host.split(".")
    if not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        numbers = [_number(part) for part in parts]
        if len(numbers) > 4 or any(number > 255 for number in numbers[:-1]):
            raise ValueError(host)
        value = numbers[-1]
        if value >= 256 ** (5 - len(numbers)):
            raise ValueError(host)
        return IPv4Address(
            value + sum(number << (8 * (3 - place)) for place, number in enumerate(numbers[:-1]))
        )
    except ValueError as problem:
        raise RefusedSource(f"{host} is not an address.", hint="Write the site's name.") from problem


def _number(part: str) -> int:
    if part.lower().startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if len(part) > 1 and part.startswith("0") else int(part)


def resolve(host: str, port: int) -> list[str]:
    """The host's addresses by the system's resolver; raises UnreachableSource where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise UnreachableSource(
            f"There is no site called {host}.", hint="Check the spelling and your connection."
        ) from problem
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(
    host: str, port: int, *, resolver: Resolver = resolve, allow_private: bool = False
) -> list[Address]:
    """The addresses of a host, after all of them were found public; raises RefusedSource where one is not.

    One private address among public ones refuses the host: which one a connection takes is the attacker's choice.
    """
    written = written_address(host)
    if written is not None:
        addresses = [written]
    else:
        addresses = [ipaddress.ip_address(found.split("%", 1)[0]) for found in resolver(host, port)]
    if not addresses:
        raise UnreachableSource(f"{host} has no address.", hint="Check the spelling.")
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        raise RefusedSource(
            f"{host} is at {private[0]}, which is not on the public internet.",
            hint="If this is a server of your own that you trust, add it with --allow-private.",
        )
    return addresses
