import shutil
from pathlib import Path

import pytest

from bot.content.link_rules import check_links
from bot.content.links import find_links, is_allowed, link_faults
from bot.content.text_rules import check_text, load_rules
from bot.domain.broadcast import RemarkKind as Rule
from bot.folders import shared_folder

DOMAINS = frozenset({"example-help.org"})


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://example-help.org/", "https"),
        ("https://name@example-help.org/", "before the @"),
        ("https://example-help.org:8443/", "port"),
        ("https://example-help.org:x/", "no address"),
        ("https://xn--exmple-cua.org/", "look like another"),
        ("https://ex\u0430mple.org/", "look like another"),
        ("https://bit.ly/abc", "shortened"),
        ("https://www.bit.ly/abc", "shortened"),
        ("https://192.168.0.1/", "none"),
        ("https://localhost/", "none"),
        ("https://example-help.org/a.", "punctuation"),
        ("https://example-help.org/a)", "punctuation"),
        ("https://example-help.org/a b", "space"),
        ("https://example-help.org\\@evil.org/", "backslash"),
    ],
)
def test_a_bad_form_is_found(url: str, fault: str) -> None:
    assert any(fault in each for each in link_faults(url)), list(link_faults(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://example-help.org",
        "https://www.example-help.org/a_(b)?c=d#e",
        "https://a.b-c.co.uk/%E0%A4%A8/",
    ],
)
def test_a_good_form_is_left_alone(url: str) -> None:
    assert list(link_faults(url)) == []


def test_a_domain_allows_what_is_below_it_and_nothing_beside_it() -> None:
    assert is_allowed("https://www.example-help.org/x", DOMAINS)
    assert is_allowed("de.example-help.org", DOMAINS)
    assert not is_allowed("https://notexample-help.org/", DOMAINS)
    assert not is_allowed("https://example-help.org.evil.org/", DOMAINS)
    assert not is_allowed("https://org/", DOMAINS)


def test_addresses_are_found_in_sentences() -> None:
    text = "Go to https://example-help.org/a, or to www.other.net. Or (see third.com/b)."
    assert find_links(text) == ["https://example-help.org/a", "www.other.net", "third.com/b"]
    assert find_links("One thing.Two things, e.g. this. At 3.30 p.m.") == []


def test_a_link_in_a_text_must_be_on_the_list() -> None:
    rules = load_rules(shared_folder("content"), "en")
    assert [each.rule for each in check_text("Go to elsewhere.com now.", rules=rules)] == [Rule.LINK]
    assert [each.rule for each in check_text("Go to https://bit.ly/x now.", rules=rules)] == [Rule.LINK] * 2
    assert list(check_text("Go to takeitdown.ncmec.org now.", rules=rules)) == []


def test_links_in_files_are_checked_where_readers_see_them(tmp_path: Path) -> None:
    def problems() -> list[str]:
        return [each.problem for each in check_links(tmp_path)]

    shutil.copytree(shared_folder("content"), tmp_path, dirs_exist_ok=True)
    assert problems() == []
    path = tmp_path / "guides" / "picture-out.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("https://stopncii.org/", "https://elsewhere-help.org/"), encoding="utf-8")
    assert problems() == ["https://elsewhere-help.org/ is on no list of places to send readers to."]
    path.write_text(text.replace("https://stopncii.org/\n", "https://bit.ly/x\n"), encoding="utf-8")
    assert len(problems()) == 2
    path.write_text(
        text.replace("sources:\n  - url: https://", "sources:\n  - url: https://me@"), encoding="utf-8"
    )
    assert len(problems()) == 1
