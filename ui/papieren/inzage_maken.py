"""The route that makes the package for inzage, and keeps it sealed as it was made."""

from dataclasses import replace

from starlette.routing import Route

from db.dossiers import bijlagen, vrijgave
from db.dossiers import papieren as papers_made
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.papieren.inzage.keuzen import Gemaakt, Keuzen, stempel, te_lezen
from meldcode.papieren.inzage.pakket import pakket
from meldcode.papieren.inzage.passages import LEERLING, Voorzet, lezers
from meldcode.papieren.inzage.voorblad import voorblad
from meldcode.vastleggingen import InzageGegeven
from papers.einde.inzage import op_papier
from papers.papier import Merk
from ui.forms import form
from ui.forms.state import FormState
from ui.papieren import papieren
from ui.web.guard import Asked, Handed, hands_out


@hands_out(papieren.of_a_dossier("A package for inzage"))
def of_dossier(asked: Asked) -> Handed | None:
    """The package as a PDF, once every record was read; None otherwise, or for whom none can be made."""
    dossier = papieren.for_paper(asked)
    found = _decided(dossier, asked) if dossier else None
    if dossier is None or found is None:
        return None
    voorzet, keuzen = found
    given, user = pakket(voorzet, keuzen), asked.user
    fotos = papieren.photos(dossier, given.fotos, asked)
    with reading(user.school_id) as connection:
        school = school_name(connection, user.school_id)
    by = Merk(f"een {user.role.midden}", asked.now)
    made = op_papier(voorblad(voorzet, keuzen, school), given, fotos, by)
    nummer = voorzet.lezer.nummer
    concept = FormState(form.key(dossier, InzageGegeven, str(nummer))).concept
    kept = bijlagen.keep_made(made, by=user, dossier_id=dossier.id, concept=concept, at=asked.now)
    keuzen = replace(keuzen, gemaakt=Gemaakt(str(kept), stempel(voorzet, keuzen), str(given.aantal)))
    vrijgave.keep_for_inzage(user, dossier.id, nummer, keuzen, asked.now)
    return papieren.handed(made, papers_made.INZAGE, dossier)


def _decided(dossier: Dossier, asked: Asked) -> tuple[Voorzet, Keuzen] | None:
    """What was decided for whom the address names; None when somebody still has to look at it."""
    said = asked.request.query_params.get("voor", "")
    lezer = next((each for each in lezers(dossier, asked.today) if str(each.nummer) == said), None)
    if lezer is None or dossier.kept_back:
        return None
    keuzen = vrijgave.for_inzage(asked.user, dossier.id, lezer.nummer)
    if keuzen.heet is None and lezer.nummer != LEERLING:
        return None
    voorzet = Voorzet(dossier, replace(lezer, heet=keuzen.heet or lezer.heet), asked.today)
    return None if te_lezen(voorzet, keuzen) else (voorzet, keuzen)


ROUTES = [Route("/papier/{dossier_id}/inzage.pdf", of_dossier, methods=["GET"])]
