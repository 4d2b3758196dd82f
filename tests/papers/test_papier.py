"""Every paper conforms, reads aloud in order, sets what was typed to the letter, and is the same when made again."""

import re
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from papers import papier, zetter
from papers.meldcode import pdf_of
from papers.papier import Merk, NietGezet
from tests.papers.read import BY_NOOR, aloud, heard, pages_of

PAPERS = Path(papier.__file__).parent
MARKUP = "#box[*x*] $x^2$ <b> // = kop\\ `code` @ref ~ -- \"aan\" 'haling' http://a.example [#1] {x} \\u{41}"
# What Typst refuses to make: a title, an alternative text or an order of headings is missing.
BROKEN = {
    b"Zonder titel": "missing document title",
    b'#set document(title: "x")\n== Twee': "first heading must be of level 1",
    b'#set document(title: "x")\n= Een\n#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"))': "alt text",
}


def paper(*texts: str, merk: Merk = BY_NOOR) -> bytes:
    return pdf_of(["# Proef", *texts], "De Linde", merk)


def test_what_does_not_conform_is_refused_and_what_we_make_says_that_it_does() -> None:
    for source, problem in BROKEN.items():
        with pytest.raises(typst.TypstError, match=problem):
            typst.compile(source, pdf_standards=list(zetter.STANDARDS))
    about: Any = PdfReader(BytesIO(paper("Een regel"))).root_object
    said = about["/Metadata"].get_data().decode()
    assert re.search(r"part>2<.*conformance>A<", said, re.DOTALL) and "pdfuaid:part>1<" in said
    assert about["/Lang"] == "nl" and about["/MarkInfo"]["/Marked"] and about["/Outlines"]["/Count"] > 0


def test_apart_it_is_the_same_file(request: pytest.FixtureRequest) -> None:
    here = paper("Een regel van Żółć")
    request.getfixturevalue("set_apart")
    assert paper("Een regel van Żółć") == here


def test_what_cannot_be_made_says_so_without_saying_what_it_is(
    caplog: pytest.LogCaptureFixture, set_apart: None
) -> None:
    with pytest.raises(NietGezet) as refused:
        papier.gezet("meldcode", "Proef", {"delen": [{"soort": "Sem Visser"}]}, BY_NOOR)
    assert "Sem" not in f"{refused.value!r} {refused.value.__cause__!r} {caplog.text}" and "meldcode" in caplog.text


def test_it_is_read_aloud_in_the_order_in_which_it_stands_without_its_foot() -> None:
    found = aloud(paper("Een **dikke** regel", "", "## Kop", "- eerst", "- dan", "| a | b |", "|---|---|", "| 1 | 2 |"))
    assert found == [
        ("H1", "Proef"),
        ("P", "Een dikke regel"),
        ("H2", "Kop"),
        *(("Lbl", "•"), ("LBody", "eerst"), ("Lbl", "•"), ("LBody", "dan")),
        *(("TH", "a"), ("TH", "b"), ("TD", "1"), ("TD", "2")),
    ]


def test_what_was_typed_is_never_markup() -> None:
    assert MARKUP in heard(paper(MARKUP))
    assert heard(paper("een", "| #b | *c* |", "|---|---|", f"| {MARKUP} | x |"))[-2:] == [MARKUP, "x"]


def test_no_template_reads_data_as_markup_or_has_words_of_its_own() -> None:
    sources = {file.name: file.read_text() for file in PAPERS.glob("*.typ")}
    assert len(sources) > 3
    assert [name for name, source in sources.items() if re.search(r"eval\(|#?include|read\(|mode: *\"", source)] == []


def test_the_same_at_the_same_moment_is_the_same_file() -> None:
    assert paper("Goed") == paper("Goed")
    assert paper("Goed") != paper("Beter")
    assert paper("Goed") != paper("Goed", merk=Merk(BY_NOOR.door, BY_NOOR.op + timedelta(seconds=1)))


def test_who_made_it_and_when_stands_at_the_foot_of_every_page() -> None:
    made = paper(*["Een regel"] * 100)
    feet = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    line = "Gemaakt op ma 9 november 2026 om 14:51 door Noor Bakker"
    assert len(feet) > 1 and all(each.count(line) == 1 for each in feet)


def test_a_word_that_is_too_wide_breaks_and_can_still_be_found() -> None:
    word = "".join(f"{number:04}" for number in range(100))
    made = paper("| a | b |", "|---|---|", f"| {word} | x |")
    assert word in "".join("".join(heard(made)).split())
    assert len({line for line in PdfReader(BytesIO(made)).pages[0].extract_text().split("\n") if line in word}) > 2


def test_a_long_text_goes_on_over_pages_whole() -> None:
    words = [f"woord{number}" for number in range(3_000)]
    made = paper(" ".join(words))
    assert pages_of(made) > 3 and heard(made)[1].split() == words


FORGETS = """
import ctypes, gc, re, sys
sys.path.insert(0, sys.argv[1])
from datetime import datetime
from papers import papier, zetter
from papers.meldcode import pdf_of
ctypes.CDLL(None).mallopt(-6, 0xFF)  # as the server does (ui/page/emptied.py): what is let go of is written over
if sys.argv[2] == "here":
    papier._set_apart = zetter.zet
merk = papier.Merk("Noor", datetime(2026, 11, 9))
for number in range(3):
    pdf_of(["# Proef", "kana" + "rie" + f"vogel{number} " * 400], "De Linde", merk)
gc.collect()
found = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
    for line in maps:
        where, mode = line.split()[:2]
        if mode.startswith("rw") and "[v" not in line:
            first, last = (int(each, 16) for each in where.split("-"))
            memory.seek(first)
            found += len(re.findall(b"rievogel[012]", memory.read(last - first)))
print(found)
"""


def test_the_compiler_leaves_nothing_of_a_paper_in_memory() -> None:
    """It keeps what it set for its next papers, and short words for longer: so it runs apart, and ends (ADR 85)."""

    def left(where: str) -> int:
        command = [sys.executable, "-c", FORGETS, str(PAPERS.parent), where]
        return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    assert left("here") > 0, "the test looks where it stands"
    assert left("apart") == 0


@pytest.mark.parametrize("how", ["crashes", "hangs", "cannot"])
def test_a_compiler_that_crashes_or_hangs_takes_nothing_with_it(
    how: str, set_apart: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    what = {"crashes": "import os; os.abort()", "hangs": "import time; time.sleep(60)", "cannot": "raise SystemExit(3)"}
    (tmp_path / "zetter.py").write_text(what[how])
    monkeypatch.setattr(papier, "_ZETTER", tmp_path / "zetter.py")
    monkeypatch.setattr(papier, "_PATIENCE", 1)
    with pytest.raises(NietGezet):
        paper("Een regel")


def test_it_is_never_written_to_disk(tmp_path: Path) -> None:
    """Neither to the folder of the server nor to that of temporary files: nothing may be opened to write."""
    code = (
        "import os, sys; sys.path.insert(0, os.environ['HERE'])\n"  # the limit holds for what it starts as well
        "from datetime import datetime\nfrom papers.meldcode import pdf_of\nfrom papers.papier import Merk\n"
        "pdf_of(['# Eerst'], 'x', Merk('Noor', datetime(2026, 11, 9)))\n"
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "made = pdf_of(['# Proef'], 'De Linde', Merk('Noor', datetime(2026, 11, 9)))\n"
        "os.write(1, str(len(made)).encode())"
    )
    env = {"HERE": str(PAPERS.parent), "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, cwd=tmp_path, check=True)
    assert int(done.stdout) > 5_000 and list(tmp_path.iterdir()) == []
