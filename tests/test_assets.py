"""The door to resources/: what is there is found, what is not is said by name."""

from pathlib import Path

import pytest

from b12calc import assets
from b12calc.assets import asset, document


def test_the_sample_case_and_the_fonts_are_part_of_the_installation() -> None:
    assert asset("sample_case.json").is_file()
    assert list(asset("sample_case.json").parent.joinpath("fonts").glob("*.ttf"))


def test_the_manual_is_part_of_the_installation_and_a_missing_page_is_named() -> None:
    assert document("manual.md").is_file()
    with pytest.raises(FileNotFoundError, match=r"docs/no_such\.md is missing from this installation"):
        document("no_such.md")


@pytest.mark.parametrize("parts", [("no_such_file",), ("fonts",), ("fonts", "no_such.ttf"), ()])
def test_a_file_that_is_missing_is_named(parts: tuple[str, ...]) -> None:
    with pytest.raises(FileNotFoundError, match=f"resources/{'/'.join(parts)} is missing from this installation"):
        asset(*parts)


def test_resources_inside_the_package_come_before_those_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "b12calc"
    for folder in (package, tmp_path):
        (folder / "resources").mkdir(parents=True)
        (folder / "resources" / "a.txt").write_text(folder.name, encoding="utf-8")
    monkeypatch.setattr(assets, "_HERE", package)
    assert asset("a.txt") == package / "resources" / "a.txt"
    (package / "resources" / "a.txt").unlink()
    assert asset("a.txt") == tmp_path / "resources" / "a.txt"
