"""A case in stap 4 that two colleagues weigh without seeing each other's answers, for people to try out."""

from datetime import date

from db.practice import route
from db.practice.story import Case, Pupil, Story
from meldcode.vastleggingen import Afwegingen, Signaal, TweedeWeger, Uitnodiging
from meldcode.vragen.persoon import Persoon


def vera_weegt_mee(s: Story) -> None:
    """Noor asked Vera to weigh as well, and has answered. It is Vera's turn; she does not see Noor's answers."""
    vera = Persoon(s.people.vera.id, s.people.vera.role, s.people.vera.naam)
    s.open(-19, gezag="Beide ouders. Een zusje in groep 1.")
    s.record(
        Signaal, -19, bron="zelf", soort="gezin", plaats="Bij het uitgaan van de school",
        waarneming=f"Vader trok {s.kind} aan de arm mee naar de auto. {s.kind} zei “au” en huilde niet.",
        andere_verklaring="Vader moest naar zijn werk en was laat.",
    )  # fmt: skip
    s.record(
        Signaal, -15, bron="leerling", soort="uitspraak", plaats="In de klas, bij het voorlezen",
        waarneming=f"{s.kind} zei: “Als papa boos is, doe ik alsof ik slaap.”",
        andere_verklaring="Het boek ging over een boze reus.",
    )  # fmt: skip
    route.to_stap_4(
        s, -13, kwestie="Twee keer iets gezien en gehoord: is dat een patroon?",
        reactie="Moeder knikt. Vader zegt dat hij streng is en dat dat moet kunnen.",
        visie="Vader ziet geen zorg. Moeder wil graag dat iemand meekijkt.",
    )  # fmt: skip
    s.record(
        Uitnodiging, -1, wie=str(vera), tot=20,
        reden="Vera kent de leerling en weegt mee, los van de intern begeleider.",
    )  # fmt: skip
    s.record(TweedeWeger, -1, wie=str(vera))
    s.record(
        Afwegingen, -1, vermoeden="ja", onveilig="nee", hulp="ja", aanvaard="twijfel", resultaat="nog_niet",
        toelichting="Op de twee signalen en op het gesprek met de ouders; moeder wil hulp, vader zei er niets over.",
    )  # fmt: skip


CASES = (Case(Pupil("Naomi", "Naomi Sterrenzand", "4", date(2018, 6, 5)), vera_weegt_mee, spread=10),)
