"""What is written is what is read: any text, in any key, comes back as it was."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.files.yaml_file import YamlFile
from bot.importing.entry import Keys, Value, entry

TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=30),
    st.sampled_from(
        ["01300", "2019-06-01", "45.76", "1e3", "oui", "No", "~", "null", "- a", "a: b", "a #b", "a, b", "'"]
    ),
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    TEXTS,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["poste", "reunion"]), TEXTS, min_size=1),
    st.lists(st.fixed_dictionaries({"nom": TEXTS, "url": TEXTS}), min_size=1, max_size=3),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.dictionaries(st.sampled_from(["nom", "adresse", "liens", "usages", "capacites"]), VALUES, min_size=1))
def test_an_entry_is_read_back_as_it_was_written(tmp_path: Path, keys: Keys) -> None:
    path = tmp_path / "lieux.yaml"
    path.write_bytes(f"lieux:\n{entry(keys, 2)}\n\n{entry({'id': 'apres'}, 2)}\n".encode())
    file = YamlFile(path)
    assert file.problems == []
    assert file.values == {"lieux": [keys, {"id": "apres"}]}
