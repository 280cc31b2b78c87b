"""What the sample library promises: enough voices, real disagreement, and an answer key that tells the truth.

The answer key is docs/sample-library.md. Whoever changes an article has to change it too, and these tests say where.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.ingest.fetch import Fetcher
from assistant.ingest.outlets import Outlet, Outlets
from assistant.ingest.parts import divide
from assistant.ingest.registry import read_registry
from assistant.ingest.sources import Failed, read
from assistant.news import Article, PartKind

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "assistant" / "sample"
KEY = ROOT / "docs" / "sample-library.md"
INVENTED = read_registry(SAMPLE / "outlets.toml")
ABSENT = ("Kanal Nord", "People’s Forge", "Ferrymen’s Post")
PEOPLE = (
    *(
        "Radomir Teslak",
        "Pavol Hrenik",
        "Ilona Drazhen",
        "Emil Vartos",
        "Dana Orlitz",
        "Josip Malarek",
        "Miran Osk",
    ),
    *(
        "Nadia Petkarin",
        "Ottla Brenich",
        "Zoran Pilat",
        "Stefan Gruban",
        "Tomash Belin",
        "Irena Kolm",
        "Bogdan Rask",
    ),
    *("Idris Menko", "Milos Antar", "Anders Folkvard", "Greta Lindholt", "Mette Brandsund", "Jürgen Abelt"),
    *(
        "Klaus Weddig",
        "Hanne Quist",
        "Solange Merivault",
        "Yves Lormeau",
        "Bastien Corvoisier",
        "Claire Daubenne",
    ),
    *(
        "Sofia Narenk",
        "Viktor Palensk",
        "Edit Marosh",
        "Ingrid Tollevik",
        "Ruth Ansley",
        "Kasia Dorn",
        "Jana Tomcik",
    ),
    *(
        "Petra Zelnik",
        "Ondrej Vasko",
        "Lars Emmerik",
        "Sabine Krollwitz",
        "Anton Belmar",
        "Armelle Thibaudin",
    ),
    *("Nils Haverkost", "Tibor Haslach"),
)
TITLES = {
    "Minister",
    "Colonel",
    "Professor",
    "General",
    "Mayor",
    "Miss",
    "Mr",
    "Mme",
    "By",
    "Bürgermeister",
    "And",
}
QUOTATION = re.compile(r'"([^"\n]+)" \((\d+(?:, \d+)*)')


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    return Outlets.packaged().with_file(SAMPLE / "outlets.toml")


@pytest.fixture(scope="module")
def articles(outlets: Outlets) -> tuple[Article, ...]:
    """All articles in parts, in the order of their numbers in the answer key."""
    found = []
    for path in sorted(SAMPLE.glob("*.md")):
        for article in read(str(path), fetcher=Fetcher(), outlets=outlets):
            assert not isinstance(article, Failed), article
            found.append(divide(article, outlets))
    return tuple(found)


def by_number(articles: tuple[Article, ...], *numbers: int) -> list[Article]:
    return [articles[number - 1] for number in numbers]


def test_every_article_can_be_read_and_says_who_when_and_where(articles: tuple[Article, ...]) -> None:
    assert len(articles) == len(list(SAMPLE.glob("*.md"))) >= 18
    for article in articles:
        assert article.title
        assert article.published
        assert article.url
        assert urlsplit(article.url).hostname.endswith(".example")  # type: ignore[union-attr]
        assert 350 <= len(article.text.split()) <= 800, article.title


def test_addresses_and_texts_are_all_different(articles: tuple[Article, ...]) -> None:
    assert (
        len({a.url for a in articles}) == len({a.id for a in articles}) == len({a.digest for a in articles})
    )
    assert len({a.id for a in articles}) == len(articles)


def test_an_article_stands_at_its_outlets_own_address(
    articles: tuple[Article, ...], outlets: Outlets
) -> None:
    for article in articles:
        owner = outlets.by_host(urlsplit(article.url or "").hostname or "")
        assert owner is not None
        assert owner.name == article.publisher


def test_at_least_nine_outlets_publish(articles: tuple[Article, ...]) -> None:
    assert len({article.publisher for article in articles}) >= 9


def test_no_publisher_is_a_real_outlet(articles: tuple[Article, ...]) -> None:
    real = Outlets.packaged()
    for article in articles:
        assert real.find(article.publisher) is None


@pytest.mark.parametrize("outlet", INVENTED, ids=lambda outlet: outlet.name)
def test_no_invented_outlet_takes_a_real_ones_name_or_address(outlet: Outlet) -> None:
    real = Outlets.packaged()
    assert all(real.find(form) is None for form in (outlet.name, *outlet.aliases))
    assert all(domain.endswith(".example") for domain in outlet.domains)
    assert re.fullmatch(r"X[A-Z]", outlet.country), "a user-assigned code of ISO 3166-1"


def test_the_outlets_are_of_many_kinds() -> None:
    kinds = {outlet.kind for outlet in INVENTED}
    assert {
        "state_controlled",
        "agency",
        "broadcaster",
        "newspaper",
        "magazine",
        "aggregator",
        "party",
    } <= kinds


def test_reports_opinions_an_interview_and_two_round_ups(articles: tuple[Article, ...]) -> None:
    kinds = Counter(article.kind for article in articles)
    assert kinds[PartKind.REPORT] >= 8
    assert kinds[PartKind.OPINION] >= 4
    assert kinds[PartKind.INTERVIEW] >= 1
    assert kinds[PartKind.ROUND_UP] == 2


def test_opinions_are_signed(articles: tuple[Article, ...]) -> None:
    assert all(article.authors for article in articles if article.kind is PartKind.OPINION)


def test_two_articles_are_in_other_languages(articles: tuple[Article, ...]) -> None:
    assert sorted(a.language for a in articles if a.language != "en") == ["de", "fr"]


def test_two_weeks_pass(articles: tuple[Article, ...]) -> None:
    days = [article.published for article in articles if article.published]
    assert (max(days) - min(days)).days >= 14
    assert len(set(days)) >= 10


def test_three_outlets_carry_one_agency_story(articles: tuple[Article, ...]) -> None:
    carried = [article for article in articles if article.origin == "Tridan"]
    assert {article.publisher for article in carried} == {
        "The Ledvar Courant",
        "The Steenhaven Gazette",
        "The Corvanian Trumpeter",
    }
    assert len({article.text for article in carried}) == 3
    first, *others = (set(article.text.split("\n\n")) for article in carried)
    assert all(len(first & other) >= 4 for other in others), "whole paragraphs are shared"


def test_the_program_finds_the_origin_of_the_republication_by_itself(articles: tuple[Article, ...]) -> None:
    (republished,) = (article for article in articles if article.publisher == "Sieveline")
    assert "origin:" not in next(SAMPLE.glob("*sieveline*")).read_text(encoding="utf-8")
    body = max(republished.parts, key=lambda part: len(part.span))
    assert body.origin == "The Aldermoor Dispatch"
    assert "Ruth Ansley" in body.authors
    assert any(part.kind is PartKind.BOILERPLATE for part in republished.parts)


def test_round_ups_quote_at_least_five_other_outlets_and_some_that_are_absent(
    articles: tuple[Article, ...], outlets: Outlets
) -> None:
    published = {article.publisher for article in articles}
    assert published.isdisjoint(ABSENT)
    for article in articles:
        if article.kind is PartKind.ROUND_UP:
            quoted = {outlet.name for _, outlet in outlets.mentions(article.text)} - {article.publisher}
            assert len(quoted) >= 5
            assert len(quoted - published) >= 2
            assert all(name in article.text for name in ABSENT)


def test_one_quoted_outlet_is_not_even_in_the_registry(outlets: Outlets) -> None:
    assert outlets.find("Ferrymen’s Post") is None


def test_the_answer_key_lists_the_articles_in_their_order(articles: tuple[Article, ...]) -> None:
    rows = re.findall(r"^\| (\d+) \| `([^`]+)` \| (.+?) \|", KEY.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for _, name, _ in rows] == [path.stem for path in sorted(SAMPLE.glob("*.md"))]
    for (number, _, outlet), article in zip(rows, articles, strict=True):
        assert outlet.startswith(article.publisher), number


def test_every_quotation_in_the_answer_key_stands_in_the_articles_it_names(
    articles: tuple[Article, ...],
) -> None:
    quotations = QUOTATION.findall(KEY.read_text(encoding="utf-8"))
    assert len(quotations) >= 40
    missing = [
        (words, number)
        for words, numbers in quotations
        for number in map(int, numbers.split(", "))
        if words not in by_number(articles, number)[0].text
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("words", "whole", "cut"),
    [
        ("It was not the cause", 17, 16),
        ("in the mud it has not begun", 14, 9),
        ("ordinary failure of supervision", 11, 9),
        ("but not under that dam", 5, 13),
        ("a dam that should have withstood it", 1, 4),
        ("a dam that should have withstood it", 1, 3),
    ],
)
def test_what_a_selective_quotation_left_out_is_in_the_library(
    articles: tuple[Article, ...], words: str, whole: int, cut: int
) -> None:
    assert words in articles[whole - 1].text
    assert words not in articles[cut - 1].text


def test_a_surname_means_one_person(articles: tuple[Article, ...]) -> None:
    text = "\n".join((*(article.text for article in articles), *(", ".join(a.authors) for a in articles)))
    given_names: dict[str, set[str]] = {}
    for given, surname in re.findall(r"\b([A-ZÀ-Ý][a-zà-ÿ]+)(?= ([A-ZÀ-Ý][a-zà-ÿ]+)\b)", text):
        given_names.setdefault(surname, set()).add(given)
    people = {name.split()[-1] for name in PEOPLE}
    assert len(people) == len(PEOPLE)
    for name in PEOPLE:
        given, surname = name.split()
        assert given in given_names[surname], f"{name} is in no article"
        assert given_names[surname] - {given} <= TITLES, surname


def test_the_voices_read_by_eye_are_sentences_of_the_articles(articles: tuple[Article, ...]) -> None:
    lines = Path(__file__).with_name("sample_voices.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) >= 700
    for line in lines:
        number, mode, chain, sentence = line.split("\t")
        article = articles[int(number) - 1]
        assert sentence in " ".join(article.text.split()), line
        body = max(article.parts, key=lambda part: len(part.span))
        assert chain.split(" > ")[0] == (body.origin or article.outlet)
        assert mode in ("own", "direct", "indirect")
