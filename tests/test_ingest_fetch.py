"""Fetching: every hop checked, the checked address connected to, everything within limits. See assistant/ingest/fetch.py.

Everything runs against a server of the test on 127.0.0.1, with a resolver of the test's own.
"""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.errors import RefusedSource, UnreachableSource, UnreadableSource
from assistant.ingest import fetch
from assistant.ingest.fetch import Fetcher
from tests.site import PAGE, Site, local, served, trusting


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def test_gives_the_bytes_and_what_the_server_calls_them(site):
    url = site.serve("/a", Content_Type="text/html; charset=koi8-r")
    page = trusting().fetch(url)
    assert (page.url, page.data, page.charset) == (url, PAGE, "koi8-r")


def test_connects_to_the_checked_address_under_the_sites_name(site):
    trusting().fetch(site.serve("/a"))
    assert site.seen[0][1]["Host"] == f"news.example:{site.port}"


def test_sends_no_cookies_and_no_credentials(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")  # a proxy would resolve the name again
    site.serve("/a", status=302, Location="/b", Set_Cookie="seen=1")
    site.serve("/b")
    trusting().fetch(site.url("/a"))
    assert not {"Cookie", "Authorization"} & set(site.seen[1][1])


def test_a_private_address_is_not_asked(site):
    url = site.serve("/a")
    with pytest.raises(RefusedSource):
        Fetcher(resolver=local).fetch(url)
    assert site.seen == []


def test_a_redirect_to_a_private_address_is_refused(site, monkeypatch):
    site.serve("/a", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def public_first(host: str, port: int, **_: object) -> list[object]:
        from assistant.ingest.addresses import checked

        return fetch_ip if host == "news.example" else checked(host, port)

    import ipaddress

    fetch_ip: list[object] = [ipaddress.ip_address("127.0.0.1")]
    monkeypatch.setattr(fetch, "checked", public_first)
    with pytest.raises(RefusedSource, match=r"169\.254\.169\.254"):
        Fetcher().fetch(site.url("/a"))
    assert len(site.seen) == 1


def test_a_name_that_changes_its_address_is_not_asked_for_again(site):
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = Fetcher(allow_private=True, resolver=lambda host, port: next(answers))
    assert fetcher.fetch(site.serve("/a")).data == PAGE  # a second look-up would connect to 10.0.0.1


@pytest.mark.parametrize("location", ["/b", "//news.example:{port}/b", "http://news.example:{port}/b"])
def test_follows_a_redirect(site, location):
    site.serve("/a", status=301, Location=location.format(port=site.port))
    site.serve("/b")
    assert trusting().fetch(site.url("/a")).url == site.url("/b")


def test_stops_after_too_many_redirects(site):
    site.serve("/a", status=302, Location="/a")
    with pytest.raises(UnreachableSource, match="more than 3 times"):
        trusting(redirects=3).fetch(site.url("/a"))
    assert len(site.seen) == 4


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "gopher://news.example/", "ftp://news.example/a", "javascript:alert(1)"],
)
def test_a_redirect_to_another_scheme_is_refused(site, location):
    site.serve("/a", status=302, Location=location)
    with pytest.raises(RefusedSource, match=r"only http and https|not a web address"):
        trusting().fetch(site.url("/a"))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_INFO",
        "dict://127.0.0.1/",
        "http://user:word@news.example/",
        "http://news.example@127.0.0.1/",
        "http://news.example\\@127.0.0.1/",
        "http://127.0.0.1\t/",
        "http://news.example/\r\nHost: other",
        "http://",
        "http://[::1",
        "http://①②⑦.0.0.1/",
        "http://127。0。0。1/",
        "http://0x7f.1/",
        "http://[::ffff:169.254.169.254]/",
        "http://8.8.8.8:22/",
        "http:///etc/passwd",
    ],
)
def test_refuses_what_is_no_plain_public_web_address(url):
    with pytest.raises(RefusedSource) as refused:
        Fetcher(resolver=lambda host, port: pytest.fail("asked the resolver")).fetch(url)
    assert refused.value.hint


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_reads_compressed_pages(site, encoding):
    raw = zlib.compressobj(wbits=-15)
    body = {
        "gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "raw deflate": raw.compress(PAGE) + raw.flush(),
    }[encoding]
    assert trusting().fetch(site.serve("/a", body, Content_Encoding=encoding.split()[-1])).data == PAGE


