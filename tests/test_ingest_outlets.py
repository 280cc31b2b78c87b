"""Outlets: what is known is found under every name it goes by, and what is unknown is never guessed."""

from __future__ import annotations

import json
import os
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadInput
from assistant.ingest.outlets import PACKAGED, Outlet, Outlets, name_key
from assistant.ingest.registry import KINDS, MEDIA, read_entries
from assistant.news import Span

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[1] / ".." / "shared"))
OUTLETS = Outlets.packaged()


def found(text: str) -> list[tuple[str, str]]:
    return [(span.of(text), outlet.name) for span, outlet in OUTLETS.mentions(text)]


# ---------------------------------------------------------------- the packaged registry


def test_knows_at_least_300_outlets_of_60_countries() -> None:
    assert len(OUTLETS) >= 300
    assert len({outlet.country for outlet in OUTLETS}) >= 60


def test_every_packaged_outlet_has_a_country_a_language_and_a_kind() -> None:
    for outlet in OUTLETS:
        assert outlet.country, outlet.name
        assert outlet.language, outlet.name
        assert outlet.kind in KINDS, outlet.name
        assert outlet.medium in MEDIA, outlet.name


def test_whoever_is_called_controlled_has_a_named_source() -> None:
    unsourced = [outlet.name for outlet in OUTLETS if outlet.controlled and not outlet.sources]

    assert unsourced == []


def test_no_two_packaged_outlets_claim_one_domain() -> None:
    domains = [domain for outlet in OUTLETS for domain in outlet.domains]

    assert len(domains) == len(set(domains))


def test_no_two_packaged_outlets_claim_one_name_except_as_a_short_form() -> None:
    claims: dict[str, set[str]] = {}
    for outlet in OUTLETS:
        for form in (outlet.name, *outlet.aliases):
            claims.setdefault(name_key(form), set()).add(outlet.name)

    assert {key: names for key, names in claims.items() if len(names) > 1} == {}


def test_every_name_and_alias_finds_its_own_outlet() -> None:
    wrong = [
        (form, outlet.name)
        for outlet in OUTLETS
        for form in (outlet.name, *outlet.aliases)
        if OUTLETS.find(form) is not outlet
    ]

    assert wrong == []


def test_the_quick_reading_of_the_packaged_file_is_what_toml_says() -> None:
    assert read_entries(PACKAGED) == tomllib.loads(PACKAGED.read_text(encoding="utf-8"))


# ---------------------------------------------------------------- finding one


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("the Telegraph", "The Daily Telegraph"),
        ("DAILY TELEGRAPH", "The Daily Telegraph"),
        ("FT", "Financial Times"),
        ("NYT", "The New York Times"),
        ("WaPo", "The Washington Post"),
        ("Комсомольская правда", "Komsomolskaya Pravda"),
        ("人民日报", "People's Daily"),
        ("العربية", "Al Arabiya"),
        ("CNN (Web News)", "CNN"),
        ("New York Times - News", "The New York Times"),
        ("Wall Street Journal - Editorial", "The Wall Street Journal"),
        ("NPR Online News", "NPR"),
        ("Fox Online News", "Fox News"),
        ("Reuters' ", "Reuters"),
        ("https://www.rt.com/news/1", "RT"),
    ],
)
def test_finds_an_outlet_by_any_name_it_goes_by(given_name: str, name: str) -> None:
    outlet = OUTLETS.find(given_name)

    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize(
    "name", ["", "   ", "Gazette of Nowhere", "News", "The", "Ben Shapiro", "Opinion", "…"]
)
def test_does_not_guess_at_an_unknown_name(name: str) -> None:
    assert OUTLETS.find(name) is None


def test_an_unknown_name_is_kept_as_it_is_given() -> None:
    assert OUTLETS.canonical("  Gazette of Nowhere ") == "Gazette of Nowhere"


def test_an_outlet_of_which_nothing_is_known_is_unrated() -> None:
    assert Outlet("Gazette of Nowhere").kind == "unrated"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("edition.cnn.com", "CNN"),
        ("www.bbc.co.uk", "BBC News"),
        ("RUSSIAN.RT.COM.", "RT"),
        ("ft.com:443", "Financial Times"),
        ("abcnews.go.com", "ABC News"),
    ],
)
def test_finds_an_outlet_by_its_host_and_by_hosts_below_it(host: str, name: str) -> None:
    outlet = OUTLETS.by_host(host)

    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("host", ["", "com", "notcnn.com", "cnn.com.evil.example", "localhost", "co.uk"])
