import subprocess
import sys

import pytest

from corpus import DebatkaartError
from pipeline.comparison import Difference, Sense, TaskComparison, Verdict
from pipeline.registry import (
    SHIPPED,
    Held,
    KeptModel,
    ModelInUseMissing,
    NoEarlierModel,
    NotKept,
    PromotionRefused,
    clear_unfinished,
    folder_in_use,
    go_back,
    hold,
    in_use,
    keep_report,
    kept_model,
    kept_models,
    models_folder,
    promote,
)
from pipeline.store import FILE, open_store

NOW = "2026-11-25T10:00:00Z"


def make_comparison(low: float, high: float, *, count: int = 80, place: str = "own") -> TaskComparison:
    overall = Difference(label="all", count=count, before=0.5, after=0.5 + (low + high) / 2, low=low, high=high)
    return TaskComparison(task="role", place=place, count=count, texts=12, overall=overall, classes=(overall,))


GOOD = Verdict(comparisons=(make_comparison(-0.01, 0.1),), senses=())
WORSE = Verdict(comparisons=(make_comparison(-0.2, -0.01),), senses=())
SENSELESS = Verdict(
    comparisons=(), senses=(Sense(task="stance", count=90, with_model=(0, -0.1, 0.1), with_each_other=(0, -0.1, 0.1)),)
)


@pytest.fixture
def make_model(tmp_path):
    def make(identity: str, *, verdict: Verdict = GOOD) -> KeptModel:
        (models_folder(tmp_path) / identity).mkdir(parents=True)
        model = KeptModel(
            id=identity,
            name=f"debatkaart-nl @ {identity}",
            made=NOW,
            start="debatkaart-nl @ 0",
            compared_with="debatkaart-nl @ 0",
            seed=1,
            labels={"role": 120, "stance": 40},
            data="0" * 64,
            minutes=3.5,
            verdict=verdict,
        )
        keep_report(model, home=tmp_path)
        return model

    return make


def test_the_shipped_model_is_in_use_at_first(tmp_path):
    assert in_use(home=tmp_path) == SHIPPED
    assert folder_in_use(home=tmp_path) is None
    assert kept_models(home=tmp_path) == ()


def test_a_model_comes_back_as_it_was_kept_the_newest_first(tmp_path, make_model):
    old, new = make_model("20261101-000000"), make_model("20261102-000000", verdict=SENSELESS)
    assert kept_models(home=tmp_path) == (new, old)
    assert kept_model(old.id, home=tmp_path) == old


def test_nothing_is_promoted_by_itself(tmp_path, make_model):
    make_model("1")
    assert in_use(home=tmp_path) == SHIPPED


def test_promoting_and_going_back_walk_the_same_way(tmp_path, make_model):
    for identity in ("1", "2"):
        make_model(identity)
        promote(identity, at=NOW, home=tmp_path)
    assert folder_in_use(home=tmp_path) == models_folder(tmp_path) / "2"
    assert go_back(at=NOW, home=tmp_path) == "1"
    assert go_back(at=NOW, home=tmp_path) == SHIPPED
    with pytest.raises(NoEarlierModel):
        go_back(at=NOW, home=tmp_path)


def test_the_shipped_model_and_every_earlier_one_can_be_put_back_by_name(tmp_path, make_model):
    make_model("1")
    promote("1", at=NOW, home=tmp_path)
    promote(SHIPPED, at=NOW, home=tmp_path)
    assert in_use(home=tmp_path) == SHIPPED
    promote("1", at=NOW, home=tmp_path)
    assert in_use(home=tmp_path) == "1"


def test_promoting_what_is_in_use_changes_nothing(tmp_path, make_model):
    make_model("1")
    promote("1", at=NOW, home=tmp_path)
    promote("1", at=NOW, home=tmp_path)
    assert go_back(at=NOW, home=tmp_path) == SHIPPED


