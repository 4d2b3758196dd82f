"""A person at a screen, without a browser (AppTest): opens pages, answers vragen, presses buttons, reads the result."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from db.accounts import sessions
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.meegewogen import Meegewogen, read_delen
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Raw
from tests import files
from tests.pages.reading import plain, read, without_remark
from tests.pages.tasks import Kind, Tasks
from ui.elements import answer
from ui.elements.waarom import TITEL
from ui.forms import form, onderdelen
from ui.page import screens

PAGES = Path(__file__).parents[2] / "pages"
_LINE = re.compile(r"\[(.*)\]\(#(?:vraag|mr-formulier)-[\w-]+\)")
_HOMES = {Role.DIRECTIE: "directie.py", Role.BESTUUR: "bestuur.py"}
PATIENCE = 120  # for one page, on a machine that has much else to do


def session_of(user: User) -> str:
    """What the gate passes on for this person: the hash of their cookie."""
    return sessions.token_hash(f"cookie of {user.id}")


def run(page: Path, session: str | None, dossier_id: str | None = None) -> AppTest:
    """Request one file of pages/ alone, as a server can before st.navigation was ever called."""
    app = AppTest.from_file(page, default_timeout=PATIENCE)
    app.user = {"sid": session} if session is not None else {}
    if dossier_id:
        app.query_params["dossier"] = dossier_id
    return app.run()


def _around(block: Any, widget: Any) -> Any:
    """The innermost block around this widget."""
    children = block.children.values()
    if any(each is widget or (_is_row(each) and _around(each, widget)) for each in children):
        return block
    within = (_around(each, widget) for each in children if hasattr(each, "children"))
    return next((found for found in within if found), None)


def _is_row(block: Any) -> bool:
    """Whether it is a field with what is offered beside it, which stand together in the place of their vraag."""
    return hasattr(block, "children") and "mr-kies-" in str(getattr(block.proto, "id", ""))


def _given(kind: Kind, naam: str, answer: Raw) -> Any:
    """The value for a widget: for a file, a photo whose name says too much."""
    about = next(each for each in vragen(kind) if each.naam == naam)
    if about.soort is Bestand:
        return ("Sem de Wit.jpg", files.from_a_phone(), "image/jpeg")
    return list(answer) if isinstance(answer, list) else answer


class Person(Tasks):
    """One tab of one person. ``again()`` is the same person after a refresh, or in another tab.

    The tab is empty until a page is opened; by default that is the start page.
    """

    def __init__(self, user: User, session: str | None = None, *, asks_for: str = "") -> None:
        """``asks_for`` is the id of a dossier in the address, whether they may read it or not."""
        self.user = user
        self.session = session or session_of(user)
        self._tab = AppTest.from_file(PAGES / "main.py", default_timeout=PATIENCE)
        self._tab.user = {"sid": self.session}
        if asks_for:
            self._tab.query_params["dossier"] = asks_for
        self.page: str = "start.py"
        self._dossier: Dossier | None = None
        self._is_empty = True

    @property
    def dossier(self) -> Dossier:
        """The id of the dossier this tab is about."""
        assert self._dossier, "no dossier was opened in this tab"
        return self._dossier

    @dossier.setter
    def dossier(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @property
    def app(self) -> AppTest:
        """What is in the tab, as AppTest has it."""
        if self._is_empty:
            self._run()
        return self._tab

    def _run(self, brings: WidgetStates | None = None) -> None:
        self._is_empty = False
        if brings:
            self._tab._run(brings)
        else:
            self._tab.run()
        # AppTest would request a page named by switch_page() at every later run; a browser stays where it was led.
        self._tab._page_hash = ""
        assert not self._tab.exception, self._tab.exception[0].proto

    def opens(self, page: str, dossier: Dossier | None = None) -> None:
        """Go to a page of the menu, about this dossier if one is given; in an empty tab, by its address.

        Whose work is on one page has that page for a start page.
        """
        page = _HOMES.get(self.user.role, page) if page == "start.py" else page
        self.page, self._dossier = page, dossier or self._dossier
        if self._is_empty:
            self._arrives(dossier)
            return
        if dossier:
            self.app.query_params["dossier"] = dossier.id
        self.app.switch_page(page)
        self._run()

    def _arrives(self, dossier: Dossier | None) -> None:
        if dossier:
            self._tab.query_params["dossier"] = dossier.id
        address = next(screen.address for screen in screens.SCREENS if screen.file == self.page)
        self._tab._page_hash = calc_hash(address)
        self._run()
        assert self.has_in_menu(self.page), f"{self.page} is not for {self.user.naam}: this is a refusal"

    def again(self) -> "Person":
        """The same page in an empty tab, as after F5, a lost connection, or on another computer."""
        fresh = Person(self.user, self.session)
        fresh.opens(self.page, self._dossier)
        return fresh

    def refreshes(self) -> None:
        """Let the page run once more, as any click does."""
        assert not self._is_empty, "nothing was opened in this tab"
        self._run()

    def finds_a_new_server(self) -> None:
        """The server was restarted while the tab stayed open: the browser sends the values of its fields."""
        self._holds_what_stands_there()
        brings, new = self._tab._tree.get_widget_states(), AppTest.from_file(PAGES / "main.py")
        self._tab._session_state, self._tab.session_state = new._session_state, new.session_state
        self._run(brings)

    def _holds_what_stands_there(self) -> None:
        page = self.app._tree
        for widget in (*page.text_input, *page.text_area, *page.radio, *page.pills):
            widget.set_value(widget.value)

    def has_in_menu(self, page: str) -> bool:
        try:
            self.app.switch_page(page)
        except ValueError:
            return False
        finally:
            self.app._page_hash = ""
        return True

    # Filling in

    def answers(self, kind: Kind, answers: Mapping[str, Raw], part: str = "") -> None:
        """Answer the vragen of a form, which is opened if it is not; a follow-up vraag as soon as it appears.

        Of a long form a part at a time.
        """
        self._comes_to(kind, part)
        for within in [part.vragen for part in onderdelen.of(kind)] or [vragen(kind)]:
            left = {each.naam: answers[each.naam] for each in within if each.naam in answers}
            if left:
                self.turns_to(kind, next(iter(left)))
                self._answers(kind, left, part)

    def _answers(self, kind: Kind, left: dict[str, Raw], part: str) -> None:
        while left:
            fields = self._fields(kind, part)
            ready = [naam for naam in left if naam in fields]
            if not ready:
                return  # not asked with these answers
            for naam in ready:
                given = left.pop(naam)
                if next(each for each in vragen(kind) if each.naam == naam).soort is Meegewogen:
                    self.weighs(kind, given, part)
                    fields = self._fields(kind, part)  # the page was drawn again
                    continue
                fields[naam].set_value(_given(kind, naam, given))
            self._run()

    def weighs(self, kind: Kind, given: Raw, part: str = "") -> None:
        """Say of each record how it counts, and then in a line why."""
        self.turns_to(kind, "meegewogen")
        key, delen = self.key(kind, "meegewogen", part), read_delen(given)
        for nummer in {each.nummer for each in delen}:
            self.app.pills(f"{key}/{nummer}").set_value([each.hoe.value for each in delen if each.nummer == nummer])
        self._run()
        for each in delen:
            if each.tekst:
                self.app.text_input(f"{key}/{each.nummer}/{each.hoe}").set_value(each.tekst)

    def key(self, kind: Kind, vraag: str, part: str = "") -> str:
        return f"{form.key(self._dossier, kind, part)}/{vraag}"

    def _fields(self, kind: Kind, part: str = "") -> dict[str, Any]:
        """The first widget of each vraag on the page; some have one per record, or an upload instead."""
        found: dict[str, Any] = {}
        form_of = self.key(kind, "", part)
        for node in self.app.main:
            key = str(getattr(node, "key", None))
            if key.startswith(form_of):
                vraag, _, one = key.removeprefix(form_of).partition("/")
                if not one or one.startswith("upload/") or one[0].isdigit():
                    found.setdefault(vraag, node)
        return found

    def is_asked(self, kind: Kind, vraag: str, part: str = "") -> bool:
        if self._task_of(kind):
            self._comes_to(kind, part)
        self.turns_to(kind, vraag)
        return vraag in self._fields(kind, part)

    def field(self, kind: Kind, vraag: str, part: str = "") -> Any:
        """The widget of a vraag, in its form."""
        self._comes_to(kind, part)
        self.turns_to(kind, vraag)
        return self._fields(kind, part)[vraag]

    def typed(self, kind: Kind, vraag: str, part: str = "") -> Raw:
        """The present answer to a vraag in the form."""
        return self.field(kind, vraag, part).value

    def presses(self, label: str, key: str | None = None) -> None:
        """Press the button with these words, a remark after them apart; of several, the one with this key."""
        if label == "Vastleggen":
            self._checks_first()
        exactly = [each for each in self.app.button if each.label == label]
        named = exactly or [each for each in self.app.button if without_remark(each.label) == label]
        found = [each for each in named if key in (None, each.key)]
        assert len(found) == 1, f"{len(found)} buttons “{label}” among {[each.label for each in self.app.button]}"
        found[0].click()
        self._run()

    def double_clicks(self, label: str) -> None:
        """Press twice: the second click left the browser before the answer to the first one came."""
        if label == "Vastleggen":
            self._checks_first()
        page = self.app._tree
        self._holds_what_stands_there()
        self.presses(label)
        self.app._tree = page
        self._run()

    def records(self, kind: Kind, answers: Mapping[str, Raw]) -> None:
        """Choose this kind, answer its vragen, and record it."""
        self.chooses(kind)
        self.answers(kind, answers)
        self.presses("Vastleggen")

    # Reading

    def reads(self) -> str:
        return read(self.app)

    def why(self) -> str:
        """The text of all parts *Waarom vragen wij dit?* together."""
        asked = [each for each in self.app.expander if each.label == TITEL]
        return "\n".join(plain(node.value) for each in asked for node in (*each.markdown, *each.caption))

    @property
    def title(self) -> str:
        return plain(self.app.title[0].value) if self.app.title else ""

    def is_told(self) -> list[str]:
        """The messages on the page."""
        alerts = (*self.app.success, *self.app.info, *self.app.error, *self.app.warning)
        return [plain(each.value) for each in alerts]

    def is_refused(self) -> list[str]:
        """The lines that say why nothing was done, each leading there: the wording of a field, what is the matter."""
        links = [found[1] for each in self.app.markdown if (found := _LINE.fullmatch(each.value))]
        buttons = [each.label for each in self.app.button if str(each.key).startswith(answer.TO_FIELD)]
        return [plain(each) for each in (*links, *buttons)]

    def is_told_at(self, kind: Kind, vraag: str, part: str = "") -> list[str]:
        """The messages in the place of this vraag, with its wording and its widget: where the eye is."""
        field = self.field(kind, vraag, part)
        around = _around(self.app.main, field)
        return [plain(node.value) for node in around if node.type in ("error", "warning", "info")]

    def buttons(self) -> list[str]:
        return [without_remark(each.label) for each in self.app.button]
