"""An injury that somebody saw: what to do about it, and the rules for a photo of it.

No Dutch text that was found asks schools to photograph an injury, and none forbids it. The rules are Meldroute's own
proposal, after what doctors and childcare hold themselves to; the board adopts them with its decision.
"""

from meldcode.nummers import VEILIG_THUIS

BEL_VANDAAG = (
    f"Bel vandaag nog {VEILIG_THUIS.naam} ([{VEILIG_THUIS.nummer}]) of een arts, bijvoorbeeld de huisarts of de "
    "vertrouwensarts. Sporen vervagen."
)
NIEMAND_UITKLEDEN = "Niemand kleedt de leerling uit."
ALLEEN_KIJKEN = f"Kijk alleen naar wat al te zien is. {NIEMAND_UITKLEDEN}"
GEEN_FOTO = "Op uw school voegt niemand een foto van letsel bij een dossier."
IN_PLAATS = (
    "Beschrijf het bij een signaal. Wijs op de lichaamskaart aan waar het zit, hoe groot het is en welke kleur het "
    "heeft. Schrijf ook op wat de leerling er zelf over zegt.",
    ALLEEN_KIJKEN,
    BEL_VANDAAG,
)
"""What to do instead of attaching a photo, each as sentences of their own."""
IN_WOORDEN = f"Beschrijf het bij een signaal, met de lichaamskaart. {BEL_VANDAAG}"
"""The same in short, behind why a photo is not taken."""
TE_VEEL = "Een foto waarvoor kleding is weggehaald, hoort niet in Meldroute. Vraag Veilig Thuis wat u ermee doet."
ALLEEN_ZICHTBAAR = "Op de foto staat alleen wat al te zien is: het gezicht, een arm of een been."
WIL_NIET = "Wil de leerling geen foto? Dan maakt u er geen."
WISSEN = "Staat de foto in Meldroute? Dan wist u hem van het toestel, ook uit de prullenbak en uit de cloud."
OOK_IN_WOORDEN = "Een foto bewijst niet wat er is gebeurd. Beschrijf het letsel ook in een signaal."
MAG = "Op uw school mag een medewerker een foto van letsel bij een dossier voegen."
REGELS = (
    f"{ALLEEN_ZICHTBAAR} {NIEMAND_UITKLEDEN}",
    f"Een tweede volwassene is erbij. {WIL_NIET}",
    WISSEN,
    OOK_IN_WOORDEN,
    BEL_VANDAAG,
)
"""The rules for a photo of an injury, where the board allows it."""