def test_does_not_take_a_lookalike_host_for_an_outlet(host: str) -> None:
    assert OUTLETS.by_host(host) is None


def test_names_every_outlet_that_a_short_form_may_stand_for() -> None:
    names = {outlet.name for outlet in OUTLETS.ambiguous("the Times")}

    assert {"The Times", "The New York Times", "Los Angeles Times"} <= names
    assert OUTLETS.ambiguous("Reuters") == ()


def test_a_broadcaster_can_be_state_controlled_and_still_be_a_broadcaster() -> None:
    rt = OUTLETS.find("RT")

    assert rt is not None
    assert (rt.kind, rt.medium, rt.country) == ("state_controlled", "broadcaster", "RU")
    assert any("2022/350" in source for source in rt.sources)


# ---------------------------------------------------------------- mentions in a text


def test_points_at_every_outlet_that_a_text_names() -> None:
    text = "Britain’s Daily Telegraph wrote so. Politico agreed; one FT source did not, RT.com says."

    assert found(text) == [
        ("Daily Telegraph", "The Daily Telegraph"),
        ("Politico", "Politico"),
        ("FT", "Financial Times"),
        ("RT.com", "RT"),
    ]


def test_the_longest_name_wins() -> None:
    assert found("Novaya Gazeta Europe and Novaya Gazeta") == [
        ("Novaya Gazeta Europe", "Novaya Gazeta Europe"),
        ("Novaya Gazeta", "Novaya Gazeta"),
    ]


def test_a_short_form_stands_for_the_outlet_named_in_full_before_it() -> None:
    assert found("The Times was quiet.") == []
    assert found("The New York Times wrote it. The Times added more.")[1] == ("Times", "The New York Times")
    assert found("The Los Angeles Times wrote it, and the Times stood by it.")[1] == (
        "Times",
        "Los Angeles Times",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Time flies, and the hill was steep.",
        "He worked on the Hill for years.",
        "The Nation mourns its dead.",
        "There is a reason for it. Reason alone will not do.",
        "AFTERNOON and FTSE are no outlets, nor is STRESS.",
        "New York\n\nTimes are hard.",
        "@CNN #BBC",
    ],
)
def test_ordinary_words_are_not_taken_for_outlets(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He told The Hill that it was over.", "The Hill"),
        ("Time magazine put him on its cover.", "Time"),
        ("The Nation reported on Monday that he left.", "The Nation"),
        ("according to Reason, the bill is dead", "Reason"),
    ],
)
def test_an_ordinary_word_names_an_outlet_beside_the_words_of_reporting(text: str, name: str) -> None:
    assert name in [outlet for _, outlet in found(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Об этом пишет газета «Комсомольской правды».", "Komsomolskaya Pravda"),
        ("сообщает РИА Новостей", "RIA Novosti"),
        ("据人民日报报道", "People's Daily"),
        ("조선일보는 보도했다", "Chosun Ilbo"),
        ("وقالت الجزيرة إن", "Al Jazeera"),
        ("wie dpa meldet", "Deutsche Presse-Agentur"),
        ("THE NEW YORK TIMES SAYS NO", "The New York Times"),
        ("L’Humanité en parle", "L'Humanité"),
    ],
)
def test_finds_outlets_in_other_scripts_cases_and_endings(text: str, name: str) -> None:
    assert [outlet for _, outlet in found(text)] == [name]


def test_looks_only_within_the_span_that_it_is_given() -> None:
    text = "Reuters said. AFP said. Interfax said."

    assert [outlet.name for _, outlet in OUTLETS.mentions(text, Span(13, 23))] == ["Agence France-Presse"]


@given(
    st.lists(
        st.sampled_from(
            ["CNN", "the Times", "The New York Times", "人民日报", " ", ".", "RT.com", "ü", "\n\n"]
        )
    )
)
def test_mentions_stand_in_order_without_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)

    spans = [span for span, _ in OUTLETS.mentions(text)]

    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) for span in spans)


