"""Settings are filled in where a file has them; whatever else it says, and its comments, stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data_folder import example_config
from bot.errors import StartError
from bot.files.yaml_fill import filled, values_of

URL = ("mattermost", "url")
NAME = ("name",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "mattermost:\n  url: x\n"),
        ("# seul\n", "# seul\nmattermost:\n  url: x\n"),
        ("name: a\n", "name: a\nmattermost:\n  url: x\n"),
        ("name: a", "name: a\nmattermost:\n  url: x\n"),
        ("mattermost:\n", "mattermost:\n  url: x\n"),
        ("mattermost:\n  url:\n", "mattermost:\n  url: x\n"),
        ("mattermost:\n  url:   # où\n  workers: 2\n", "mattermost:\n  url: x   # où\n  workers: 2\n"),
        ("mattermost:\n  url: 'y'  # où\n", "mattermost:\n  url: x  # où\n"),
        (
            "mattermost:\n  workers: 2\n\n# suite\nname: a\n",
            "mattermost:\n  workers: 2\n  url: x\n\n# suite\nname: a\n",
        ),
        ("mattermost: {url: y, workers: 2}\n", "mattermost: {url: x, workers: 2}\n"),
    ],
)
def test_a_setting_goes_where_it_belongs(text: str, expected: str) -> None:
    assert filled(text, {URL: "x"}) == expected


def test_the_example_keeps_its_comments() -> None:
    example = example_config().read_text(encoding="utf-8")
    text = filled(
        example, {NAME: "lieux-ouest", URL: "https://chat.example.org", ("slash", "public_url"): "https://l.eu"}
    )
    changed = [(old, new) for old, new in zip(example.splitlines(), text.splitlines(), strict=True) if old != new]
    assert [new.strip() for _, new in changed] == [
        "name: lieux-ouest",
        "url: https://chat.example.org",
        "public_url: https://l.eu",
    ]


@pytest.mark.parametrize("text", ["mattermost: [1, 2]\n", "- a\n", "mattermost: &a {url: y}\nx: *a\n", "a: [\n"])
def test_a_file_written_otherwise_is_left_to_its_author(text: str) -> None:
    with pytest.raises(StartError, match="à la main"):
        filled(text, {URL: "x"})


@given(st.dictionaries(st.sampled_from([NAME, URL, ("slash", "path"), ("slash", "port")]), st.text(max_size=20)))
def test_what_is_filled_in_is_what_is_read(settings: dict[tuple[str, ...], str]) -> None:
    wanted = {key: "".join(char for char in value if char.isprintable()) for key, value in settings.items()}
    text = filled(example_config().read_text(encoding="utf-8"), wanted)
    for key, value in wanted.items():
        section = values_of(text)
        for step in key:
            section = section[step]
        assert section == value
    assert filled(text, wanted) == text
