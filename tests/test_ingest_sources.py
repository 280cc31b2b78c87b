"""Files, folders, standard input and addresses become articles, or say why not. See assistant/ingest/sources.py."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import RefusedSource, UnreadableSource
from assistant.ingest import files, lines
from assistant.ingest.fetch import Fetched, Fetcher
from assistant.ingest.outlets import Outlet, Outlets
from assistant.ingest.sources import Failed, Overrides, count, read
from assistant.news import Article, PartKind, article_id

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[1] / ".." / "shared"))
OUTLETS = Outlets(
    [
        Outlet("The Harbour Post", domains=("harbourpost.example",), aliases=("Harbour Post",)),
        Outlet("Northwire"),
    ]
)
TEXT = (
    "The council voted on Monday to close the old bridge to lorries. The mayor called it a matter of safety."
)


def results(source: object, overrides: Overrides | None = None, **more: object) -> list[Article | Failed]:
    return list(read(str(source), overrides or Overrides(), fetcher=Fetcher(), outlets=OUTLETS, **more))  # type: ignore[arg-type]


def article(source: object, overrides: Overrides | None = None, **more: object) -> Article:
    (found,) = results(source, overrides, **more)
    assert isinstance(found, Article), found
    return found


def failure(source: object, overrides: Overrides | None = None, **more: object) -> Failed:
    (found,) = results(source, overrides, **more)
    assert isinstance(found, Failed)
    assert found.error.hint, "every failure says what to do"
    return found


def stdin(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


# -- plain text ------------------------------------------------------------------------------------------------------


def test_a_text_keeps_all_its_words_and_its_first_line_is_the_title(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(f"Old bridge closes\r\n\r\n{TEXT}\r\n", encoding="utf-8")
    found = article(path)
    assert (found.title, found.text) == ("Old bridge closes", f"Old bridge closes\n\n{TEXT}")


def test_a_first_line_of_prose_is_no_title(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(f"{TEXT}\n\nMore was said on Tuesday.")
    assert article(path).title == "The council voted on Monday to close the old bridge to lorries. The mayor…"


def test_the_last_step_of_a_trail_is_the_title(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(f"Home » City » Old bridge closes\n\n{TEXT}")
    assert article(path).title == "Old bridge closes"


def test_an_unknown_outlet_is_named_after_the_file_and_never_guessed(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT)
    assert article(path).publisher == "unknown outlet (bridge)"


def test_the_quotation_marks_stay_the_authors(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("„Nie“, sagte sie. « Jamais ! » It’s “over” – done…", encoding="utf-8")
    assert article(path).text == "„Nie“, sagte sie. « Jamais ! » It’s “over” – done…"


# -- overrides ---------------------------------------------------------------------------------------------------------


def test_what_the_reader_says_wins(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: Old\noutlet: Northwire\nauthors: A B\ndate: 2024-01-01\nlanguage: de\n---\n{TEXT}"
    )
    said = Overrides("harbour post", "New", date(2024, 2, 2), "https://other.example/a#b", ("C D",), "fr")
    found = article(path, said)
    assert (found.publisher, found.title, found.published) == ("The Harbour Post", "New", date(2024, 2, 2))
    assert (found.url, found.authors, found.language) == ("https://other.example/a", ("C D",), "fr")


@pytest.mark.parametrize("said", [Overrides(title="One"), Overrides(url="https://a.example/")])
def test_a_title_or_address_is_not_given_to_many_articles(tmp_path, said):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT}) + "\n")
    assert "names one" in str(failure(path, said).error)
    assert "names one" in str(failure(tmp_path, said).error)


# -- JSONL -------------------------------------------------------------------------------------------------------------


def test_good_lines_go_in_and_bad_ones_are_listed_by_number(tmp_path):
    path = tmp_path / "many.jsonl"
    good = json.dumps(
        {"text": TEXT, "title": "Bridge", "publisher": "Harbour Post", "url": "https://harbourpost.example/1"}
    )
    path.write_text(
        "\n".join([good, "{not json", "", "[1]", json.dumps({"title": "no text"}), good.replace("/1", "/2")])
    )
    found = results(path)
    assert [a.url for a in found if isinstance(a, Article)] == [
        "https://harbourpost.example/1",
        "https://harbourpost.example/2",
    ]
    assert [f.source for f in found if isinstance(f, Failed)] == [f"{path}:2", f"{path}:4", f"{path}:5"]
    assert all(f.error.hint for f in found if isinstance(f, Failed))


def test_reads_the_field_names_of_article_collections(tmp_path):
    path = tmp_path / "set.jsonl"
    record = {
        "ID": "x1",
        "source": "Northwire",
        "content_original": TEXT,
        "authors": "Ann Lee,Bo Ray",
        "title": "T",
    }
    path.write_text(
        json.dumps({**record, "date": "2020-03-05", "url": "http://nw.example/a?utm_source=x&id=3"}) + "\n"
    )
    found = article(path)
    assert (found.publisher, found.authors, found.published) == (
        "Northwire",
        ("Ann Lee", "Bo Ray"),
        date(2020, 3, 5),
    )
    assert found.id == article_id(url="http://nw.example/a?id=3", publisher="Northwire", text=TEXT)


def test_reads_what_show_prints(tmp_path):
    path = tmp_path / "own.jsonl"
    own = {
        "id": "0123456789ab",
        "title": "T",
        "publisher": "Northwire",
        "origin": "Harbour Post",
        "text": TEXT,
        "kind": "opinion",
    }
    path.write_text(
        json.dumps(
            {"schema": 1, "article": {**own, "published": "2024-05-06", "language": "en", "url": None}}
        )
    )
    found = article(path)
    assert (found.id, found.origin, found.kind) == ("0123456789ab", "The Harbour Post", PartKind.OPINION)


def test_only_an_id_of_ours_is_kept(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "../../etc", "text": TEXT}))
    assert article(path).id == article_id(url=None, publisher="unknown outlet (a)", text=TEXT)


def test_compressed_lines_are_read_as_they_come(tmp_path):
    path = tmp_path / "many.jsonl.gz"
    path.write_bytes(
        gzip.compress(b"".join(json.dumps({"text": f"{n} {TEXT}"}).encode() + b"\n" for n in range(50)))
    )
    assert len(results(path)) == 50
    assert count(str(path)) == 50
    assert article_publishers(path) == {"unknown outlet (many)"}


def article_publishers(path: Path) -> set[str]:
    return {a.publisher for a in results(path) if isinstance(a, Article)}


def test_a_compressed_file_that_breaks_off_gives_what_is_whole(tmp_path):
    path = tmp_path / "many.jsonl.gz"
    noise = [json.dumps({"text": f"{3**n} {TEXT}"}).encode() + b"\n" for n in range(300)]
    path.write_bytes(gzip.compress(b"".join(noise))[:-2_000])
    found = results(path)
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Failed)
    assert "breaks off" in str(found[-1].error)


def test_a_line_past_the_limit_is_refused_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 1000)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    refused, read_ = results(path)
    assert isinstance(refused, Failed)
    assert isinstance(refused.error, RefusedSource)
    assert isinstance(read_, Article)


def test_text_that_cannot_be_encoded_is_made_sound(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A lone \\ud800 half and a \\u0000 zero in a line of text."}')
    assert article(path).text == "A lone \ufffd half and a  zero in a line of text."
    assert article(path).digest


def test_a_json_list_is_many_articles(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": TEXT}, {"text": ""}], indent=2))
    good, bad = results(path)
    assert isinstance(good, Article)
    assert isinstance(bad, Failed)
    assert bad.source == f"{path}:2"


# -- folders ------------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_order_and_hidden_files_are_passed_over(tmp_path):
    for name in ["b/two.txt", "a.txt", "b/.hidden.txt", ".git/three.txt", "b/c/four.md"]:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(f"{name} {TEXT}")
    assert [a.text.split()[0] for a in results(tmp_path) if isinstance(a, Article)] == [
        "a.txt",
        "b/c/four.md",
        "b/two.txt",
    ]
    assert count(str(tmp_path)) == 3


def test_a_link_that_leads_outside_is_refused_and_said(tmp_path):
    (tmp_path / "secret.txt").write_text(TEXT)
    (tmp_path / "elsewhere").mkdir()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "way").symlink_to(tmp_path / "elsewhere")
    (folder / "twice.txt").symlink_to(folder / "a.txt")
    found = results(folder)
    assert [Path(f.source).name for f in found if isinstance(f, Failed)] == ["link.txt", "way"]
    assert len([a for a in found if isinstance(a, Article)]) == 1


def test_one_bad_file_does_not_stop_a_folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "b.xyz").write_text(TEXT)
    (tmp_path / "c.txt").write_text(TEXT)
    assert [type(found) for found in results(tmp_path)] == [Failed, Failed, Article]


def test_an_empty_folder_says_so(tmp_path):
    assert "no files" in str(failure(tmp_path).error)


# -- bad input -----------------------------------------------------------------------------------------------------------


def test_a_missing_file_says_so(tmp_path):
    assert "no file or folder" in str(failure(tmp_path / "none.txt").error)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.pdf", "a.docx"])
def test_an_empty_file_says_so(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    assert "is empty" in str(failure(tmp_path / name).error)


def test_a_binary_named_txt_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))
    assert "not text" in str(failure(path).error)


def test_an_unknown_ending_says_which_are_known(tmp_path):
    path = tmp_path / "a.xyz"
    path.write_text(TEXT)
    assert ".docx" in failure(path).error.hint


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 100)
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 3)
    assert isinstance(failure(path).error, RefusedSource)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert "may not be read" in str(failure(path).error)


def test_the_error_of_the_system_for_a_forbidden_file_becomes_ours(tmp_path, monkeypatch):
    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr(os, "open", forbidden)
    assert "may not be read" in str(failure(tmp_path / "a.txt").error)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert "regular file" in str(failure(tmp_path / "a.txt").error)


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000 + ".txt"])
def test_an_impossible_path_is_an_error_of_ours(name):
    assert isinstance(failure(name).error, UnreadableSource)


def test_a_slip_of_a_parser_costs_one_file_and_not_the_folder(tmp_path, monkeypatch):
    def slip(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("assistant.ingest.markdown.from_markdown", slip)
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    assert [type(found) for found in results(tmp_path)] == [Failed, Article]


# -- standard input -------------------------------------------------------------------------------------------------------


def test_standard_input_may_be_text():
    assert article("-", stdin=stdin(TEXT.encode())).publisher == "unknown outlet (standard input)"


def test_standard_input_may_be_lines_of_json():
    data = json.dumps({"text": TEXT, "outlet": "Northwire"}).encode() + b"\nbad\n"
    good, bad = results("-", stdin=stdin(data))
    assert isinstance(good, Article)
    assert good.publisher == "Northwire"
    assert isinstance(bad, Failed)
    assert bad.source == "standard input:2"
    assert isinstance(results("-", stdin=stdin(gzip.compress(data)))[0], Article)


def test_standard_input_may_be_a_page():
    page = f"<!doctype html><html><head><title>T</title></head><body><article><p>{TEXT * 5}</p></article></body></html>"
    assert article("-", stdin=stdin(page.encode())).text.startswith("The council voted")


def test_empty_standard_input_says_so():
    assert "is empty" in str(failure("-", stdin=stdin(b"")).error)


# -- addresses -------------------------------------------------------------------------------------------------------------


class Canned(Fetcher):
    def fetch(self, url: str, accept: object = ()) -> Fetched:  # type: ignore[override]
        return Fetched(
            "https://www.harbourpost.example/a?utm_source=x", TEXT.encode(), "text/plain; charset=utf-8"
        )


def test_an_address_gives_the_outlet_of_its_host():
    (found,) = read("https://www.harbourpost.example/a", fetcher=Canned(), outlets=OUTLETS)
    assert isinstance(found, Article)
    assert (found.publisher, found.url) == ("The Harbour Post", "https://www.harbourpost.example/a")


def test_a_refused_address_is_a_failure_and_not_an_exception():
    assert isinstance(failure("http://127.0.0.1/").error, RefusedSource)
    assert isinstance(failure("file:///etc/passwd").error, RefusedSource)


# -- the shared folder -------------------------------------------------------------------------------------------------------


def test_the_seeds_are_read():
    if not (SHARED / "seeds").is_dir():
        pytest.skip("there is no shared folder")
    found = results(SHARED / "seeds")
    assert len(found) >= 2
    assert all(
        isinstance(a, Article) and a.title and len(a.text) > 5000 and a.language == "en" for a in found
    )


def test_a_collection_of_thousands_is_read_one_by_one():
    path = SHARED / "evals" / "articles" / "articles_8000.jsonl.gz"
    if not path.is_file():
        pytest.skip("the collection is not in the shared folder")
    reader = read(str(path), fetcher=Fetcher(), outlets=Outlets.packaged())
    first = [next(reader) for _ in range(200)]
    assert all(isinstance(a, Article) and a.url and a.text for a in first)


# -- bombs -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def packed_bomb(tmp_path) -> Path:
    """One good line, and then 200 MB of nothing in 200 kB."""
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(json.dumps({"text": TEXT}).encode() + b"\n")
        for _ in range(200):
            file.write(bytes(1_000_000))
    return path


def test_packed_lines_that_unpack_to_far_more_than_text_does_are_refused(packed_bomb):
    good, bad = results(packed_bomb)
    assert isinstance(good, Article)
    assert isinstance(bad, Failed)
    assert isinstance(bad.error, RefusedSource)


def test_a_bomb_on_standard_input_is_refused_too(packed_bomb):
    with packed_bomb.open("rb") as file:
        assert isinstance(results("-", stdin=file)[-1], Failed)


def test_counting_the_lines_of_a_bomb_keeps_none_of_it(packed_bomb):
    tracemalloc.start()
    assert count(str(packed_bomb)) is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * lines.LONGEST_LINE