# ---------------------------------------------------------------- the reader's own file


def own(folder: Path, text: str) -> Path:
    path = folder / "outlets.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_readers_own_file_adds_an_outlet(tmp_path: Path) -> None:
    path = own(tmp_path, '["Gazette of Nowhere"]\nkind = "newspaper"\ndomains = "nowhere.example"\n')

    outlets = OUTLETS.with_file(path)

    assert outlets.by_host("www.nowhere.example") == outlets.find("gazette of nowhere")
    assert outlets.find("CNN") is not None
    assert OUTLETS.find("Gazette of Nowhere") is None


def test_the_readers_own_file_corrects_one_fact_and_leaves_the_others(tmp_path: Path) -> None:
    outlets = OUTLETS.with_file(own(tmp_path, '["cnn"]\nowner = "Somebody new"\n'))

    cnn = outlets.find("CNN")

    assert cnn is not None
    assert (cnn.name, cnn.owner, cnn.country) == ("CNN", "Somebody new", "US")
    assert len(outlets) == len(OUTLETS)


def test_the_readers_own_claim_to_a_name_wins(tmp_path: Path) -> None:
    outlets = OUTLETS.with_file(own(tmp_path, '["Fort Times"]\naliases = ["FT"]\ndomains = ["ft.com"]\n'))

    assert outlets.canonical("FT") == "Fort Times"
    assert outlets.canonical("ft.com") == "Fort Times"
    assert [outlet.name for _, outlet in outlets.mentions("One FT source said so.")] == ["Fort Times"]


@pytest.mark.parametrize(
    ("text", "entry", "hint"),
    [
        ('["A"]\nkind = "paper"\n', "'kind'", "newspaper"),
        ('["A"]\ncountry = "England"\n', "'country'", "GB"),
        ('["A"]\ndomains = ["https://a.example/"]\n', "'domains'", "without https"),
        ('["A"]\naliases = [1]\n', "'aliases'", "list of texts"),
        ('["A"]\ncommon = "yes"\n', "'common'", "true or false"),
        ('["A"]\nowners = "B"\n', "'owners'", "one of the keys"),
        ('["A"]\nowner = 5\n', "'owner'", "a text"),
        ('A = "B"\n', "'A'", "table"),
        ('[" "]\nkind = "online"\n', "' '", "a name"),
        ('["A"]\n["A"]\n', "not TOML", "An entry looks like"),
        ("[[[", "not TOML", "An entry looks like"),
    ],
)
def test_a_wrong_entry_is_named_with_its_key(tmp_path: Path, text: str, entry: str, hint: str) -> None:
    path = own(tmp_path, text)

    with pytest.raises(BadInput) as problem:
        OUTLETS.with_file(path)

    assert entry in str(problem.value)
    assert hint in problem.value.hint


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read") as problem:
        OUTLETS.with_file(tmp_path / "none.toml")

    assert problem.value.hint


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
        st.fixed_dictionaries(
            {"owner": st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)}
        ),
        max_size=4,
    )
)
def test_the_quick_reading_never_disagrees_with_toml(tables: dict[str, dict[str, str]]) -> None:
    from assistant.ingest.registry import _plain

    text = "".join(
        f"[{json.dumps(name)}]\nowner = {json.dumps(facts['owner'])}\n" for name, facts in tables.items()
    )
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    assert _plain(text) in (told, None)


# ---------------------------------------------------------------- against published lists


def test_domains_agree_with_a_published_list() -> None:
    path = SHARED / "evals" / "outlets" / "media_data.json"
    if not path.exists():
        pytest.skip("needs shared/evals/outlets (set COUNTERPOINT_SHARED)")
    published = json.loads(path.read_text(encoding="utf-8"))

    known = [(o, OUTLETS.find(o["organization"])) for o in published]
    differ = [
        o["organization"]
        for o, outlet in known
        if outlet and all(OUTLETS.by_host(domain) is not outlet for domain in o["domains"])
    ]

    assert sum(outlet is not None for _, outlet in known) > 100
    assert differ in ([], ["The Nation"]), "there is a Nation in Pakistan too"
