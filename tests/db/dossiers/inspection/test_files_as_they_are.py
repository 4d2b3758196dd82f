"""A corpus of files as people have them: each is kept in its true colours and whole, or refused in true words."""

import re

import pytest
from PIL import Image

from db.dossiers.inspection import Onbruikbaar
from tests.db.dossiers.inspection.pictures import inspected, opened
from tests.inputs.bestanden import CASES
from tests.inputs.case import Case
from tests.inputs.photos import SIDE
from tests.over import over

pytestmark = pytest.mark.either
TAKEN = [each for each in CASES if each.soort]
REFUSED = [each for each in CASES if not each.soort]
NEAR = 3  # of 255, in each of red, green and blue


def seen(image: Image.Image, number: int) -> tuple[int, ...]:
    """The colour in the middle of a patch."""
    shown = image.convert("RGB") if image.mode == "P" else image
    found = shown.getpixel((SIDE * number + SIDE // 2, SIDE // 2))
    return found if isinstance(found, tuple) else (int(found or 0),)


@over("case", TAKEN)
def test_what_can_be_kept_is_kept_as_it_is_meant(case: Case) -> None:
    given = case.make()
    kept = inspected(given)
    assert (kept.soort, kept.told) == (case.soort, case.told)
    if case.soort == "pdf":
        assert kept.content == given
        return
    image = opened(kept.content)
    assert "icc_profile" not in image.info and not image.getexif()
    assert case.size in (None, image.size)
    for number, right in enumerate(case.colours):
        found = seen(image, number)[: len(right)]
        assert len(found) == len(right) and max(abs(a - b) for a, b in zip(found, right, strict=True)) <= NEAR, (
            number,
            found,
            right,
        )


@over("case", REFUSED)
def test_what_cannot_be_kept_is_refused_in_these_words(case: Case) -> None:
    with pytest.raises(Onbruikbaar) as refused:
        inspected(case.make())
    assert (str(refused.value),) == case.told and refused.value.__cause__ is None, case.name


def test_a_refusal_says_what_to_do_and_nothing_of_the_file() -> None:
    said = {sentence for case in REFUSED for sentence in case.told}
    todo = re.compile(r"\b(kies|Kies|sla|Sla|schrijf|pak|Stuur|Maak|Verdeel)\b")
    assert len(said) > 20 and [each for each in said if not todo.search(each) or not each.endswith(".")] == []


def test_the_corpus_is_one() -> None:
    names = [case.name for case in CASES]
    assert len(CASES) >= 100 and len(set(names)) == len(names)
    assert sum(len(case.colours) for case in CASES) > 100
