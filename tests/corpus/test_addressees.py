import pytest

from corpus.addressees import find_addressee


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("De gemeente moet de brug herstellen.", "De gemeente"),
        ("Verzoekt het college om de brug te herstellen.", "het college"),
        ("Wij roepen de raad op om de brug te herstellen.", "de raad"),
        ("Wethouder, eis een betere brug.", "Wethouder"),
        ("Daarom moeten ouders meer steun krijgen.", "ouders"),
        ("De minister dient te kiezen.", "De minister"),
        ("Wij vinden dat scholen meer zouden moeten doen.", "scholen"),
    ],
)
def test_the_actor_of_a_demand_is_its_addressee(sentence: str, who: str) -> None:
    assert find_addressee(sentence) == who


@pytest.mark.parametrize(
    "sentence", ["Herstel de brug.", "De brug moet open.", "Het moet anders.", "De raad vergadert."]
)
def test_without_an_actor_who_must_there_is_no_addressee(sentence: str) -> None:
    assert find_addressee(sentence) is None


def test_a_long_sentence_without_an_actor_has_no_addressee() -> None:
    assert find_addressee("de nieuwe " * 20_000) is None
