"""The melding on paper, read back: in order, nothing cut, and what not everybody may see on a sheet of its own."""

from meldcode.papieren.melding import OpPapier
from meldcode.vastleggingen import Melding, Signaal
from papers.melding import los_blad, op_papier
from tests.builders import decided, record
from tests.meldcode.papieren.families import both, with_signals
from tests.meldcode.papieren.test_melding import paper, reported
from tests.papers.read import BY_NOOR, aloud, heard, pages_of, text_of

MARKUP = "#box[*x*] $x^2$ <b> @wie"


def rows(on: OpPapier) -> list[str]:
    """Every heading and every row, in order, as it is read aloud."""
    found = [text for deel in on.delen for text in (deel.titel, deel.uitleg, *sum(deel.rijen, ()))]
    return [" ".join(each.split()) for each in found if each]


def test_it_is_read_aloud_in_order_and_says_everything_once() -> None:
    on = paper(record(both(decided("5b")), Melding, inhoud=f"Zo staat het er. {MARKUP}"))
    made = op_papier(on, BY_NOOR)
    assert [text for kind, text in aloud(made) if kind == "H2"] == [deel.titel for deel in on.delen]
    begin = ["Melding aan Veilig Thuis", *on.kop, "Ouders en kinderen vanaf 12 jaar kunnen dit lezen."]
    assert heard(made) == [*begin, *rows(on)]
    assert made == op_papier(on, BY_NOOR) and "Noor Bakker" in text_of(made)


def test_of_a_long_dossier_everything_is_on_it_to_the_last_word() -> None:
    dossier = with_signals()
    for number in range(200):
        dossier = record(dossier, Signaal, bron="zelf", waarneming=f"Feit nummer {number}: " + "kwam te laat. " * 8)
    on = paper(record(dossier, Signaal, bron="leerling", waarneming="Ik wil niet. " * 7_600))
    made = op_papier(on, BY_NOOR)
    said = " ".join(heard(made))
    assert [n for n in range(200) if f"Feit nummer {n}: " not in said] == []
    assert said.count("Ik wil niet.") == 7_600 and pages_of(made) > 20


def test_what_not_everybody_may_see_is_on_the_loose_sheet_alone() -> None:
    assert los_blad(paper(reported()), BY_NOOR) is None
    secret = "Vader mag niet weten dat moeder dit vertelde."
    on = paper(record(decided("5b"), Melding, naam_bekend="nee", niet_zien=secret))
    loose = los_blad(on, BY_NOOR)
    assert loose and heard(loose)[0] == "Los blad bij de melding" and heard(loose)[-1] == secret
    made = op_papier(on, BY_NOOR)
    assert secret not in heard(made) and "Het gezin mag niet weten dat deze melding van de school komt." in heard(made)
