"""Answers are parsed once on the way in, and an incomplete vastlegging cannot exist, however it is made (ADR 26)."""

import ast
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from meldcode.dossier import vastleggen
from meldcode.vastleggingen import FORMULIEREN, AcuutGevaar, Opening, Signaal, Vergelijking
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vragen import lezen
from meldcode.vragen.datum import short
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.vastlegging import Onvolledig, asked, fill, read_answers, vragen
from tests.answers import answers
from tests.architecture.parsed import nodes_of
from tests.builders import empty, opened, record
from tests.cast import BORN, MONDAY, NOOR
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from tests.over import over

ROOT = Path(__file__).parents[3]
KINDS = FORMULIEREN


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The vragen whose answer was parsed, in turn."""
    found: list[str] = []
    read = lezen.read_answer

    def read_answer(about: Any, raw: Any, on: Any = None) -> Any:
        found.append(about.naam)
        return read(about, raw, on)

    monkeypatch.setattr("meldcode.vragen.vastlegging.read_answer", read_answer)
    return found


def test_from_the_page_to_the_dossier_each_answer_is_read_once(reads: list[str]) -> None:
    dossier, raw = opened(), answers(Signaal)
    reads.clear()
    signaal = vastleggen.filled(dossier, Signaal, raw, by=NOOR, on=MONDAY)
    after = vastleggen.record(dossier, signaal, by=NOOR, on=MONDAY)
    assert reads == [each.naam for each in asked(Signaal, raw)]
    assert after.records[-1].isa(Signaal)


def test_a_correction_is_read_once_as_well(reads: list[str]) -> None:
    dossier = record(opened(), Signaal)
    raw = answers(Signaal, plaats="in de klas")
    reads.clear()
    filled = vastleggen.filled_correction(dossier, dossier.records[-1], raw, by=NOOR, on=MONDAY)
    after = vastleggen.correct(dossier, dossier.records[-1], filled, by=NOOR, on=MONDAY)
    assert reads == [each.naam for each in asked(Signaal, raw)]
    assert after.last(Signaal).tekst("plaats") == "in de klas"  # type: ignore[union-attr]


@over("kind", KINDS)
def test_what_is_filled_in_is_what_the_declaration_makes_of_the_same_answers(kind: Any) -> None:
    read = read_answers(kind, _raw(kind), MONDAY, BORN)
    assert not read.objections
    assert read.vastlegging() == kind(**read.read)
    assert [each.name for each in fields(kind)] == [each.naam for each in vragen(kind)], "a field that is no vraag"


@over("kind", KINDS)
def test_no_way_of_making_one_gives_an_incomplete_vastlegging(kind: Any) -> None:
    raw = _raw(kind)
    needed = [each.naam for each in asked(kind, raw) if not each.optional]
    assert needed or kind is Vergelijking
    for naam in needed:
        with pytest.raises(Onvolledig):
            fill(kind, raw | {naam: None})
        with pytest.raises(Onvolledig):
            read_answers(kind, raw | {naam: None}).vastlegging()
        with pytest.raises(Onvolledig):
            kind(**dict(read_answers(kind, raw).read) | {naam: None})


def _raw(kind: Any) -> dict[str, Any]:
    if kind is SignaalBegin:
        return {**SignaalBegin.vooraf(MONDAY), **BEGIN}
    return {**answers(AcuutGevaar), "naam": "Sem Visser"} if kind is AcuutBegin else dict(answers(kind))


def test_a_day_that_is_still_to_come_is_refused_when_it_is_recorded() -> None:
    """The days are checked on recording: a vastlegging does not know on which day it will be recorded."""
    signaal = fill(Signaal, answers(Signaal, datum=short(MONDAY + timedelta(days=2))))
    with pytest.raises(Onvolledig) as refused:
        vastleggen.record(opened(), signaal, by=NOOR, on=MONDAY)
    assert refused.value.objections == {"datum": "Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."}


def test_a_day_before_the_pupil_was_born_is_refused_when_it_is_recorded() -> None:
    dossier = opened()
    assert dossier.born and dossier.born.day
    signaal = fill(Signaal, answers(Signaal, datum=short(dossier.born.day - timedelta(days=1))))
    with pytest.raises(Onvolledig) as refused:
        vastleggen.record(dossier, signaal, by=NOOR, on=MONDAY)
    assert "nog niet geboren" in refused.value.objections["datum"]


def test_a_pupil_may_turn_out_to_be_older_than_was_said() -> None:
    dossier = opened()
    assert dossier.born and dossier.born.day
    older = answers(Opening, geboren=short(dossier.born.day - timedelta(days=40)))
    filled = vastleggen.filled_correction(dossier, dossier.records[0], older, by=NOOR, on=MONDAY)
    after = vastleggen.correct(dossier, dossier.records[0], filled, by=NOOR, on=MONDAY)
    assert after.born == Geboren.on(dossier.born.day - timedelta(days=40))


def test_a_page_hears_of_all_objections_at_once_when_it_hands_in() -> None:
    raw = answers(Opening, naam="", groep=None)
    with pytest.raises(Onvolledig) as refused:
        vastleggen.filled(empty(), Opening, raw, by=NOOR, on=MONDAY)
    assert refused.value.objections == vastleggen.objections(empty(), Opening, raw, by=NOOR, on=MONDAY)
    assert {"naam", "groep"} <= set(refused.value.objections)


def test_nothing_else_makes_a_vastlegging_without_looking_at_it() -> None:
    """``object.__new__`` and ``__setattr__`` skip ``__post_init__``: only one function may, right after parsing.

    ``__post_init__`` itself sets each text as it is kept.
    """
    found = []
    for package in ("meldcode", "db", "ui", "papers", "pages"):
        for file in (ROOT / package).rglob("*.py"):
            for node in nodes_of(file.read_text(encoding="utf-8")):
                match node:
                    case ast.Attribute(value=ast.Name(id="object"), attr="__new__" | "__setattr__"):
                        found.append(file.relative_to(ROOT).as_posix())
    assert found == ["meldcode/vragen/vastlegging.py"] * 3