def test_a_compression_bomb_is_stopped(site):
    bomb = gzip.compress(b"a" * 20_000_000)
    with pytest.raises(RefusedSource, match="fill the memory"):
        trusting().fetch(site.serve("/a", bomb, Content_Encoding="gzip"))


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd"])
def test_compression_that_was_not_asked_for_is_not_unpacked(site, encoding):
    with pytest.raises(UnreadableSource, match="compressed"):
        trusting().fetch(site.serve("/a", gzip.compress(PAGE), Content_Encoding=encoding))


def test_damaged_compression_is_said(site):
    with pytest.raises(UnreadableSource, match="damaged"):
        trusting().fetch(site.serve("/a", b"\x1f\x8bnot gzip at all", Content_Encoding="gzip"))


def test_a_body_over_the_limit_is_refused(site):
    with pytest.raises(RefusedSource, match="larger than"):
        trusting(largest=1_000_000).fetch(site.serve("/a", bytes(range(256)) * 8_000))


def test_a_server_that_drips_is_left(site):
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        try:
            for _ in range(100):
                request.wfile.write(b"a")
                time.sleep(0.05)
        except OSError:
            pass

    site.pages["/a"] = drip
    started = time.monotonic()
    with pytest.raises(UnreachableSource, match="too long"):
        trusting(deadline=0.4).fetch(site.url("/a"))
    assert time.monotonic() - started < 3


def test_a_server_that_drips_its_headers_is_left(site):
    def drip(request: BaseHTTPRequestHandler) -> None:
        try:
            request.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(100):
                request.wfile.write(b"X-%d: a\r\n" % number)
                time.sleep(0.05)
        except OSError:
            pass

    site.pages["/a"] = drip
    started = time.monotonic()
    with pytest.raises(UnreachableSource):
        trusting(deadline=0.4, patience=0.3).fetch(site.url("/a"))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "text/css"])
def test_what_is_no_article_is_not_read(site, kind):
    with pytest.raises(UnreadableSource, match=kind):
        trusting().fetch(site.serve("/a", Content_Type=kind))


def test_bytes_without_a_type_are_read(site):
    assert trusting().fetch(site.serve("/a", Content_Type="")).content_type == ""


def test_other_rooms_name_the_types_that_they_read(site):
    url = site.serve("/feed", b"<rss/>", Content_Type="application/rss+xml")
    assert trusting().fetch(url, accept={"application/rss+xml"}).data == b"<rss/>"


@pytest.mark.parametrize(
    ("status", "hint"), [(403, "Save it"), (404, "no such page"), (429, "later"), (500, "later")]
)
def test_an_error_of_the_site_says_what_to_do(site, status, hint):
    with pytest.raises(UnreachableSource, match=str(status)) as failed:
        trusting().fetch(site.serve("/a", status=status))
    assert hint in failed.value.hint


def test_a_closed_port_is_unreachable():
    with pytest.raises(UnreachableSource, match="did not answer"):
        trusting().fetch("http://news.example:9/")


def test_an_unknown_name_is_unreachable(monkeypatch):
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreachableSource, match="no site called"):
        Fetcher().fetch("http://no-such-site.invalid/")


@pytest.fixture
def certified(site, tmp_path, monkeypatch) -> Iterator[int]:
    """A TLS port with a certificate for news.example only."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    request = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -addext subjectAltName=DNS:news.example"
    subprocess.run(
        [*request.split(), "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setattr(fetch, "tls", lambda: ssl.create_default_context(cafile=str(cert)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_certificate_is_checked_against_the_name_and_not_the_address(certified):
    assert trusting().fetch(f"https://news.example:{certified}/").data == PAGE


def test_a_certificate_for_another_name_is_not_accepted(certified):
    with pytest.raises(UnreachableSource, match="could not prove"):
        trusting().fetch(f"https://other.example:{certified}/")
