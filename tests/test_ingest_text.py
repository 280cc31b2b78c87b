"""Cleaning, languages, dates, bylines, charsets, addresses as names. See the modules of those names in assistant/ingest."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableSource
from assistant.ingest.bylines import split_authors
from assistant.ingest.charsets import decode, refuse_binary
from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.dates import parse_date
from assistant.ingest.formats import Format, of_bytes
from assistant.ingest.found import Found
from assistant.ingest.language import detect
from assistant.ingest.outlets import Outlets
from assistant.ingest.run_ins import run_ins, without_run_ins
from assistant.ingest.weblinks import canonical_url, same_site


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@settings(deadline=None)
@given(st.text())
def test_clean_text_can_be_stored(text):
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned
    assert "\r" not in cleaned
    assert "\x00" not in cleaned
    assert "\n\n\n" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


def test_what_a_reader_sees_stays():
    seen = "„Nein“ – 1\u00a0000\u202f€ … it’s 👩\u200d🔬\n\nZweiter Absatz"
    assert clean(seen) == seen


def test_invisible_characters_go():
    assert clean("ig\u00adnore\u200b \u202eme\u2066\ufeff \U000e0041x\x07") == "ignore me x"


def test_paragraphs_are_one_blank_line_apart():
    assert clean("a  \r\n\r\n \r\n\rb\u2029c\u2028d") == "a\n\nb\n\nc\nd"


TEXTS = {
    "en": "The council voted on Monday to close the bridge, and the mayor said that it was a matter of safety.",
    "de": "Der Rat hat am Montag beschlossen, die Brücke zu schließen, und das ist eine Frage der Sicherheit.",
    "fr": "Le conseil a voté lundi la fermeture du pont et la maire a dit que c'est une question de sécurité.",
    "es": "El consejo votó el lunes para cerrar el puente y la alcaldesa dijo que es una cuestión de seguridad.",
    "it": "Il consiglio ha votato lunedì per chiudere il ponte e la sindaca ha detto che è una questione di sicurezza.",
    "pt": "O conselho votou na segunda-feira para fechar a ponte e a prefeita disse que não é uma questão política.",
    "nl": "De raad heeft maandag besloten om de brug te sluiten en de burgemeester zei dat het een kwestie van veiligheid is.",
    "pl": "Rada zdecydowała w poniedziałek o zamknięciu mostu, a burmistrz powiedziała, że to jest kwestia bezpieczeństwa.",
    "ru": "Совет проголосовал в понедельник за закрытие моста, и мэр сказала, что это вопрос безопасности для всех.",
    "uk": "Рада проголосувала в понеділок за закриття мосту, і мер сказала, що це питання безпеки для всіх людей.",
    "zh": "市议会周一投票决定关闭旧桥，市长表示这是一个安全问题，并请求所有司机耐心等待到春天，届时桥梁将重新开放通行，市民可以放心使用。",
    "ar": "صوت المجلس يوم الاثنين على إغلاق الجسر القديم أمام الشاحنات، وقالت رئيسة البلدية إن الأمر يتعلق بالسلامة.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_tells_its_language(code):
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "OK", "2024-05-06 12:00", "Old bridge closes"])
def test_a_few_words_tell_no_language(text):
    assert detect(text) == "und"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-06", date(2024, 5, 6)),
        ("2024-05-06T23:30:00-04:00", date(2024, 5, 6)),
        ("20240506", date(2024, 5, 6)),
        ("6 May 2024", date(2024, 5, 6)),
        ("May 6, 2024", date(2024, 5, 6)),
        ("06.05.2024", date(2024, 5, 6)),
        ("Mon, 06 May 2024 10:00:00 +0200", date(2024, 5, 6)),
        (datetime(2024, 5, 6, 10), date(2024, 5, 6)),
        ("03/04/2020", None),
        ("2024-13-01", None),
        ("soon", None),
        (None, None),
        (20240506, None),
    ],
)
def test_dates_are_read_and_never_guessed(written, day):
    assert parse_date(written) == day


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ann Lee and Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Von Anna Groß und Bernd Klein", ("Anna Groß", "Bernd Klein")),
        ("Ann Lee, PhD", ("Ann Lee",)),
        ("Ann Lee; Bo Ray;Ann Lee", ("Ann Lee", "Bo Ray")),
        ("Ann Lee,Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Perry Bacon Jr.", ("Perry Bacon Jr.",)),
        ("edilson.rosa", ("Edilson Rosa",)),
        ("Williams Perdomo @wperdomo", ("Williams Perdomo",)),
        ("Автор: Анна Ли", ("Анна Ли",)),
        ("  ", ()),
    ],
)
def test_a_byline_is_split_into_names(written, names):
    assert split_authors(written) == names


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Käse – “gut”".encode(), None, "Käse – “gut”"),
        ("Käse – “gut”".encode(), "iso-8859-1", "Käse – “gut”"),  # a header that lies
        ("Käse “gut”".encode("cp1252"), "iso-8859-1", "Käse “gut”"),  # Latin-1 means Windows-1252 on the web
        ("Käse".encode("utf-16"), None, "Käse"),
        ("\ufeffKäse".encode(), None, "Käse"),
        ("Мост закрыт".encode("koi8-r"), "koi8-r", "Мост закрыт"),
        ("橋は閉鎖".encode("iso2022_jp"), "iso-2022-jp", "橋は閉鎖"),
    ],
)
def test_bytes_are_read_as_what_they_are(data, declared, text):
    assert decode(data, declared).lstrip("\ufeff") == text


def test_a_page_names_its_charset():
    data = '<html><head><meta charset="windows-1251"></head>Мост закрыт'.encode("cp1251")
    assert "Мост закрыт" in decode(data, html=True)


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else():
    assert decode("Käse – “gut” ".encode() * 20 + b"\xff").startswith("Käse – “gut”")


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "utf-7", "hz", "idna", "no such", "\x00", "utf-16-le"]),
)
def test_any_bytes_become_text(data, declared):
    assert isinstance(decode(data, declared, html=True), str)


def test_binary_data_is_told_from_text():
    with pytest.raises(UnreadableSource):
        refuse_binary(bytes(range(256)), "a.txt")
    refuse_binary("Мост закрыт — «надолго»".encode("cp1251"), "a.txt")


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"%PDF-1.7", Format.PDF),
        (b'{"text": 1}\n', Format.JSONL),
        (b'[{"text": 1}]', Format.JSON),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", Format.HTML),
        (b"---\ntitle: x\n---\n", Format.MARKDOWN),
        (b"The council voted.", Format.PLAIN),
        (b"[Update] The council voted.", Format.PLAIN),
    ],
)
def test_first_bytes_tell_the_format(head, form):
    assert of_bytes(head) is form


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=3&fbclid=y#top", "https://news.example/a?id=3"),
        ("http://news.example", "http://news.example/"),
        ("https://news.example/a?b=%20c", "https://news.example/a?b=%20c"),
        ("ftp://news.example/", None),
        ("https://", None),
        ("https://[::1/", None),
    ],
)
def test_one_page_has_one_address(url, canonical):
    assert canonical_url(url) == canonical


def test_a_site_is_itself_under_its_prefixes_only():
    assert same_site("www.news.example", "amp.news.example")
    assert same_site("edition.news.example", "news.example")
    assert not same_site("news.example", "other.example")
    assert not same_site("badnews.example", "news.example")


def test_one_line_is_one_line():
    assert one_line(" a\n b\u00a0 c ") == "a b c"


def test_importing_the_sources_loads_no_heavy_library():
    heavy = "trafilatura pypdf docx httpx lxml py3langid charset_normalizer htmldate markdown_it numpy"
    code = f"import sys, assistant.ingest.sources; print([n for n in {heavy.split()!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


LINKS = "Council passes levy Brook: 'no more' in harbour row Poll: race is tight"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"Sen. Ana Brook Ana Brook{LINKS} MORE (Ind.) said no.", "Sen. Ana Brook (Ind.) said no."),
        (f"President Brook Ana Maria Brook{LINKS} MORE’s plan fell.", "President Brook’s plan fell."),
        (f"Ana Brook Annabel (Ana) Mary Brook{LINKS}? MORE left.", "Ana Brook left."),
        (f"Ana Brook Ana Mary Brook {LINKS} MORE left.", "Ana Brook left."),
    ],
)
def test_links_hidden_behind_a_name_do_not_run_into_its_sentence(written, read):
    assert without_run_ins(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brook, not her sister Mary Brook, left. SHE WANTS MORE now.",
        "Vote Brook! Brook! Brook! Brook! WE WANT MORE of it.",
        "Brook met Brook on Monday, and nobody asked for MORE than that.",
        f"Ana Brook Ana Brook{LINKS} and then it never ends.",
    ],
)
def test_what_does_not_close_as_hidden_links_do_stays(text):
    assert without_run_ins(text) == text


def test_a_name_written_twice_and_glued_to_a_headline_is_seen():
    assert run_ins(f"Then Ana Brook Ana Mary Brook{LINKS} left.") == [len("Then Ana Brook Ana Mary Brook")]
    for text in (
        "He spoke of HealthCare and ObamaCare.",
        "Fox says that FoxNews is on YouTube.",
        "McBrook met Brook McBrook.",
    ):
        assert not run_ins(text)


def test_an_article_is_stored_as_its_readers_see_it():
    found = Found(f"Then Ana Brook Ana Brook{LINKS} MORE (Ind.) said no.", outlet="Harbour Daily")
    assert found.article(Outlets(()), stem="a").text == "Then Ana Brook (Ind.) said no."
