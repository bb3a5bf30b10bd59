import time as cpu
from datetime import date, time
from pathlib import Path

import pytest
import yaml

from bot.content.helpline_sources import FIRST_KINDS, independent
from bot.content.helplines import FOLDER, Helplines, read_checked, read_country, read_hours
from bot.content.helplines_check import check_helplines, stale_helplines
from bot.content.helplines_import import import_helplines
from bot.content.reader import ContentError
from bot.domain.helpline import FIRST_COUNTRIES, Audience, Confidence, Hours, Kind, Source, Topic
from bot.folders import shared_folder

SHIPPED = shared_folder("content") / FOLDER
TODAY = date(2026, 11, 22)

LISTED: dict[str, object] = {
    "country": "NP",
    "name": "Child Helpline",
    "kind": "child_helpline",
    "phone": "1098",
    "audience": "children",
    "languages": ["Nepali", "regional languages"],
    "hours": "Daily from 08:00",
    "source": ["https://example.org/a @ 2026-05-17", "https://example.com/b"],
    "source_date": "2026-05-17",
    "confidence": "confirmed",
    "note": "toll-free, national; an editor's words",
}


@pytest.fixture(scope="module")
def shipped() -> Helplines:
    return Helplines(SHIPPED)


def bring(folder: Path, *listed: dict[str, object]) -> Helplines:
    """Import a list and open what came of it."""
    source = folder / "list.yaml"
    source.write_text(yaml.safe_dump(list(listed), allow_unicode=True))
    import_helplines(source, folder / "files")
    return Helplines(folder / "files")


def test_hours_are_read() -> None:
    assert read_hours("24/7") == (Hours(days=(0, 1, 2, 3, 4, 5, 6)),)
    assert read_hours("Mon-Fri 09:00-17:30; Sat 24h") == (
        Hours(days=(0, 1, 2, 3, 4), opens=time(9), closes=time(17, 30)),
        Hours(days=(5,)),
    )
    assert read_hours("Sun-Thu from 09:00") == (Hours(days=(0, 1, 2, 3, 6), opens=time(9)),)


@pytest.mark.parametrize("written", ["weekdays", "Mon-Fri 9-17", "Mon-Foo 09:00-17:00", "24/7 (Polish)"])
def test_hours_that_are_not_ours_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"hours|not in tuple"):
        read_hours(written)


def test_a_year_alone_is_no_day() -> None:
    assert not read_checked("2026").is_day
    assert read_checked("2026-05-17").is_day


def test_an_imported_line_keeps_its_source_and_date(tmp_path: Path) -> None:
    (line,) = bring(tmp_path, LISTED).for_country("NP")
    assert line.id == "np-1098"
    assert [source.ref for source in line.sources] == ["https://example.org/a", "https://example.com/b"]
    assert line.sources[0].on == "2026-05-17"
    assert line.checked == read_checked("2026-05-17")
    assert line.review_by == date(2028, 5, 17)
    assert line.is_free
    assert line.languages == ("ne",)


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    bring(tmp_path, LISTED)
    before = (tmp_path / "files/NP.yaml").read_text()
    done = import_helplines(tmp_path / "list.yaml", tmp_path / "files")
    assert (done.added, done.changed, done.kept) == ([], [], [])
    assert (tmp_path / "files/NP.yaml").read_text() == before


def test_importing_again_keeps_what_editors_decided_and_takes_new_facts(tmp_path: Path) -> None:
    bring(tmp_path, LISTED)
    path = tmp_path / "files/NP.yaml"
    path.write_text(path.read_text().replace('"Child Helpline"', '"CWIN 1098"\n    hold: "being checked"'))
    (line,) = bring(tmp_path, LISTED | {"hours": "24/7"}).for_country("NP")
    assert (line.name, line.hold) == ("CWIN 1098", "being checked")
    assert line.hours == read_hours("24/7")


def test_a_line_checked_later_than_the_list_stays(tmp_path: Path) -> None:
    bring(tmp_path, LISTED)
    (line,) = bring(tmp_path, LISTED | {"source_date": "2020-01-01", "hours": "24/7"}).for_country("NP")
    assert line.hours == read_hours("Daily from 08:00")


def test_a_number_that_must_not_be_published_unchecked_is_left_out(tmp_path: Path) -> None:
    note = "number differs between sources, do not publish WhatsApp without checking"
    (line,) = bring(tmp_path, LISTED | {"whatsapp": "+201016609579", "note": note}).for_country("NP")
    assert line.whatsapp is None
    assert line.is_fit


def test_a_line_to_be_checked_before_use_is_held(tmp_path: Path) -> None:
    (line,) = bring(tmp_path, LISTED | {"note": "old source; check the number before use"}).for_country("NP")
    assert not line.is_fit


