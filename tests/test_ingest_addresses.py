"""Only public addresses are fetched from, in whatever way a private one is written. See assistant/ingest/addresses.py."""

from __future__ import annotations

import ipaddress
import os
import re
import tarfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import CounterpointError, RefusedSource, UnreachableSource
from assistant.ingest.addresses import checked, is_public, written_address
from assistant.ingest.fetch import Fetcher

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[1] / ".." / "shared"))


def to(*addresses: str):
    def resolver(host: str, port: int) -> Iterable[str]:
        return addresses

    return resolver


PRIVATE = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "198.18.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_on_the_public_internet_is_refused(address):
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(RefusedSource) as refused:
        checked("news.example", 443, resolver=to(address))
    assert "--allow-private" in refused.value.hint


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_a_public_address_is_let_through(address):
    assert checked("news.example", 443, resolver=to(address)) == [ipaddress.ip_address(address)]


def test_one_private_address_among_public_ones_refuses_the_host():
    with pytest.raises(RefusedSource):
        checked("news.example", 80, resolver=to("93.184.216.34", "::1"))


def test_a_private_address_is_let_through_only_when_allowed():
    assert checked("localhost", 80, resolver=to("127.0.0.1"), allow_private=True)


def test_a_host_without_any_address_is_unreachable():
    with pytest.raises(UnreachableSource):
        checked("news.example", 80, resolver=to())


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "0x7f.1",
        "127.0.0.1.",
        "127.0.1",
    ],
)
def test_every_spelling_of_a_number_is_the_address_it_means(host):
    assert (
        written_address(host) == ipaddress.ip_address("127.0.0.1")
        or str(written_address(host)) == "127.0.0.1"
    )


@pytest.mark.parametrize("host", ["256.256.256.256", "1.2.3.4.5", "4294967296", "08.1.1.1"])
def test_a_number_that_is_no_address_is_refused(host):
    with pytest.raises(RefusedSource):
        written_address(host)


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_an_ipv4_address_hidden_in_ipv6_is_as_public_as_itself(address):
    hidden = [f"::ffff:{address}", f"64:ff9b::{address}", f"2002:{address.packed.hex(':', 2)}::1"]
    for text in hidden:
        assert is_public(ipaddress.ip_address(text)) <= is_public(address)


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_a_decimal_number_is_judged_like_the_address(address):
    assert written_address(str(int(address))) == address


def addresses_of_published_attacks() -> list[str]:
    archive = SHARED / "evals" / "payloads" / "patt_subset.tar.gz"
    if not archive.is_file():
        return []
    with tarfile.open(archive) as tar:
        pages = [
            file.read().decode()
            for member in tar
            if (file := tar.extractfile(member))
            and member.name.startswith("Server Side Request Forgery/")
            and member.name.endswith(".md")
        ]
    found = re.findall(r"(?<![\w(])(?:[a-z][a-z0-9+.-]{2,12})://[^\s`'\"<>|)]+", "\n".join(pages))
    own = re.compile(
        r"169\.254|127\.|localhost|0x7f|2130706433|\[|^(?!https?:)|@|0\.0\.0\.0|192\.0\.0\.192|100\.100",
        re.IGNORECASE,
    )
    return [url for url in dict.fromkeys(found) if own.search(url)]


def test_no_published_ssrf_address_is_fetched():
    attacks = addresses_of_published_attacks()
    if not attacks:
        pytest.skip("the payload lists are not in the shared folder")
    asked: list[str] = []

    def resolver(host: str, port: int) -> Iterable[str]:
        asked.append(host)
        return ["127.0.0.1"]  # what such a name resolves to when it works

    fetcher = Fetcher(resolver=resolver)
    for url in attacks:
        with pytest.raises(CounterpointError):
            fetcher.fetch(url)
    assert len(attacks) > 30
