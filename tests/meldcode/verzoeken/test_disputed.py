"""What is disputed is said at the record and on the timeline until that is lifted; a statement stands beside it."""

from meldcode.dossier.tijdlijn import tijdlijn
from meldcode.gezag import Inzien, inzien, mensen
from meldcode.vastleggingen import EigenVerklaring, Signaal
from meldcode.verzoeken.lopend import betwist, erbij, te_noemen
from tests.builders import record
from tests.meldcode.verzoeken.asked import told
from tests.over import over

SAID = "Betwist sinds vr 6 november 2026 (verzoek, nummer 7)."


@over(
    ("asked", "then", "numbers"),
    [
        ("A gezag beperking stukken=2", (), {2}),
        ("A gezag beperking stukken=2", ("09-11 besluit ja",), {2}),
        ("A gezag beperking stukken=2", ("09-11 besluit nee gronden=niet_betwist",), set()),
        ("A gezag beperking stukken=2", ("09-11 besluit ingetrokken",), set()),
        ("A gezag beperking stukken=2", ("09-11 besluit ja", "10-11 opgeheven"), set()),
        ("A gezag beperking stukken=2", ("09-11 besluit ja", "10-11 opgeheven", "11-11 besluit ja"), {2}),
        ("A gezag beperking", (), {1, 2, 3, 4, 5, 6}),
        ("A gezag correctie stukken=2", (), set()),
    ],
)
def test_it_is_disputed_from_the_day_it_is_asked_until_it_is_refused_or_lifted(asked, then, numbers) -> None:
    dossier = told("A+ B+", asked, *then)
    assert betwist(dossier.standing) == dict.fromkeys(sorted(numbers), SAID)


def test_it_is_said_at_the_record_and_on_the_timeline_without_a_name() -> None:
    dossier = told("A+ B+", "A gezag beperking stukken=2")
    assert erbij(dossier.standing, 2) == SAID and erbij(dossier.standing, 1) == ""
    (signaal,) = [each.wat for each in tijdlijn(dossier)]
    assert signaal.endswith("(betwist)")
    assert [each.wat for each in tijdlijn(record(dossier, Signaal))][-1].count("betwist") == 0


def test_a_statement_stands_beside_what_it_is_about_and_is_for_whoever_made_it() -> None:
    dossier = told("A+ B+", "A gezag verklaring stukken=2", "09-11 verklaring 2")
    assert erbij(dossier.standing, 2) == "Eigen verklaring hierover: nummer 8."
    statement = dossier.last(EigenVerklaring)
    assert statement
    anna, bas = mensen(dossier.standing)
    assert inzien(statement, anna, dossier.standing) is Inzien.WEL
    assert inzien(statement, bas, dossier.standing) is Inzien.NIET
    request = dossier.records[6]
    assert inzien(request, bas, dossier.standing) is Inzien.NIET


def test_a_request_is_about_what_was_recorded_about_the_pupil_and_not_about_a_request() -> None:
    dossier = told("A+ B+", "A gezag beperking")
    assert [each.nummer for each in te_noemen(dossier.standing)] == [1, 2, 3, 4, 5, 6]
    assert te_noemen(dossier.standing)[1].label == "2. Signaal (vr 6 november)"