def test_a_line_without_a_name_has_none(tmp_path: Path) -> None:
    name = "Helpline for children (listed by findahelpline.com; its name was not in the copy read)"
    (line,) = bring(tmp_path, LISTED | {"name": name}).for_country("NP")
    assert line.name is None


@pytest.mark.parametrize("listed", ["no list", "[{country: NP}]", "- country: NP\n  kind: ["])
def test_a_list_that_cannot_be_read_is_refused_by_name(tmp_path: Path, listed: str) -> None:
    source = tmp_path / "list.yaml"
    source.write_text(listed)
    with pytest.raises(ContentError, match=r"list\.yaml"):
        import_helplines(source, tmp_path / "files")


def test_every_scalar_of_a_file_is_quoted(tmp_path: Path) -> None:
    bring(tmp_path, LISTED | {"country": "NO", "phone": "0116111"})
    assert 'country: "NO"' in (tmp_path / "files/NO.yaml").read_text()
    assert Helplines(tmp_path / "files").for_country("NO")[0].phones == ("0116111",)


def test_withheld_numbers_are_not_shown(tmp_path: Path) -> None:
    bring(tmp_path, LISTED | {"phone_alt": ["1099"]})
    path = tmp_path / "files/NP.yaml"
    path.write_text(path.read_text().replace("    confidence:", '    withheld: ["1099"]\n    confidence:'))
    assert read_country(path)[0][0].phones == ("1098",)


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ('"np-1098"', '"in-1098"', "does not begin with"),
        ('"NP"', '"IN"', "not the file's name"),
        ('"Daily from 08:00"', '"mornings"', "write hours"),
        ('"2026-05-17"\n    review', '"May"\n    review', "write a day"),
        ('["1098"]', '["call us"]', "match pattern"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, right: str, wrong: str, problem: str) -> None:
    bring(tmp_path, LISTED)
    path = tmp_path / "files/NP.yaml"
    path.write_text(path.read_text().replace(right, wrong, 1))
    with pytest.raises(ContentError, match=problem) as fault:
        read_country(path)
    assert wrong.splitlines()[0] in path.read_text().splitlines()[fault.value.line - 1]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"source": ["one"]}, "needs 2 sources"),
        ({"source_date": "2027-01-01"}, "has not come yet"),
        ({"phone": None}, "no way to reach"),
        ({"phone": "+977 1"}, "impossible in NP"),
        ({"telegram": "https://example.org"}, "no Telegram address"),
    ],
)
def test_the_check_finds_it(tmp_path: Path, changes: dict[str, object], problem: str) -> None:
    bring(tmp_path, LISTED | changes)
    assert any(problem in str(fault) for fault in check_helplines(tmp_path / "files", today=TODAY).faults)


def test_a_sound_file_has_no_faults(tmp_path: Path) -> None:
    bring(tmp_path, LISTED)
    findings = check_helplines(tmp_path / "files", today=TODAY)
    assert (findings.faults, findings.warnings, findings.doubts) == ([], [], [])


@pytest.mark.parametrize(
    ("changes", "warnings"),
    [
        ({"source": ["https://a.example.org/1", "https://b.example.org/2"]}, 1),
        ({"source": ["DennisGross/aidlines:data.js @ 2024", "atlacord/Naga:a.json @ 2023"]}, 1),
        ({"source": ["https://example.org/a", "https://example.com/b"]}, 0),
        ({"source": ["https://example.org/a"], "confidence": "single", "kind": "crisis_line"}, 0),
        ({"source": ["https://example.org/a"], "confidence": "single", "country": "SE"}, 0),
        ({"source": ["https://example.org/a"], "confidence": "conflict"}, 0),
    ],
)
def test_what_children_of_the_first_countries_need_wants_two_independent_sources(
    tmp_path: Path, changes: dict[str, object], warnings: int
) -> None:
    bring(tmp_path, LISTED | changes)
    findings = check_helplines(tmp_path / "files", today=TODAY)
    assert ["independent sources" in str(warning) for warning in findings.warnings] == [True] * warnings
    assert findings.faults == []


@pytest.mark.parametrize(
    ("refs", "publishers"),
    [
        (("https://www.hse.ie/a", "https://www2.hse.ie/b"), 1),
        (("https://news.example.co.uk/a", "https://other.co.uk/b"), 2),
        (("https://childhelplineinternational.org/x", "y/z:child_helpline_international/a.json"), 1),
        (("google/libphonenumber:a.xml", "https://en.wikipedia.org/wiki/X"), 2),
    ],
)
def test_copies_of_a_list_and_pages_of_a_site_count_once(refs: tuple[str, ...], publishers: int) -> None:
    assert len(independent(Source(ref=ref) for ref in refs)) == publishers


