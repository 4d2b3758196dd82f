"""What the mails say, by kind: that something waits and how much; never what, or about whom."""

DAILY, MESSAGE, ACUTE, NEWS, COLLEAGUES, NOBODY = "dag", "bericht", "acuut", "nieuw", "collega", "niemand"
BEWAREN, TRIAL = "bewaren", "proef"


def subject(soort: str) -> str:
    """The subject of a mail of this kind."""
    said = {ACUTE: "er is iets dringends", NEWS: "er is iets nieuws", COLLEAGUES: "bij een collega is iets te laat"}
    said |= {NOBODY: "er is vandaag niemand", BEWAREN: "een bewaartermijn loopt af", TRIAL: "dit is een proefbericht"}
    return f"Meldroute: {said.get(soort, 'er wacht iets op u')}"


def text(soort: str, late: int, number: int, adres: str) -> str:
    """The text of a mail of this kind: ``late`` things late and ``number`` in all; ``adres`` is where to sign in."""
    if soort == TRIAL:
        return f"Dit is een proefbericht van Meldroute. Mail werkt.\n\nInloggen doet u hier: {adres}\n"
    if soort == ACUTE:
        what = "Er is zojuist iets dringends vastgelegd in Meldroute."
    elif soort == MESSAGE:
        what = "Er is een nieuw bericht voor u in Meldroute."
    elif soort == NEWS:
        what = "Er is iets nieuws voor u in Meldroute."
    elif soort == COLLEAGUES:
        several = number != 1
        what = f"Bij een collega {'zijn' if several else 'is'} {number} {'dingen' if several else 'ding'} te laat."
        what += " Kijk of iemand het overneemt."
    elif soort == NOBODY:
        what = f"Vandaag is er niemand voor {number} {'ding' if number == 1 else 'dingen'} in Meldroute"
        what += f", waarvan {late} te laat." if late else "."
        what += " Kies wie het overneemt."
    elif soort == BEWAREN:
        which = "is één bewaartermijn" if number == 1 else f"zijn {number} bewaartermijnen"
        what = f"In Meldroute {which} om, of bijna. Er verdwijnt niets vanzelf."
    else:
        several = number != 1
        what = f"Er {'wachten' if several else 'wacht'} {number} {'dingen' if several else 'ding'} op u in Meldroute"
        what += f", waarvan {late} te laat." if late else "."
    return f"{what}\n\nLog in om het te lezen: {adres}\n\nDit bericht zegt met opzet niet waarover het gaat.\n"
