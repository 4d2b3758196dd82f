"""Running one fragment by itself, as a browser requests it when a widget in it changes (``ui.page.fragment``).

AppTest always requests the whole page. Here the request names the fragment, as a browser's does.
"""

from functools import partial

import pytest
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget

_ASKS = "streamlit.testing.v1.local_script_runner.RerunData"


def part_of(app: AppTest, field: Widget) -> str | None:
    """The fragment that a widget belongs to; None when it belongs to the page itself."""
    about = app._session_state._state._get_widget_metadata(field.id)
    return about.fragment_id if about else None


def run_alone(app: AppTest, field: Widget) -> None:
    """Run the fragment of this widget with the values of all fields. Then ``app`` holds only what was sent back."""
    fragment = part_of(app, field)
    assert fragment, "this widget is in no part"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_ASKS, partial(RerunData, fragment_id_queue=[fragment]))
        app.run()