def test_stale_lines_are_listed_the_longest_overdue_first(tmp_path: Path) -> None:
    old = LISTED | {"phone": "101", "source_date": "2020-01-01"}
    bring(tmp_path, LISTED | {"phone": "102", "source_date": "2024-01-01"}, old, LISTED)
    assert [line.id for line in stale_helplines(tmp_path / "files", today=TODAY)] == ["np-101", "np-102"]


def test_the_shipped_files_pass_the_check() -> None:
    assert check_helplines(SHIPPED, today=TODAY).faults == []


def test_numbers_are_held_against_their_formats_in_the_first_file_and_in_the_last(tmp_path: Path) -> None:
    for name, number in (("AD", '"110"'), ("ZW", '"999"')):
        text = (SHIPPED / f"{name}.yaml").read_text()
        (tmp_path / f"{name}.yaml").write_text(text.replace(f"phones: [{number}", 'phones: ["+977 1"', 1))
    faults = check_helplines(tmp_path, today=TODAY).faults
    assert [fault.file.stem for fault in faults if "impossible" in str(fault)] == ["AD", "ZW"]


def test_the_first_countries_have_an_emergency_number_from_two_sources(shipped: Helplines) -> None:
    assert len(FIRST_COUNTRIES) == 40
    for code in FIRST_COUNTRIES:
        lines = [line for line in shipped.for_country(code) if line.kind in FIRST_KINDS and line.is_fit]
        assert any(line.kind is Kind.EMERGENCY and len(independent(line.sources)) > 1 for line in lines), code


def test_a_pair_is_a_line_for_adults_and_one_for_children(shipped: Helplines) -> None:
    pairs: dict[str, set[Audience]] = {}
    for line in shipped:
        if line.pair:
            pairs.setdefault(line.pair, set()).add(line.audience)
    assert {"lu-116111", "de-116111", "gb-08001111", "es-116111"} <= pairs.keys()
    assert all(audiences == {Audience.PARENTS, Audience.CHILDREN} for audiences in pairs.values())


def test_numbers_that_sources_print_differently_are_withheld(shipped: Helplines) -> None:
    police, safe_spot = shipped.find("np-100"), shipped.find("jm-8887233776")
    assert police
    assert police.phones == ("100",)
    assert safe_spot
    assert (safe_spot.phones, safe_spot.whatsapp) == ((), "+18764395199")


def test_ids_are_unique_short_and_found(shipped: Helplines) -> None:
    ids = [line.id for line in shipped]
    assert len(ids) == len(set(ids))
    assert all(shipped.find(line.id) == line for line in shipped)
    assert shipped.find("np-999999") is None
    assert shipped.find("nonsense") is None


def test_the_first_look_is_quick() -> None:
    before = cpu.process_time()
    Helplines(SHIPPED).for_country("NP")
    assert cpu.process_time() - before < 0.15


def test_the_lines_children_of_the_first_countries_need_are_there(shipped: Helplines) -> None:
    assert shipped.find("np-1098") in shipped.for_country("NP")
    for code in ("NP", "CO", "BR", "MX", "PE", "DE", "GB", "US", "KH", "VN", "IN", "ES", "EC", "JM"):
        lines = shipped.for_country(code)
        assert any(line.kind is Kind.EMERGENCY and line.is_fit for line in lines)
        assert any(line.kind in {Kind.CHILD_HELPLINE, Kind.CRISIS_LINE} and line.is_fit for line in lines)


def test_the_egyptian_whatsapp_number_is_not_shipped(shipped: Helplines) -> None:
    assert [line.whatsapp for line in shipped.for_country("EG") if line.whatsapp] == []


def test_regional_lines_say_so(shipped: Helplines) -> None:
    regions = {line.id: line.region for line in shipped if line.region}
    assert regions["pk-1121"] == "Punjab"
    assert regions["ae-800111"] == "Dubai"
    assert regions["co-106"] == "Bogotá"


def test_what_sources_disagree_about_is_kept_for_editors_only(shipped: Helplines) -> None:
    conflicts = [line for line in shipped if line.confidence is Confidence.CONFLICT]
    assert len(conflicts) == 25
    assert not any(line.is_fit for line in conflicts)


def test_a_country_without_a_file_has_no_lines(shipped: Helplines) -> None:
    assert shipped.for_country("ZZ") == ()
    assert shipped.for_country(None) == ()
    assert "GLOBAL" not in shipped.countries


def test_help_to_take_pictures_down_is_there_for_everyone(shipped: Helplines) -> None:
    assert any(
        line.topic is Topic.TAKE_DOWN and line.url == "https://takeitdown.ncmec.org/"
        for line in shipped.everywhere
    )
