import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import DebatesError, Side
from corpus.debates import MAX_BYTES, load_debates


def debate(**changes: Any) -> dict[str, Any]:
    poles = [
        {"id": "a", "name": "open", "statement": "De brug moet open."},
        {"id": "b", "name": "dicht", "statement": "De brug moet dicht."},
    ]
    return {"id": "brug", "question": "Brug open of dicht?", "poles": poles, **changes}


def pole(side: str, **changes: Any) -> dict[str, Any]:
    return {"id": side, "statement": f"Stelling {side}.", **changes}


@pytest.fixture
def load(tmp_path: Path) -> Callable[[Any], Any]:
    def write_and_load(content: Any) -> Any:
        path = tmp_path / "debatten.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return load_debates(path)

    return write_and_load


def test_the_built_in_debates_hold_the_four_social_ones_and_a_dozen_others() -> None:
    ids = [debate.id for debate in load_debates()]
    social = ["bezuinigen-investeren", "consultants-praktijk", "burgerkracht-professional", "regie-vertrouwen"]
    assert ids[:4] == social
    assert len(ids) >= 16
    assert len(ids) == len(set(ids))


def test_built_in_statements_are_full_sentences_that_occur_once() -> None:
    statements = [pole.statement for debate in load_debates() for pole in debate.poles]
    assert all(statement[0].isupper() and statement.endswith(".") for statement in statements)
    assert all(len(statement.split()) >= 7 for statement in statements)
    assert len(statements) == len(set(statements))


def test_built_in_poles_have_a_short_name_of_their_own() -> None:
    names = [pole.name for debate in load_debates() for pole in debate.poles]
    assert all(len(name) <= 25 for name in names)


def test_a_users_debates_come_in_the_order_of_the_file(load: Callable[[Any], Any]) -> None:
    debates = load([debate(id="tweede"), debate(id="eerste")])
    assert [debate.id for debate in debates] == ["tweede", "eerste"]
    assert debates[0].poles[1].statement == "De brug moet dicht."
    assert [pole.id for pole in debates[0].poles] == [Side.A, Side.B]


def test_a_pole_without_a_name_is_called_by_its_statement(load: Callable[[Any], Any]) -> None:
    (loaded,) = load([debate(poles=[pole("a"), pole("b")])])
    assert [pole.name for pole in loaded.poles] == ["Stelling a.", "Stelling b."]


def test_other_keys_are_left_alone(load: Callable[[Any], Any]) -> None:
    assert load([debate(note="voor later")]) == load([debate()])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_encoding_that_json_allows_is_read(load: Callable[[Any], Any], encoding: str) -> None:
    content = json.dumps([debate(question="Café ’t Sluisje: één brug?")], ensure_ascii=False)
    assert load(content.encode(encoding))[0].question == "Café ’t Sluisje: één brug?"


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({}, "$"),
        ([], "$"),
        ("brug", "$"),
        ([debate(), 3], "$[1]"),
        ([debate(id="")], "$[0].id"),
        ([debate(id=7)], "$[0].id"),
        ([debate(question=" \n")], "$[0].question"),
        ([{key: value for key, value in debate().items() if key != "question"}], "$[0].question"),
        ([debate(poles=None)], "$[0].poles"),
        ([debate(poles=[pole("a")])], "$[0].poles"),
        ([debate(poles=[pole("a"), pole("b"), pole("c")])], "$[0].poles"),
        ([debate(poles=[pole("b"), pole("a")])], "$[0].poles[0].id"),
        ([debate(poles=[pole("a"), pole("a")])], "$[0].poles[1].id"),
        ([debate(poles=[pole("a"), "b"])], "$[0].poles[1]"),
        ([debate(poles=[pole("a"), {"id": "b"}])], "$[0].poles[1].statement"),
        ([debate(poles=[pole("a", name=""), pole("b")])], "$[0].poles[0].name"),
        ([debate(poles=[pole("a"), pole("b", statement="half \ud800 teken")])], "$[0].poles[1].statement"),
        ([debate(poles=[pole("a", statement="Gelijk."), pole("b", statement=" Gelijk.")])], "$[0].poles"),
        ([debate(), debate()], "$[1].id"),
    ],
)
def test_a_fault_names_the_file_and_the_element(load: Callable[[Any], Any], content: Any, path: str) -> None:
    with pytest.raises(DebatesError) as caught:
        load(content)
    assert caught.value.fields["path"] == path
    for language in ("nl", "en"):
        message = caught.value.message(language)
        assert "debatten.json" in message
        assert f"{path}:" in message
        assert message.endswith(".")


def test_broken_json_names_the_line(load: Callable[[Any], Any]) -> None:
    with pytest.raises(DebatesError, match="line 2") as caught:
        load(b'[{"id": "brug",\n "question" "Brug?"}]')
    assert "regel 2" in caught.value.message("nl")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\xff", b"[" * 200_000, b"[" + b"9" * 5000 + b"]"])
def test_what_is_no_debates_file_is_refused_in_one_line(load: Callable[[Any], Any], content: bytes) -> None:
    with pytest.raises(DebatesError) as caught:
        load(content)
    assert "debatten.json" in caught.value.message("nl")
    assert "\n" not in caught.value.message("nl")


def test_a_file_above_the_limit_is_refused(load: Callable[[Any], Any]) -> None:
    with pytest.raises(DebatesError, match=str(MAX_BYTES)):
        load(b" " * (MAX_BYTES + 1))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "weg.json", tmp_path, Path("nul\0teken")):
        with pytest.raises(DebatesError, match="does not exist or cannot be read"):
            load_debates(path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "question", "poles", "name", "statement"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_loads_or_is_refused_with_a_debates_error(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    path = tmp_path_factory.mktemp("debatten") / "debatten.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    try:
        debates = load_debates(path)
    except DebatesError as error:
        assert "{" not in error.message("nl")  # noqa: PT017 (both outcomes are right)
    else:
        assert debates
