"""Setting up: what is to lie on paper, apart from the computer: where the key is, and who can get in again."""

from pathlib import Path

import streamlit as st

from db.accounts import second_factor
from db.journal import journal
from db.school import schools
from db.store.engine import reading
from db.store.settings import settings
from meldcode.rollen import User
from meldcode.vragen.datum import in_words
from ui import clock
from ui.text import own_html

_SHEET = """<section class="mr-noodblad"><h3>Noodblad van {school}</h3><p>Gemaakt op {dag}. Bewaar dit in de kluis,
niet bij de computer en niet bij de back-ups.</p><dl>
<dt>Sleutelbestand: {sleutel}</dt><dd>Het staat op (computer en map):</dd><dd>Een kopie ligt:</dd>
<dt>Sleutels van de dossiers: {dossiers}</dt><dd>Een kopie ligt (na elke vernietiging vernieuwen):</dd>
<dt>Back-ups</dt><dd>Zij staan in (schijf en map):</dd>
<dt>Terugzetten</dt><dd class="mr-zo">Zet de sleutels terug, en doe dan: python -m db restore (de map met back-ups)</dd>
<dt>Wie kunnen erbij</dt><dd>Eerste beheerder:</dd><dd>Tweede beheerder:</dd><dd>Wie de computer beheert:</dd>
<dt>Niemand kan meer inloggen</dt>
<dd class="mr-zo">Op de server: python -m db link (het e-mailadres van een beheerder)</dd>
<dt>Laatste regel van het logboek vandaag</dt><dd class="mr-zo">{kenmerk}</dd></dl></section>"""


def draw(user: User) -> None:
    """Draw the sheet to print and fill in by hand, and how many recovery codes this person has left."""
    with reading(user.school_id) as connection:
        school, _practice = schools.name_and_practice(connection, user.school_id)
        is_on = second_factor.is_on(connection, user.id)
        left = second_factor.recovery_codes_left(connection, user.id)
    st.markdown(
        "Print deze pagina en vul het noodblad met de pen in. Zonder de sleutels kan niemand de dossiers lezen, uw "
        "school ook niet. Met de sleutels en een back-up samen kan iedereen dat: leg ze nooit bij elkaar."
    )
    sheet = {"school": school, "dag": in_words(clock.today()), "kenmerk": journal.head(user.school_id)}
    names = {"sleutel": settings().master_file.name, "dossiers": Path(settings().key_store_name).name}
    st.html(own_html(_SHEET, **sheet, **names))
    st.header("Uw herstelcodes", anchor=False)
    codes = "1 herstelcode" if left == 1 else f"{left} herstelcodes"
    st.text(
        f"U hebt nog {codes}. Liggen die op papier, apart van uw telefoon?"
        if is_on
        else "U hebt nog geen tweede stap. Als u hem instelt, krijgt u herstelcodes om te printen."
    )
    st.page_link("account.py", label="Naar Mijn account")
