"""Addresses that lead to this machine, to its network or to another program, in all the ways in which they are written."""

from __future__ import annotations

# Refused as they stand, before any name is looked up.
NEVER_ASKED = (
    # This machine, in numbers
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0/", "http://0.0.0.0/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.0x0.0x0.0x1/", "http://0X7F.1/", "http://017700000001/", "http://0177.0.0.01/",
    "http://00000177.0.0.1/", "http://127.0.0.1./", "http://127.255.255.254/", "http://0x7f.1:80/",
    # This machine, in IPv6
    "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[::1%25lo]/", "http://[fe80::1%25eth0]/",
    # Gateways that lead to IPv4: NAT64, 6to4, Teredo, SIIT
    "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::a9fe:a9fe]/",
    "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/", "http://[2001:0:7f00:1::]/", "http://[::ffff:0:127.0.0.1]/",
    # The network inside
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://100.64.0.1/", "http://198.18.0.1/",
    "http://192.0.2.1/", "http://203.0.113.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://224.0.0.1/",
    "http://3232235521/", "http://0xc0a80001/", "http://0300.0250.0.1/", "http://[fc00::1]/", "http://[fd12:3456::1]/",
    "http://[fe80::1]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[100::1]/",
    # What clouds tell their machines
    "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xa9fea9fe/", "http://0251.0376.0251.0376/",
    "http://169.254.43518/", "http://[::ffff:169.254.169.254]/", "http://[fd00:ec2::254]/", "http://100.100.100.200/",
    "http://192.0.0.192/", "http://168.63.129.16/", "http://169.254.170.2/v2/credentials",
    # Numbers that are no address, or one only to some programs
    "http://256.256.256.256/", "http://1.2.3.4.5/", "http://4294967296/", "http://08.1.1.1/", "http://0x/", "http://127.0.0.1.1/",
    # Other letters, other dots
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://127．0．0．1/", "http://127｡0｡0｡1/", "http://１２７.0.0.1/", "http://[::①]/",
    # Who is asked is not who is written first
    "http://news.example@127.0.0.1/", "http://user:word@news.example/", "http://@127.0.0.1/", "http://news.example:80@127.0.0.1/",
    "http://127.0.0.1#@news.example/", "http://127.0.0.1?@news.example/", "http://news.example\\@127.0.0.1/", "http:\\\\127.0.0.1\\",
    "http://127.0.0.1\\@news.example/", "http://news.example%40127.0.0.1/",
    # Lines and blanks that open another request
    "http://news.example/\r\nHost: x", "http://news.example\r\n.other/", "http://127.0.0.1\t/", "http://127.0.0.1 /", "http://news.example/a b",
    "http://news.example/\x00", "http://news.example/\u2028x", "http://news.example/\u200b",
    # Other schemes
    "file:///etc/passwd", "file://localhost/etc/passwd", "FILE:///etc/passwd", "gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/stat",
    "ftp://news.example/a", "sftp://news.example/", "ldap://127.0.0.1/", "tftp://127.0.0.1/x", "jar:http://news.example/a.jar!/", "netdoc:///etc/passwd",
    "data:text/html,<p>x", "javascript:alert(1)", "ws://news.example/", "php://filter/resource=x", "view-source:http://127.0.0.1/", "about:blank", "",
    # Ports of other programs
    "http://8.8.8.8:22/", "http://8.8.8.8:25/", "http://8.8.8.8:0/", "http://8.8.8.8:445/", "http://8.8.8.8:65536/", "http://8.8.8.8:-1/", "http://8.8.8.8:a/",
)  # fmt: skip

# No site at all: a redirect to most of these leads back to the site itself.
NO_SITE = (
    "http://", "http:///etc/passwd", "http://?", "http://[::1", "http://[/", "http://]/", "http://.../", "http://[::1]x/",
)  # fmt: skip

# Names that lead inside: what they resolve to is judged, not how they look.
RESOLVED = (
    "http://localhost/", "http://LOCALHOST./", "http://ip6-localhost/", "http://localtest.me/", "http://127.0.0.1.nip.io/", "http://printer.local/",
    "http://metadata.google.internal/computeMetadata/v1/", "http://metadata/", "http://kubernetes.default.svc/", "http://intranet/", "http://router.lan/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://xn--80ak6aa92e.example/", "http://a.example:8080/",
)  # fmt: skip
