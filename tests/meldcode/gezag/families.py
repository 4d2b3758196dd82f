"""Families as they are, and by hand what the route asks of each: who counts apart in stap 2, 3 and 5, and how it ends.

``mensen``: a letter for each person, with their role and what is recorded of their gezag (``?``: nothing). ``nu``:
``+`` can safely be told and is spoken, ``-`` cannot, ``~`` is not reached. The verdicts: ``telt``, of whom all is asked
apart; ``stap_2``, with whom the concern is shared; ``stap_3``, how the formal talk ends with each (g: gesprek, a:
afzien, n: niet bereikt); ``stap_5``, who is told now, and behind the comma who is told later; ``ziet``, who sees of the
talks those they were in when they ask for it: who counts (``=``), or these.
"""

from typing import NamedTuple


class Gezin(NamedTuple):
    titel: str
    mensen: str
    nu: str
    telt: str
    stap_2: str
    stap_3: str
    stap_5: str
    ziet: str = "="


_BEIDEN = "M=ouder/ouder V=ouder/ouder"
_ALLEEN_M = "M=ouder/ouder V=ouder/geen"

GEZINNEN: tuple[Gezin, ...] = (
    Gezin("1 married, together, no danger", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("2 together, only the mother comes", _BEIDEN, "M+ V~", "M V", "M V", "Mg Vn", "M V"),
    Gezin("3 together, father suspected of violence", _BEIDEN, "M+ V-", "M V", "M", "Mg Va", "M, V"),
    Gezin("4 both suspected", _BEIDEN, "M- V-", "M V", "", "Ma Va", ", M V"),
    Gezin("5 divorced, calm", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("6 divorced, each accuses the other", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("7 divorced, danger at the father", _BEIDEN, "M+ V-", "M V", "M", "Mg Va", "M, V"),
    Gezin("8 the same, and the father asks", _BEIDEN, "V- M+", "M V", "M", "Va Mg", "M, V"),
    Gezin("9 divorced, father abroad, not reached", _BEIDEN, "M+ V~", "M V", "M V", "Mg Vn", "M V"),
    Gezin("10 mother alone, father unknown", "M=ouder/ouder", "M+", "M", "M", "Mg", "M"),
    Gezin("11 mother alone, father asks", _ALLEEN_M, "M+", "M", "M", "Mg", "M"),
    Gezin("12 mother alone, father does not ask", _ALLEEN_M, "M+", "M", "M", "Mg", "M"),
    Gezin("13 no contact by order of the court", _ALLEEN_M, "M+", "M", "M", "Mg", "M"),
    Gezin("14 father with gezag and a restraining order", _BEIDEN, "M+ V-", "M V", "M", "Mg Va", "M, V"),
    Gezin("15 father detained, to be visited", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("16 father detained for violence at home", _BEIDEN, "M+ V-", "M V", "M", "Mg Va", "M, V"),
    Gezin("17 mother died, father has gezag", "M=ouder/voorbij V=ouder/ouder", "V+", "V", "V", "Vg", "V"),
    Gezin("18 both died, an instelling is voogd", "G=voogd/instelling P=pleegouder/?", "G+", "G", "G", "Gg", "G"),
    Gezin("19 new family, papers asked for", "M=ouder/? V=ouder/onbekend", "M+ V~", "M V", "M V", "Mg Vn", "M V", ""),
    Gezin("20 in dispute, today both", "M=ouder/ouder V=ouder/betwist_ja", "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("20b in dispute, today only the mother", "M=ouder/ouder V=ouder/betwist_nee", "M+", "M", "M", "Mg", "M"),
    Gezin("22 not married, acknowledged before 2023", "M=ouder/geboorte V=ouder/geen", "M+", "M", "M", "Mg", "M"),
    Gezin("23 acknowledged after 1-1-2023", "M=ouder/geboorte V=ouder/erkend", "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("23b earlier, in the register", "M=ouder/geboorte V=ouder/register", "V+ M+", "M V", "M V", "Vg Mg", "M V"),
    Gezin("24 two mothers", "D=ouder/ouder M=ouder/ouder", "D+ M+", "D M", "D M", "Dg Mg", "D M"),
    Gezin("25 two mothers, one no parent by law", "M=ouder/ouder D=verzorger/?", "M+", "M", "M", "Mg", "M"),
    Gezin("25b and the donor", "D=ouder/ouder M=ouder/ouder X=ander/?", "D+ M+", "D M", "D M", "Dg Mg", "D M"),
    Gezin(
        "26 mother and her partner together, father none", "M=ouder/ouder S=stiefouder/samen V=ouder/geen",
        "M+ S+", "M S", "M S", "Mg Sg", "M S",
    ),
    Gezin(
        "27 stepfather without gezag suspected", "M=ouder/ouder S=stiefouder/? V=ouder/ouder",
        "M+ V+", "M V", "M V", "Mg Vg", "M V",
    ),
    Gezin(
        "28 stepparents on both sides", "M=ouder/ouder S=stiefouder/? V=ouder/ouder T=stiefouder/?",
        "M+ V+", "M V", "M V", "Mg Vg", "M V",
    ),
    Gezin("29 the parent is 17", "M=ouder/minderjarig O=grootouder/voogd", "M+ O+", "M O", "M O", "Mg Og", "M O", "O"),
    Gezin("30 grandmother raises, mother in reach", "M=ouder/ouder O=grootouder/?", "M+", "M", "M", "Mg", "M"),
    Gezin("31 grandmother raises, mother vanished", "M=ouder/ouder O=grootouder/?", "M~", "M", "M", "Mn", "M"),
    Gezin("32 voluntary foster care", f"{_BEIDEN} P=pleegouder/?", "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("33 the foster family suspected", f"{_BEIDEN} P=pleegouder/?", "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("34 OTS, child at home", f"{_BEIDEN} J=jeugdbeschermer/?", "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin(
        "35 OTS, placed where the parents may not know", f"{_BEIDEN} J=jeugdbeschermer/? P=pleegouder/?",
        "M- V-", "M V", "", "Ma Va", ", M V",
    ),
    Gezin(
        "36 voogdij of an instelling, parents without", "G=voogd/instelling M=ouder/geen V=ouder/geen",
        "G+", "G", "G", "Gg", "G",
    ),
    Gezin("37 the foster mother is voogd", "P=pleegouder/voogd M=ouder/voorbij", "P+", "P", "P", "Pg", "P"),
    Gezin("38 a bijzondere curator", f"{_BEIDEN} X=ander/?", "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("39 mother and child in a shelter, secret", _BEIDEN, "M+ V-", "M V", "M", "Mg Va", "M, V"),
    Gezin("40 father and child at a secret address", _BEIDEN, "V+ M-", "M V", "V", "Vg Ma", "V, M"),
    Gezin("41 witness protection", _BEIDEN, "M- V-", "M V", "", "Ma Va", ", M V"),
    Gezin("42 neither speaks Dutch", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("43 interpreter of the same community", _BEIDEN, "V+ M+", "M V", "M V", "Vg Mg", "M V"),
    Gezin("44 a parent who reads with difficulty", "M=ouder/ouder", "M+", "M", "M", "Mg", "M"),
    Gezin("45 a parent is deaf", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("46 mother admitted in a crisis", _BEIDEN, "V+ M-", "M V", "V", "Vg Ma", "V, M"),
    Gezin("47 father threatens the staff", _BEIDEN, "M+ V-", "M V", "M", "Mg Va", "M, V"),
    Gezin("48 fear of leaving behind, honour", _BEIDEN, "M- V-", "M V", "", "Ma Va", ", M V"),
    Gezin("49 the child tells and asks for silence", "M=ouder/ouder", "M-", "M", "", "Ma", ", M"),
    Gezin("50 the father works at this school", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("51 a brother at another school", f"{_BEIDEN} B=broer_zus/?", "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("52 alone in the Netherlands, Nidos is voogd", "G=voogd/instelling X=ander/?", "G+", "G", "G", "Gg", "G"),
    Gezin("53 adopted", "A=ouder/uitspraak C=ouder/uitspraak", "A+ C+", "A C", "A C", "Ag Cg", "A C"),
    Gezin("54 a surrogate", "X=ander/? A=ouder/uitspraak C=ouder/uitspraak", "A+ C+", "A C", "A C", "Ag Cg", "A C"),
    Gezin("55 one week here, one week there", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("56 a detained stepfather comes home", "M=ouder/ouder S=stiefouder/geen", "M+", "M", "M", "Mg", "M"),
    Gezin("57 one wants to be told first", _BEIDEN, "V+ M+", "M V", "M V", "Vg Mg", "M V"),
    Gezin("58 both refuse a talk together", _BEIDEN, "M+ V+", "M V", "M V", "Mg Vg", "M V"),
    Gezin("59 neither is reached", _BEIDEN, "M~ V~", "M V", "M V", "Mn Vn", "M V"),
    Gezin("60 one not safe, one not reached", _BEIDEN, "M~ V-", "M V", "M", "Mn Va", "M, V"),
    Gezin("61 gezag of the father suspended", "M=ouder/ouder V=ouder/geschorst", "M+", "M", "M", "Mg", "M"),
    Gezin(
        "62 an aunt is voogd, the mother is 17", "X=ander/voogd M=ouder/minderjarig",
        "X+ M-", "M X", "X", "Xg Ma", "X, M", "X",
    ),
    Gezin("63 only the huisarts and a brother are known", "H=huisarts/? B=broer_zus/?", "", "", "", "", ""),
)  # fmt: skip
