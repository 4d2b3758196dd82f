"""Writing told cases in bulk: a case is told once, and each dossier gets its own pupil, ids and seals."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, Table, delete, insert, update

from db import schema
from db.access.records import content_of, seal_record
from db.cijfers import statistiek, verloop
from db.dossiers.dossiers import recorded
from db.dossiers.verplichting_rows import Row, settled
from db.journal import journal
from db.keys import vault
from db.practice.story import CODE, NAME, Pupil, Story
from db.upkeep import recompute
from meldcode.namen.codenamen import codenaam
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Opening, UitkomstStap2, VernietigingBevestigd
from meldcode.vastleggingen.einde.vernietigen import Grond
from meldcode.vragen.datum import short
from meldcode.vragen.vastgelegd import Vastgelegd, set_down
from meldcode.vragen.vastlegging import fill
from meldcode.vragen.vraag import Raw


@dataclass(frozen=True)
class Template:
    """What the dossiers of one told case have in common."""

    records: Sequence[Vastgelegd]
    contents: Sequence[str]
    moments: Sequence[datetime]
    dossier: Row
    verplichtingen: Sequence[Row]
    course: verloop.Course
    toegang: Sequence[Row]

    @property
    def is_destroyed(self) -> bool:
        """Whether the dossier is destroyed at the end of its story."""
        return self.dossier["fase"] is Fase.VERNIETIGD


@dataclass(frozen=True)
class Wanted:
    """One dossier to write: this case, about this pupil, with this number."""

    template: Template
    pupil: Pupil
    nummer: int


def template(story: Story, now: datetime) -> Template:
    """Everything about a told case that does not depend on the pupil."""
    last = story.dossier
    rows: dict[str, Row] = {}
    ends = last.fase is Fase.VERNIETIGD
    alive = story.passed[:-1] if ends else story.passed
    for dossier in alive:
        rows = settled(dossier, {}, rows, dossier.records[-1].on)
    return Template(
        last.records,
        [content_of(record) for record in last.records],
        [min(_moment(record), now) for record in last.records],
        {
            "school_id": last.school_id,
            "opened_by": last.opened_by,
            "opened_on": last.records[0].on,
            "fase": last.fase,
            "fase_since": last.fase_since,
            "versie": last.versie,
        },
        list(rows.values()),
        recompute.course_of(alive[-1], {}),
        [{"account_id": who, "soort": soort.value, "tot": tot} for who, soort, tot in last.toegang.rows()],
    )


def _moment(record: Vastgelegd) -> datetime:
    """Some moment of a school day; within a dossier later records have later moments."""
    return datetime.combine(record.on, time(7, 40)) + timedelta(minutes=7 * record.nummer)


def write(connection: Connection, wanted: Sequence[Wanted], school_id: str) -> list[str]:
    """Insert these dossiers; return their ids, in the same order."""
    ids = [uuid.uuid4().hex for _ in wanted]
    keys = _keys([dossier_id for dossier_id, each in zip(ids, wanted, strict=True) if not each.template.is_destroyed])
    rows: dict[Table, list[Row]] = {
        table: []
        for table in (
            schema.dossier,
            schema.vastlegging,
            schema.verplichting,
            schema.vernietiging,
            schema.toegang,
            *verloop.TABLES,
        )
    }
    for dossier_id, each in zip(ids, wanted, strict=True):
        code = codenaam(each.nummer)
        rows[schema.dossier].append(each.template.dossier | {"id": dossier_id, "codenaam": code})
        if each.template.is_destroyed:
            rows[schema.vernietiging].append(_certificate(dossier_id, each.template))
        else:
            rows[schema.vastlegging] += _vastleggingen(dossier_id, keys[dossier_id], code, each)
            rows[schema.toegang] += [row | {"dossier_id": dossier_id} for row in each.template.toegang]
        rows[schema.verplichting] += [row | {"dossier_id": dossier_id} for row in each.template.verplichtingen]
        for table, course in each.template.course.items():
            rows[table] += [row | {"dossier_id": dossier_id} for row in course]
    for table, these in rows.items():
        if these:
            connection.execute(insert(table), these)
    for dossier_id, each in zip(ids, wanted, strict=True):
        if each.template.is_destroyed:
            _forget(connection, dossier_id, each.template)
    journal.append(connection, school_id, *[recorded(row) for row in rows[schema.vastlegging]])
    highest = max(each.nummer for each in wanted)
    connection.execute(update(schema.school).where(schema.school.c.id == school_id).values(laatste_nummer=highest))
    return ids


def _forget(connection: Connection, dossier_id: str, told: Template) -> None:
    """What is left of a dossier that is destroyed at the end of its story."""
    school_id, on = str(told.dossier["school_id"]), told.records[-1].on
    statistiek.keep(connection, dossier_id, school_id, grond=Grond.GEEN_INDICATIE, on=on)
    waiting = schema.verplichting
    connection.execute(delete(waiting).where(waiting.c.dossier_id == dossier_id))


def _keys(ids: Sequence[str]) -> Mapping[str, bytes]:
    if ids:
        vault.vault().add(ids)
    return vault.vault().keys(ids)


def _vastleggingen(dossier_id: str, key: bytes, code: str, wanted: Wanted) -> list[Row]:
    told, pupil, found = wanted.template, wanted.pupil, []
    contents = [_opening(told.records[0], pupil), *told.contents[1:]]
    for record, content, at in zip(told.records, contents, told.moments, strict=True):
        row_id = uuid.uuid4().hex
        text = content.replace(NAME, pupil.voornaam).replace(CODE, code)
        row: Row = {
            "id": row_id,
            "dossier_id": dossier_id,
            "nummer": record.nummer,
            "soort": record.soort,
            "recorded_on": record.on,
            "recorded_at": at,
            "recorded_by": record.by,
            "submit_key": row_id,
            "content": seal_record(key, dossier_id, row_id, text),
        }
        found.append(row)
    return found


def _opening(record: Vastgelegd, pupil: Pupil) -> str:
    raw: dict[str, Raw] = {each.naam: each.waarde for each in record.antwoorden}
    raw |= {"naam": pupil.naam, "groep": pupil.groep, "geboren": short(pupil.geboren)}
    return content_of(set_down(fill(Opening, raw, record.on), nummer=record.nummer, on=record.on, by=record.by))


def _certificate(dossier_id: str, told: Template) -> Row:
    by = {record.soort: record.by for record in told.records}
    return {
        "dossier_id": dossier_id,
        "destroyed_at": told.moments[-1],
        "grond": Grond.GEEN_INDICATIE.value,
        "requested_by": by[UitkomstStap2.__name__],
        "confirmed_by": by[VernietigingBevestigd.__name__],
        "vastleggingen": len(told.records) - 1,
        "finished_at": told.moments[-1],
    }
