"""The route by which a page that closes sends what was typed last, to be saved in its concept (ADR 33).

A browser ends a closing page within milliseconds, and its websocket with it: on a busy machine the last words were lost
that way. The browser finishes this request after its page is gone (``keepalive`` in ui/static/typen.js).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from db.dossiers import concepten, dossiers
from db.dossiers.concepten import Concept, Elders
from db.store.engine import reading
from meldcode.lichaam.plekken import Plek, Plekken, read_each
from meldcode.rollen import Permission
from meldcode.vastleggingen import FORMULIEREN
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.lezen import kept_dag
from meldcode.vragen.meegewogen import Deel, Hoe, Meegewogen, read_delen
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging, says_all, vragen
from meldcode.vragen.vraag import Raw, RawAnswers, Vraag
from ui.forms.concept import takes_another_route
from ui.web.guard import Asked, Demands, NotAsked, Refusal, hands_out

ADDRESS = "/getypt"
MOST_BYTES = 64 * 1024
"""What a browser sends for a page that is gone, at most; the form writes some characters as six bytes."""
_CLASS = "st-key-"
_PART = re.compile("[0-9a-z]{1,40}")
_LONGEST = 33  # the column of the name has room for 40, and a second text adds 7
_KINDS: dict[str, type[Vastlegging]] = {kind.__name__: kind for kind in FORMULIEREN}


@dataclass(frozen=True)
class Field:
    """A field in which text is typed: of which form, for which vraag, in a weging for which record and way, and on a
    body map on which card (its number, and what is typed there).
    """

    dossier_id: str
    soort: str
    kind: type[Vastlegging]
    about: Vraag
    deel: Deel | None = None
    plek: tuple[int, str] | None = None

    def read(self, raw: RawAnswers) -> str:
        """What these answers have in this field."""
        found = raw.get(self.about.naam)
        if self.plek:
            nr, what = self.plek
            return next((each.typed[what] for each in read_each(found) if each.nr == nr), "")
        if self.deel is None:
            return str(found or "")
        return next((each.tekst for each in read_delen(found) if self._is_here(each)), "")

    def put(self, raw: RawAnswers, text: str) -> dict[str, Raw]:
        """These answers, with this text in this field."""
        value: Raw = text
        if self.deel:
            others = [str(each) for each in read_delen(raw.get(self.about.naam)) if not self._is_here(each)]
            value = [*others, str(Deel(self.deel.nummer, self.deel.hoe, text.strip()))]
        if self.plek:
            nr, what = self.plek
            known = {each.nr: each for each in read_each(raw.get(self.about.naam))}
            value = [str(each) for each in {**known, nr: known.get(nr, Plek(nr)).saying(what, text)}.values()]
        return {**raw, self.about.naam: value}

    def _is_here(self, other: Deel) -> bool:
        return self.deel is not None and (other.nummer, other.hoe) == (self.deel.nummer, self.deel.hoe)


def read_field(name: str) -> Field | None:
    """The field whose widget has this CSS class, which Streamlit makes of its key; None if no text is typed there.

    Streamlit writes a hyphen for each slash of a key (``ui.forms.state``), and no part of a key has one itself.
    """
    if not name.startswith(_CLASS):
        return None
    dossier_id, kind_name, *where = [*name.removeprefix(_CLASS).split("-"), ""]
    kind = _KINDS.get(kind_name)
    found = _in_form(kind, [each for each in where if each]) if kind else None
    if not kind or not found:
        return None
    part, about, deel, plek = found
    soort = "/".join((kind_name, *part))
    is_named = len(soort) <= _LONGEST and all(map(_PART.fullmatch, (dossier_id, *part)))
    return Field(dossier_id, soort, kind, about, deel, plek) if is_named else None


_Found = tuple[Sequence[str], Vraag, Deel | None, tuple[int, str] | None]


def _in_form(kind: type[Vastlegging], where: Sequence[str]) -> _Found | None:
    """The part of the form, the vraag, and the line of a weging or what is typed on a card of a body map, at the end of
    a key; None if no text is typed there.
    """
    match where:
        case [*part, naam, nr, ("cm" | "woorden") as what] if _soort(kind, naam) is Plekken:
            return (part, _vraag(kind, naam), None, (int(nr), what)) if nr.isdecimal() else None
        case [*part, naam, nummer, hoe] if _soort(kind, naam) is Meegewogen:
            deel = Deel(int(nummer), Hoe(hoe)) if nummer.isdecimal() and hoe in list(Hoe) else None
            return (part, _vraag(kind, naam), deel, None) if deel else None
        case [*part, naam] if _soort(kind, naam) not in (None, Bestand, Persoon, Meegewogen, Plekken):
            about = _vraag(kind, naam)
            return None if about.keuzen or about.genummerd else (part, about, None, None)
    return None


def _vraag(kind: type[Vastlegging], naam: str) -> Vraag:
    return next(each for each in vragen(kind) if each.naam == naam)


def _soort(kind: type[Vastlegging], naam: str) -> type | None:
    return next((each.soort for each in vragen(kind) if each.naam == naam), None)


@hands_out(
    Demands(
        "What was typed last",
        permission=NotAsked("nobody gets anything: it is saved among this person's own concepten, if they may read it"),
        recent=NotAsked("typing never asks again who is there"),
        line=NotAsked("typing leaves no line; recording does"),
        refusal=Refusal(404, "Dit formulier is er niet."),
        form_bytes=MOST_BYTES,
    )
)
def keep(asked: Asked) -> Response | None:
    """Save the text of one field (``veld``, ``tekst``; ``was`` is what the page knew to be saved in it before)."""
    field = read_field(asked.fields.get("veld", ""))
    if field is None or not _may_type(asked, field):
        return None
    was, text = (_typed(asked, field, each) for each in ("was", "tekst"))
    _save(asked, field, was, text)
    return Response(status_code=204)


def _typed(asked: Asked, field: Field, name: str) -> str:
    text = asked.fields.get(name, "").replace("\r\n", "\n")
    # Of a day that may be past or to come, only the form knows which.
    is_settled = field.about.soort is date and not field.about.geweest_when
    return kept_dag(field.about, text, asked.today) if is_settled else text


def _may_type(asked: Asked, field: Field) -> bool:
    """Whether this person may have this form before them."""
    user = asked.user
    if field.dossier_id == concepten.NIEUW:
        return user.may(Permission.OPEN_DOSSIER) or user.may(Permission.ALARM)
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, field.dossier_id, user.school_id, user.id)
    return dossier is not None and dossier.readable_by(user, asked.today)


def _save(asked: Asked, field: Field, was: str, text: str) -> None:
    """Put the text in the place of what the page knew; beside it, if something else is there by now."""
    where = asked.user, field.dossier_id
    found = concepten.find(*where, field.soort)
    texts = [each for each in (found, *concepten.beside(*where, field.soort)) if each]
    if any(field.read(each.raw) == text for each in texts):
        return  # it came by the websocket as well
    known = next((each for each in texts if field.read(each.raw) == was), None)
    raw = field.put(known.raw if known else {}, text)
    if takes_another_route(field.kind, raw):
        return
    soort = _stored(asked, field, raw, known, texts)
    concepten.keep_one(*where, soort, partial(says_all, field.kind))


def _stored(asked: Asked, field: Field, raw: RawAnswers, known: Concept | None, texts: Sequence[Concept]) -> str:
    """Save these answers, and return under which name."""
    soort = known.soort if known else field.soort if not texts else concepten.a_name_beside(field.soort)
    try:
        concepten.keep(asked.user, field.dossier_id, soort, raw, asked.now, known.versie if known else 0)
    except Elders:  # in this very moment
        soort = concepten.a_name_beside(field.soort)
        concepten.keep(asked.user, field.dossier_id, soort, raw, asked.now)
    return soort


ROUTES = [Route(ADDRESS, keep, methods=["POST"])]
