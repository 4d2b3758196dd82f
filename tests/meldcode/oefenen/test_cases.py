"""Every exercise of the course, solved as a school would: what it says before, when done, and when done otherwise."""

from datetime import date
from functools import cache

from meldcode.dossier.dossier import Dossier
from meldcode.oefenen.casus import Casus
from meldcode.oefenen.casussen import CASUSSEN
from meldcode.oefenen.uitslag import Uitslag, gedaan, uitslagen
from meldcode.vastleggingen import Betrokkene, Consultatie, Effectmeting, Leerlingbespreking, Signaal, Zorggesprek
from tests.meldcode.oefenen.played import EXERCISES, WAY, begun, corrects, does
from tests.over import over


def walked(dossier: Dossier, way: WAY) -> Dossier:
    for step in way:
        dossier = step(dossier)
    return dossier


def solved(casus: Casus, number: int) -> Dossier:
    """The dossier with this many exercises done as they were asked."""
    return _solved(casus.nummer, number)


@cache
def _solved(nummer: int, number: int) -> Dossier:
    if not number:
        return begun(next(each for each in CASUSSEN if each.nummer == nummer))
    return walked(_solved(nummer, number - 1), EXERCISES[nummer][number - 1][0])


def stand(casus: Casus, dossier: Dossier, number: int) -> Uitslag:
    return uitslagen(casus, dossier)[number]


def test_there_are_five_cases_and_each_exercise_is_played_here() -> None:
    assert [casus.nummer for casus in CASUSSEN] == [1, 2, 3, 4, 5]
    assert {casus.nummer: len(casus.opdrachten) for casus in CASUSSEN} == {1: 6, 2: 7, 3: 4, 4: 4, 5: 4}
    assert {number: len(played) for number, played in EXERCISES.items()} == {1: 6, 2: 7, 3: 4, 4: 4, 5: 4}


@over("casus", CASUSSEN)
def test_a_case_can_be_begun_on_any_day_and_nothing_in_it_is_done_yet(casus: Casus) -> None:
    for today in (date(2026, 11, 9), date(2026, 8, 3), date(2027, 1, 2), date(2028, 2, 29)):
        dossier = begun(casus, today)
        assert dossier.versie == casus.sinds, today
        assert not any(each.klaar for each in uitslagen(casus, dossier)), today


@over("casus, number", [(casus, number) for casus in CASUSSEN for number in range(len(casus.opdrachten))])
def test_an_exercise_says_what_is_lacking_and_is_done_when_what_was_asked_is_recorded(
    casus: Casus, number: int
) -> None:
    before = solved(casus, number)
    lacking = stand(casus, before, number)
    assert lacking.mist, "it says nothing of what is lacking"
    assert not lacking.anders, "it scolds somebody who did nothing yet"
    assert lacking.opdracht.hints, "it has no hint"
    assert gedaan(uitslagen(casus, before)) == number
    after = solved(casus, number + 1)
    done = stand(casus, after, number)
    assert (done.mist, done.anders) == ((), ())
    assert done.opdracht.goed
    assert gedaan(uitslagen(casus, after)) == number + 1


WAYS = [
    (casus, number, said)
    for casus in CASUSSEN
    for number, (_asked, otherwise) in enumerate(EXERCISES[casus.nummer])
    for said in otherwise
]


@over("casus, number, said", WAYS)
def test_done_otherwise_it_says_what_and_is_not_done(casus: Casus, number: int, said: str) -> None:
    way = EXERCISES[casus.nummer][number][1][said]
    found = stand(casus, walked(solved(casus, number), way), number)
    assert not found.klaar
    assert said in " ".join(found.anders), found


def test_every_way_to_do_it_otherwise_that_a_case_names_is_played_here() -> None:
    told = {casus.nummer: sum(len(each.anders) for each in casus.opdrachten) for casus in CASUSSEN}
    played = {number: sum(len(otherwise) for _asked, otherwise in all_of) for number, all_of in EXERCISES.items()}
    assert played == told


def test_what_is_corrected_counts_as_done() -> None:
    first, last = CASUSSEN[0], CASUSSEN[4]
    wrong = walked(begun(first), (does(Signaal, bron="zelf"),))
    assert not stand(first, wrong, 0).klaar
    mended = walked(wrong, (corrects(Signaal, bron="van_anderen", van_wie="Lars"),))
    assert stand(first, mended, 0).klaar
    came_back = walked(solved(last, 2), (does(Effectmeting, signalen="opnieuw"),))
    gone = walked(came_back, (corrects(Effectmeting, signalen="gestopt", resultaat="ja", volgen="Lars kijkt mee."),))
    assert stand(last, gone, 2).klaar


def test_somebodys_own_name_on_their_card_is_no_place_that_is_given_away() -> None:
    casus = CASUSSEN[3]
    card = {"naam": "Samira Oefenmeer", "geheim": "ja", "bereiken": "Samira bellen: 06 00 00 00 11, Proefkade 12"}
    dossier = walked(begun(casus), (does(Betrokkene, **card), does(Signaal, plaats="Samira Oefenmeer haalt haar op")))
    assert not stand(casus, dossier, 0).anders
    told = walked(dossier, (does(Signaal, plaats="Samira zit aan de proefkade"),))
    assert "waar moeder is" in " ".join(stand(casus, told, 0).anders)


def test_what_is_lacking_is_said_in_the_words_of_the_rules_themselves() -> None:
    """The stap, the afwegingskader and what waits speak: a change of those changes what the course says."""
    one, two, _three, four, five = CASUSSEN
    assert "Overleg met de vertrouwenspersoon, of waarom niet" in stand(one, solved(one, 1), 1).mist[0]
    told = stand(two, solved(two, 1), 1)
    assert any("Bel Veilig Thuis (0800-2000) vóór u met de ouders praat." in each for each in told.mist)
    assert "Effect van de hulp meten" in " ".join(stand(five, solved(five, 2), 2).mist)
    assert "Samira Oefenmeer (ouder)" in " ".join(
        stand(four, walked(solved(four, 2), EXERCISES[4][2][0][:1] + EXERCISES[4][2][0][2:]), 2).mist
    )


def test_what_belongs_to_a_later_exercise_may_be_done_earlier() -> None:
    casus = CASUSSEN[0]
    early = walked(solved(casus, 2), (does(Consultatie), does(Leerlingbespreking)))
    assert gedaan(uitslagen(casus, early)) == 2
    assert stand(casus, early, 3).klaar
    assert not early.of(Zorggesprek), "the parents are the exercise after that one"
