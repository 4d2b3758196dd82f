"""The builders are complete: what they build is accepted, with whatever answers follow-up vragen depend on."""

from meldcode.route.fasen import Fase
from meldcode.vastleggingen import ALLE
from meldcode.vragen.vastlegging import fill, vragen
from tests.answers import BUILDERS, answers
from tests.builders import after_stap, both_fixed, in_fase, in_opvolging, opened
from tests.cast import BORN, CAST, LARS, MONDAY, TUESDAY
from tests.over import over


def test_every_kind_of_vastlegging_has_a_builder() -> None:
    missing = [kind.__name__ for kind in ALLE if kind not in BUILDERS]
    assert not missing, f"write a builder in tests/answers for: {missing}"
    assert len(BUILDERS) == len(ALLE) == 68, "a kind was added or removed: count again, and look at tests/answers"


@over("kind", ALLE)
def test_what_a_builder_builds_is_accepted(kind) -> None:
    fill(kind, answers(kind), MONDAY, BORN)


CHOICES = [(kind, each, keuze) for kind in ALLE for each in vragen(kind) for keuze in each.keuzen]


@over("kind, about, keuze", CHOICES)
def test_any_choice_may_be_changed_in_a_builder_and_is_still_accepted(kind, about, keuze) -> None:
    fill(kind, answers(kind, **{about.naam: [keuze.value] if about.several else keuze.value}), MONDAY, BORN)


def test_the_sweep_swept_the_choices() -> None:
    assert len(CHOICES) > 100


@over("fase", Fase)
def test_there_is_a_dossier_in_every_fase(fase) -> None:
    assert in_fase(fase).fase is fase, f"tests.builders.in_fase({fase!r}) leads elsewhere"


def test_a_dossier_is_built_once_and_asked_otherwise_it_is_another() -> None:
    assert after_stap(3) is after_stap(3) and in_opvolging("5a") is in_opvolging("5a")
    assert after_stap(1, on=TUESDAY) != after_stap(1) != after_stap(1, by=LARS)
    assert opened(naam="Roos Prins").leerling("naam") != opened().leerling("naam")
    assert both_fixed(onveilig="ja") is both_fixed(onveilig="ja") is not both_fixed(onveilig="nee")


def test_the_cast_has_no_doubles() -> None:
    assert len({user.id for user in CAST}) == 9
