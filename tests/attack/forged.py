"""Messages that no page would send: every name is right, and every value has the right type."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash

from tests.attack.line import Catalogue, Widget
from tests.attack.planted import Planted
from ui import clock
from ui.page.screens import SCREENS

_TEXTS = (
    "",
    "x",
    "Wit",
    "Sem de Wit",
    "31-12-2026",
    "08:30",
    "ja",
    "nee",
    "é" * 200,
    "a" * 5000,
    "' OR 1=1 --",
    "{}",
    "\x00",
)
_NO_PAGE = ("", "../x", "main", "stap-9", "é" * 50, "_stcore")


@dataclass(frozen=True)
class Forger:
    """The forger: knows every id there is, but nothing of the content of a dossier."""

    chance: random.Random
    catalogue: Catalogue
    planted: Planted

    def message(self, number: int) -> BackMsg:
        """Some message. ``number`` decides which page it is about; each page comes twice in a row.

        The second message reaches the callbacks of the widgets drawn by the first.
        """
        turn = number if number < len(SCREENS) else number // 2
        if self.chance.random() < 0.85:
            return self._rerun(SCREENS[turn % len(SCREENS)].address)
        said, kind = (
            BackMsg(),
            self.chance.choice(["files", "frame", "deferred", "skills", "stop", "cache", "git", "save"]),
        )
        somebody = self._one_of(self.catalogue.sessions)
        operation = said.backend_operation_request if kind in ("frame", "deferred", "skills") else None
        if operation is not None:
            operation.request_id, operation.session_id = "r", somebody
        match kind:
            case "files":
                asked = said.file_urls_request
                asked.request_id, asked.session_id = "r", somebody
                asked.file_names.append(self.chance.choice(["a.pdf", "../../x", "\x00"]))
            case "frame":
                said.backend_operation_request.dataframe_chunk.source_id = self._one_of(self.catalogue.widgets)
            case "deferred":
                said.backend_operation_request.deferred_file.file_id = self._one_of(self.catalogue.widgets)
            case "skills":
                said.backend_operation_request.install_skills.SetInParent()
            case "stop":
                said.stop_script = True
            case "cache":
                said.clear_cache = True
            case "git":
                said.load_git_info = True
            case "save":
                said.set_run_on_save = True
        return said

    def _rerun(self, address: str) -> BackMsg:
        chance, said = self.chance, BackMsg()
        state = said.rerun_script
        state.query_string = self._query()
        state.page_script_hash = calc_hash(address) if chance.random() < 0.9 else self._one_of(("", "x", "0" * 32))
        state.page_name = (
            address if chance.random() < 0.7 else chance.choice([*_NO_PAGE, *(s.address for s in SCREENS)])
        )
        state.is_auto_rerun = chance.random() < 0.2
        state.is_history_navigation = chance.random() < 0.1
        if chance.random() < 0.25:
            state.fragment_id = self._one_of([*sorted(self.catalogue.fragments), "x"])
        known = sorted(self.catalogue.widgets.values(), key=lambda each: each.id)
        here = [each for each in known if each.page == calc_hash(address)]
        some = here if here and chance.random() < 0.7 else known
        for widget in chance.sample(some, min(len(some), chance.choice([0, 1, 1, 2, 4, 8]))):
            state.widget_states.widgets.append(self._answered(widget))
        return said

    def _query(self) -> str:
        ids = self.planted.dossiers.values()
        one, other = self._one_of(ids), self._one_of(ids)
        ways = ["", *[f"dossier={one}"] * 8, f"dossier={one}&dossier={other}"]
        return self.chance.choice([*ways, "dossier=%00", f"%64ossier={one}", f"dossier={one}%20", "a" * 5000])

    def _answered(self, widget: Widget) -> WidgetState:
        """An answer or a press for this widget: mostly one that was offered, always of the right type."""
        state, chance = WidgetState(id=widget.id), self.chance
        text = self._one_of(widget.options) if widget.options and chance.random() < 0.7 else self._text()
        ways: Mapping[str, Callable[[], object]] = {
            "button": lambda: setattr(state, "trigger_value", True),
            "download_button": lambda: setattr(state, "trigger_value", True),
            "checkbox": lambda: setattr(state, "bool_value", chance.random() < 0.7),
            "number_input": lambda: setattr(state, "double_value", float(chance.choice([0, 1, 5, -1, 1e9]))),
            "button_group": lambda: state.string_array_value.data.append(text),
            "multiselect": lambda: state.string_array_value.data.extend(widget.options or [text]),
            "plotly_chart": lambda: setattr(
                state, "string_value", json.dumps({"selection": {"points": [{"y": text}]}})
            ),
            "dataframe": lambda: setattr(
                state, "string_value", json.dumps({"selection": {"rows": [0], "columns": []}})
            ),
            "file_uploader": lambda: self._upload(state),
        }
        ways.get(widget.kind, lambda: setattr(state, "string_value", text))()
        return state

    def _upload(self, state: WidgetState) -> None:
        taken = state.file_uploader_state_value.uploaded_file_info.add()
        taken.file_id, taken.name, taken.size = self._one_of(self.catalogue.widgets), "a.jpg", 10
        somebody = self._one_of(self.catalogue.sessions)
        taken.file_urls.upload_url = taken.file_urls.delete_url = f"/_stcore/upload_file/{somebody}/{taken.file_id}"

    def _text(self) -> str:
        days = [f"{clock.today() + timedelta(days=days):%d-%m-%Y}" for days in (-1, 0, 30)]
        people = [f"{each.id} {each.role} {each.naam}" for each in self.planted.people.values()]
        return self.chance.choice([*_TEXTS, *days, *people, *self.planted.dossiers.values()])

    def _one_of(self, some: object) -> str:
        found: Sequence[str] = sorted(some)  # type: ignore[call-overload]
        return self.chance.choice(found) if found else "x"