@pytest.mark.parametrize(("verdict", "reason"), [(WORSE, "slechter op uw eigen"), (SENSELESS, "willekeurig")])
def test_a_refused_model_is_not_promoted_and_the_reason_is_given(tmp_path, make_model, verdict, reason):
    make_model("1", verdict=verdict)
    with pytest.raises(PromotionRefused) as refused:
        promote("1", at=NOW, home=tmp_path)
    assert reason in refused.value.message("nl")
    assert in_use(home=tmp_path) == SHIPPED


def test_a_refusal_can_be_overruled_and_that_is_noted(tmp_path, make_model):
    make_model("1", verdict=WORSE)
    promote("1", at=NOW, anyway=True, home=tmp_path)
    with open_store(tmp_path / FILE) as store:
        acts = store.connection.execute("SELECT act, model, made, anyway FROM promotions").fetchall()
    assert acts == [("promote", "1", NOW, True)]


def test_a_model_without_a_report_is_unfinished_and_can_be_cleared(tmp_path, make_model):
    make_model("1")
    for name in ("2", "3", ".unfinished-4.x"):
        (models_folder(tmp_path) / name).mkdir()
    with pytest.raises(NotKept):
        promote("2", at=NOW, home=tmp_path)
    clear_unfinished("2", home=tmp_path)
    assert sorted(path.name for path in models_folder(tmp_path).iterdir()) == ["1", "3"]


def test_a_finished_model_is_never_cleared(tmp_path, make_model):
    make_model("1")
    clear_unfinished("1", home=tmp_path)
    assert (models_folder(tmp_path) / "1").is_dir()


def test_a_model_in_use_that_was_removed_is_named_and_one_can_go_back(tmp_path, make_model):
    make_model("1")
    promote("1", at=NOW, home=tmp_path)
    (models_folder(tmp_path) / "1").rmdir()
    assert kept_models(home=tmp_path) == ()
    with pytest.raises(ModelInUseMissing, match="--back"):
        folder_in_use(home=tmp_path)
    assert go_back(at=NOW, home=tmp_path) == SHIPPED


def test_looking_which_model_is_in_use_makes_no_store(tmp_path):
    assert in_use(home=tmp_path / "nergens") == SHIPPED
    assert kept_models(home=tmp_path / "nergens") == ()
    assert not (tmp_path / "nergens").exists()


PROMOTE_FOR_EVER = """
import sys
from itertools import cycle
from pathlib import Path
from pipeline.registry import promote
for identity in cycle(("1", "2")):
    promote(identity, at="2026-11-25T10:00:00Z", home=Path(sys.argv[1]))
    print(identity, flush=True)
"""


def test_a_promotion_that_was_confirmed_survives_a_kill_and_none_is_half(tmp_path, make_model):
    for identity in ("1", "2"):
        make_model(identity)
    command = [sys.executable, "-c", PROMOTE_FOR_EVER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        confirmed = [process.stdout.readline().strip() for _ in range(15)]
        process.kill()
        confirmed += process.stdout.read().split()
    with open_store(tmp_path / FILE) as store:
        kept = [model for (model,) in store.connection.execute("SELECT model FROM promotions ORDER BY id")]
    assert kept[: len(confirmed)] == confirmed
    assert len(kept) - len(confirmed) in {0, 1}
    assert folder_in_use(home=tmp_path) == models_folder(tmp_path) / kept[-1]


def test_one_process_holds_a_lock_and_lets_go_when_it_is_killed(tmp_path):
    path = tmp_path / "lock"
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom pipeline.registry import hold\n"
        f"with hold(Path({str(path)!r}), seconds=5):\n    print('held', flush=True)\n    time.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Held), hold(path, seconds=0):
            pass
    finally:
        process.kill()
        process.communicate()
    with hold(path, seconds=5):
        assert path.is_file()


def test_errors_speak_both_languages():
    for error in (NotKept(id="1"), NoEarlierModel(), Held(path="x"), ModelInUseMissing(id="1", folder="x")):
        assert isinstance(error, DebatkaartError)
        assert error.message("nl") != error.message("en")
