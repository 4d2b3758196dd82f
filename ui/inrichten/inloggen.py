"""Setting up: signing in with a second step, or with the account of school: what to copy there and to paste here."""

from collections.abc import Mapping

import streamlit as st

from db.accounts import second_factor
from db.store.engine import reading
from meldcode.rollen import User
from ui.beheer import instellingen
from ui.elements import answer
from ui.elements.field import Fields
from ui.inrichten import te_plakken
from ui.signing_in.sso_settings import PREFIX, SettingsError, Soort, single_sign_on
from ui.text import own_html, veilig
from ui.web import gate

_FORM = "schoolaccount"
_ISSUER = {
    Soort.ENTRA: "https://login.microsoftonline.com/{}/v2.0",
    Soort.GOOGLE: "https://accounts.google.com",
    Soort.ANDERS: "{}",
}
_WHICH = {Soort.ENTRA: "Microsoft Entra ID", Soort.GOOGLE: "Google Workspace", Soort.ANDERS: "Een andere aanbieder"}
_THEIRS = {
    Soort.ENTRA: "Id van de tenant (Directory ID)",
    Soort.GOOGLE: "Domein van de school",
    Soort.ANDERS: "Adres van de aanbieder (issuer)",
}
_ASKED = {"van": "", "id": "Client-id (Application ID)", "adres": "Adres van Meldroute"}
_SECRET = "/etc/meldroute/oidc.secret"  # noqa: S105 - where the secret may stand, and not what it is


def draw(user: User) -> None:
    """Draw the settings for signing in, one's own second step, and the way to the account of school."""
    instellingen.sign_in_tab(user)
    st.header("Uw eigen tweede stap", anchor=False)
    with reading(user.school_id) as connection:
        is_on = second_factor.is_on(connection, user.id)
    st.text("Staat aan." if is_on else "Staat nog uit. Stel hem in bij Mijn account.")
    st.page_link("account.py", label="Naar Mijn account")
    st.header("Inloggen met het account van school", anchor=False)
    sso = single_sign_on()
    if sso:
        st.text(f"Staat aan, met {sso.naam}. Probeer het zelf, voordat collega’s het doen.")
        st.html(
            own_html('<a href="{to}">Proef: opnieuw inloggen met {naam}</a>', to=f"{gate.SSO}?opnieuw=1", naam=sso.naam)
        )
        return
    st.markdown(
        "Dit hoeft niet. Collega’s loggen dan in met hun account van Microsoft of Google. Het geheim van de aanbieder "
        "blijft op de server, en niet in de database. Hieronder staat wat u daar plakt."
    )
    with st.expander("Waarden om over te nemen", expanded=bool(st.session_state.get(f"{_FORM}/aanbieder"))):
        _copy()


def _copy() -> None:
    """Ask what the provider gave, and show what is to be copied there and pasted here."""
    soort = st.radio(
        "Aanbieder", list(Soort), index=None, format_func=lambda each: veilig(_WHICH[each]), key=f"{_FORM}/aanbieder"
    )
    if soort is None:
        return
    fields = Fields(_FORM, {**_ASKED, "van": _THEIRS[soort]})
    typed = {}
    for name, label in {**_ASKED, "van": _THEIRS[soort]}.items():
        with fields.of(name):
            given = st.text_input(
                label, _here() if name == "adres" else "", key=f"{_FORM}/{soort}/{name}", label_visibility="collapsed"
            )
            typed[name] = str(given or "").strip()
    adres = typed["adres"].rstrip("/")
    st.markdown("Neem dit over bij de aanbieder, als adres om naar terug te keren (redirect URI, soort Web):")
    st.code(f"{adres or 'https://meldroute.school.nl'}{gate.SSO_BACK}", language=None)
    if not all(typed.values()):
        st.caption("Vul de drie vakken in: dan staat hier wat er op de server moet komen.")
        return
    lines = _lines(soort, typed, adres)
    for each in _wrong(lines):
        answer.stands(each)
    if not _wrong(lines):
        st.markdown("Zet dit op de server:")
        regels = "\n".join(f"{name}={value}" for name, value in lines.items())
        te_plakken.show("account.sh", geheim=_SECRET, regels=regels)
        st.caption(
            "Wat u bij de aanbieder verder instelt, staat in docs/single-sign-on.md. Daarna probeert u het hier."
        )


def _lines(soort: Soort, typed: Mapping[str, str], adres: str) -> dict[str, str]:
    found = {"SOORT": soort.value, "ISSUER": _ISSUER[soort].format(typed["van"]), "CLIENT_ID": typed["id"]}
    if soort is Soort.GOOGLE:
        found["DOMEIN"] = typed["van"]
    found |= {"CLIENT_SECRET_FILE": _SECRET, "ADRES": adres}
    return {f"{PREFIX}{name}": value for name, value in found.items()}


def _wrong(lines: Mapping[str, str]) -> list[str]:
    """What the server would refuse of these lines; the secret is not there yet."""
    given = {name: value for name, value in lines.items() if not name.endswith("SECRET_FILE")}
    try:
        single_sign_on(given | {f"{PREFIX}CLIENT_SECRET": "later"})
    except SettingsError as refused:
        return refused.objections
    return []


def _here() -> str:
    return st.context.headers.get("Origin") or ""
