from pathlib import Path

import pytest

from bot.content.messages import content_messages
from bot.content.platforms import FOLDER, load_platforms
from bot.content.reader import ContentError
from bot.domain.platform import Platform, PlatformId, SectionKind
from bot.folders import shared_folder

CONTENT = shared_folder("content")
PLATFORMS = load_platforms(CONTENT)
TAIL = """\
sources:
  - url: https://example.org/help
    supports: All of it.
    read_on: 2026-11-22
checked_on: 2026-11-22
review_by: 2027-05-22
"""


def faults(folder: Path, sections: str) -> str:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "app.yaml").write_text(f"name: App\nsections:\n{sections}{TAIL}", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_platforms(folder)
    return str(caught.value)


def test_the_eight_apps_are_there() -> None:
    assert set(PLATFORMS) == {
        "discord",
        "instagram",
        "roblox",
        "snapchat",
        "telegram",
        "tiktok",
        "whatsapp",
        "youtube",
    }
    assert PLATFORMS[PlatformId("tiktok")].name == "TikTok"


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)
def test_an_app_tells_how_to_report_to_block_and_to_lock(platform: Platform) -> None:
    kinds = [section.kind for section in platform.sections]
    assert kinds[:4] == [*SectionKind][:4]
    assert all(section.page.startswith("https://") for section in platform.sections)
    assert all(2 <= len(section.steps) <= 5 for section in platform.sections if section.steps)


def test_what_a_translator_sees_says_that_menus_have_names_of_their_own() -> None:
    steps = {text.context: word for _, _, text, word in content_messages(CONTENT)}
    assert "as the app does in your language" in steps["platform/tiktok/report/step-1"]
    assert all(f"platform/{platform}/report/step-1" in steps for platform in PLATFORMS)


def test_a_section_without_steps_leads_to_the_page(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "app.yaml").write_text(
        f"name: App\nsections:\n  - kind: report\n    page: https://example.org/help\n{TAIL}",
        encoding="utf-8",
    )
    (section,) = load_platforms(tmp_path)[PlatformId("app")].sections
    assert section.steps == ()


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ("  - kind: report\n    steps: [One., Two.]\n", "page"),
        ("  - kind: report\n    steps: [One.]\n    page: https://example.org/a\n", "steps"),
        ("  - kind: flee\n    page: https://example.org/a\n", "kind"),
        ("  - kind: report\n    page: http://example.org/a\n", "page"),
        (
            "  - kind: report\n    page: https://example.org/a\n" * 2,
            "The section `report` stands twice.",
        ),
    ],
)
def test_what_an_author_gets_wrong_is_named(tmp_path: Path, sections: str, said: str) -> None:
    assert said in faults(tmp_path, sections)
