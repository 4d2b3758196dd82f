"""Roles: who may do what. The verdicts are by hand, because a table compared with itself proves nothing."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, Role
from meldcode.vastleggingen import ALLE, AcuutGevaar, Melding, Opening, Overleg, Signaal, Weging
from tests.builders import after_stap, empty, in_opvolging, opened, record, see
from tests.cast import ADA, BEA, BESS, CAST, DICK, FRED, LARS, MONDAY, NOOR, OTHER_SCHOOL, SARA, VERA
from tests.over import over

BY_LETTER = {"N": NOOR, "D": DICK, "V": VERA, "L": LARS, "B": BEA, "F": FRED, "S": BESS, "A": ADA}


def named(letters: str) -> set[str]:
    return set(letters) - {"-"}


# Permission → who has it: Noor (ib-er), Dick (directie), Vera (vertrouwenspersoon), Lars (leerkracht), Bea (beheer),
# Fred (functionaris gegevensbescherming), Bess (bestuur), Ada (aandachtsfunctionaris)
MAY = {
    "start": "NDVLBFSA",
    "alarm": "NDVLBFSA",
    "open_dossier": "N-VL-A",
    "hand_in_signaal": "N-VL-A",
    "walk_route": "N----A",
    "read_dossier": "N-VL-A",
    "papers": "N----A",
    "leerlingbespreking": "N----",
    "grant": "N----A",
    "overview": "-D---",
    "look_into": "-D---",
    "destroy": "ND---A",
    "destroyed": "NDV--F-A",
    "hand_over": "ND---A",
    "take_out": "ND---A",
    "register": "-D---F-",
    "manage": "----B",
    "jaarverslag": "-D-----",
    "meldcode": "-D--B--A",
    "bewaren": "ND---A",
    "privacy": "-D---F-",
    "figures": "------S",
    "in_orde": "-D--B",
    "pupils": "N----A",
    "oefenen": "N----A",
}


@over("permission", Permission)
def test_a_permission_belongs_to_these_roles_and_no_others(permission: Permission) -> None:
    """R8."""
    assert permission.value in MAY, f"write by hand, in the table above, who may {permission.value}"
    assert {letter for letter, user in BY_LETTER.items() if user.may(permission)} == named(MAY[permission.value])


def test_the_table_of_permissions_has_no_row_too_many() -> None:
    assert set(MAY) == {each.value for each in Permission}


@pytest.mark.parametrize("permission", ["", "START", "walk", None])
def test_what_is_not_in_the_table_is_refused(permission) -> None:
    assert not any(user.may(permission) for user in CAST)


def test_a_role_is_named_as_the_school_names_it() -> None:
    """R8."""
    assert [(role.value, role.label) for role in Role] == [
        ("ib_er", "Intern begeleider"),
        ("aandacht", "Aandachtsfunctionaris"),
        ("directie", "Directie"),
        ("vertrouwenspersoon", "Vertrouwenspersoon"),
        ("leerkracht", "Leerkracht"),
        ("beheerder", "Beheerder"),
        ("fg", "Functionaris gegevensbescherming"),
        ("bestuur", "Bestuur"),
    ]


# Vastlegging → who may record it, in a dossier that this person opened
RECORDS = {
    "Opening": "N-VL-A",
    "Signaal": "N-VL-A",
    "Overleg": "N----A",
    "Consultatie": "N----A",
    "Leerlingbespreking": "N----A",
    "AdviesVeiligThuis": "N----A",
    "VeiligInformeren": "N----A",
    "Zorggesprek": "N----A",
    "GesprekLeerling": "N----A",
    "Inbreng": "N----A",
    "UitkomstStap2": "N----A",
    "FormeelGesprek": "N----A",
    "Afzien": "N----A",
    "Weging": "N----A",
    "TweedeWeger": "N----A",
    "TweedeWegerVervalt": "N----A",
    "Afwegingen": "N-VL-A",
    "Vergelijking": "N----A",
    "Besluit": "N----A",
    "Hulp": "N----A",
    "Effectmeting": "N----A",
    "Melding": "N----A",
    "MeldingVerstuurd": "N----A",
    "Terugkoppeling": "N----A",
    "OudersGeinformeerd": "N----A",
    "Afsluiting": "N----A",
    "Bijlage": "N-VL-A",
    "AcuutGevaar": "N-VL-A",
    "Afronding": "N----A",
    "Ontvangst": "-D---",
    "AntwoordAanDirectie": "N----A",
    "Afspraak": "N----A",
    "Afgehandeld": "N----A",
    "Verzetten": "N----A",
    "Overdracht": "ND---A",
    "MedeHouder": "ND---A",
    "Vakantiewacht": "N----A",
    "Nazorg": "N----A",
    "Uitnodiging": "N----A",
    "IntrekkenUitnodiging": "N----A",
    "Afscherming": "ND---A",
    "OpheffenAfscherming": "N----A",
    "Inzage": "-D---",
    "HoortBij": "N----A",
    "NietBereikt": "N----A",
    "Betrokkene": "N----A",
    "Gezag": "N----A",
    "Bewaarstop": "ND---A",
    "BewaarstopVoorstel": "ND---A",
    "BewaarstopEinde": "ND---A",
    "Verzoek": "N----A",
    "VerzoekVerlengd": "N----A",
    "VerzoekBesluit": "N----A",
    "GehoordOverWissen": "N----A",
    "EigenVerklaring": "N----A",
    "BeperkingOpgeheven": "N----A",
    "OverdrachtOntvangen": "N----A",
    "WarmeOverdracht": "N----A",
    "Vertrek": "N----A",
    "VertrekVerteld": "N----A",
    "InzageGegeven": "N----A",
    "VernietigingGevraagd": "ND---A",
    "VernietigingIngetrokken": "ND---A",
    "VernietigingBevestigd": "ND---A",
    "Uithalen": "N----A",
    "UithalenAntwoord": "ND---A",
    "Samengevoegd": "N----A",
    "Samenvoeging": "N----A",
}


@over("kind", ALLE)
def test_a_vastlegging_is_made_by_these_roles_and_no_others(kind) -> None:
    """R4, R8, R35."""
    assert kind.__name__ in RECORDS, f"write by hand, in the table above, who may record a {kind.__name__}"
    dossier = empty() if kind is Opening else in_opvolging("beide")
    may = {
        letter
        for letter, user in BY_LETTER.items()
        if vastleggen.refusal(replace(dossier, opened_by=user.id), kind, user, MONDAY) is None
    }
    assert may == named(RECORDS[kind.__name__])


def test_the_table_of_vastleggingen_has_no_row_too_many() -> None:
    assert set(RECORDS) == {kind.__name__ for kind in ALLE}


# Whose dossier


def test_somebody_else_than_the_ib_er_can_start() -> None:
    """R8, R11: whoever observed something opens the dossier and hands it in, and leaves the overleg to the ib-er."""
    for user in (LARS, VERA):
        dossier = record(opened(by=user), Signaal, by=user)
        with pytest.raises(Geweigerd):
            record(dossier, Overleg, by=user)
        assert record(dossier, Overleg, by=NOOR).of(Overleg)


def test_a_leerkracht_adds_only_to_a_dossier_that_he_opened() -> None:
    with pytest.raises(Geweigerd, match="zelf opende"):
        record(opened(by=NOOR), Signaal, by=LARS)
    with pytest.raises(Geweigerd, match="zelf opende"):
        record(opened(by=LARS), Signaal, by=VERA)


@over("kind", ALLE)
def test_the_stranger_records_nothing(kind) -> None:
    dossier = empty() if kind is Opening else in_opvolging("beide")
    assert (
        vastleggen.refusal(replace(dossier, opened_by=SARA.id), kind, SARA, MONDAY)
        == "Met uw rol kunt u dit niet vastleggen."
    )


def test_a_refusal_says_nothing_about_the_child() -> None:
    for kind in ALLE:
        for user in CAST:
            for dossier in (opened(naam="KANARIE", groep="KANARIE"), after_stap(4)):
                assert "KANARIE" not in (vastleggen.refusal(dossier, kind, user, MONDAY) or "")


# What each role sees


def kinds_seen(dossier, user) -> list[str]:
    return [each.soort for each in dossier.visible_to(user, MONDAY).records]


def test_the_ib_er_sees_all_of_it() -> None:
    dossier = in_opvolging("beide")
    assert dossier.visible_to(NOOR, MONDAY) == dossier


def test_a_leerkracht_reads_back_what_he_handed_in_and_no_more() -> None:
    dossier = record(record(opened(by=LARS), Signaal, by=LARS), Signaal, by=NOOR, waarneming="KANARIE van een ander")
    dossier = record(record(dossier, Overleg), AcuutGevaar)
    assert kinds_seen(dossier, LARS) == ["Opening", "Signaal"]
    assert "KANARIE" not in repr(dossier.visible_to(LARS, MONDAY))


def test_a_vertrouwenspersoon_sees_nothing_of_a_dossier_that_is_not_hers() -> None:
    assert kinds_seen(in_opvolging("beide"), VERA) == []


def test_the_directie_sees_its_messages_and_its_own_receipts() -> None:
    """R4."""
    assert kinds_seen(see(after_stap(2)), DICK) == ["Afronding", "Afronding", "Ontvangst"]


def test_the_beheerder_sees_nothing() -> None:
    assert kinds_seen(see(in_opvolging("beide")), BEA) == []


def test_the_stranger_sees_nothing_although_she_is_an_ib_er() -> None:
    assert kinds_seen(see(in_opvolging("beide")), SARA) == []


def test_the_directie_of_another_school_sees_nothing() -> None:
    assert kinds_seen(see(in_opvolging("beide")), replace(DICK, school_id=OTHER_SCHOOL)) == []


@pytest.mark.parametrize(("role", "seen"), [("directie", {"Afronding"}), ("beheerder", set()), ("leerkracht", None)])
def test_an_ib_er_who_changes_roles_leaves_the_dossier_behind(role: str, seen: set[str] | None) -> None:
    expected = {"Opening", "Signaal"} if seen is None else seen
    assert set(kinds_seen(in_opvolging("beide"), replace(NOOR, role=Role(role)))) == expected


def test_a_kind_that_no_longer_exists_is_for_the_ib_er_alone() -> None:
    dossier = opened(by=LARS)
    of_2031 = replace(dossier, records=(*dossier.records, dossier.records[0]._replace(nummer=2, soort="Opgeheven")))
    assert kinds_seen(of_2031, LARS) == ["Opening"] and kinds_seen(of_2031, NOOR) == ["Opening", "Opgeheven"]


def test_a_view_knows_how_many_records_it_does_not_show() -> None:
    """Otherwise every press of a leerkracht would be refused, because a record they cannot see came in between."""
    dossier = record(record(opened(by=LARS), Signaal, by=LARS), Overleg)
    for user in CAST:
        seen = dossier.visible_to(user, MONDAY)
        assert seen.versie == dossier.versie == 3 and seen.visible_to(user, MONDAY).versie == 3
    assert dossier.visible_to(LARS, MONDAY).kept_back == 1


@pytest.mark.parametrize(
    ("opened_by", "letters"),
    [(NOOR, "ND---A"), (LARS, "ND-L-A"), (VERA, "NDV--A")],
    ids=lambda each: getattr(each, "naam", each),
)
def test_who_may_know_that_there_is_a_dossier(opened_by, letters: str) -> None:
    dossier = opened(by=opened_by)
    assert {letter for letter, user in BY_LETTER.items() if dossier.readable_by(user, MONDAY)} == named(letters)
    assert not dossier.readable_by(SARA, MONDAY) and not replace(dossier, opened_by=SARA.id).readable_by(SARA, MONDAY)


def test_who_weighs_and_reports_is_the_ib_er() -> None:
    """R4, R35."""
    for kind in (Weging, Melding):
        for user in (DICK, VERA, LARS, BEA):
            with pytest.raises(Geweigerd):
                record(in_opvolging("beide"), kind, by=user)
