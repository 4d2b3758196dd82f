"""The translations of Streamlit's own words (ui/static/woorden.js), compared with the installed Streamlit.

After an upgrade this says which words changed and which are new. Put a new one in the table, or in the list below when
no page of ours can show it.
"""

import re
from pathlib import Path

import streamlit

from tests.over import over

TABLE = Path(__file__).parents[3] / "ui" / "static" / "woorden.js"
BUNDLE = Path(streamlit.__file__).parent / "static" / "static" / "js"
# The parts of the bundle that our pages use.
OURS = (
    "index", "ButtonGroup", "Checkbox", "DataFrame", "DynamicIcon", "FileUploader", "LinkButton", "Multiselect",
    "NumberInput", "PageLink", "PlotlyChart", "Radio", "Selectbox", "StreamlitMarkdown", "Table", "TextArea",
    "TextInput", "Toolbar", "useCopyToClipboard", "utils",
)  # fmt: skip
SAYING = re.compile(
    r'(?:"aria-label"|ariaLabel|alt|label|title|placeholder|children|message):'
    r"(?:[\w.$]{1,6}(?:\?\?|\|\||\?))?`([^`$\n]{3,120})`(?::`([^`$\n]{3,120})`)?"
)
WORD = re.compile(r"[A-Z][a-z]+[^_{}<>=]*|[a-z]+( [a-z]+)+")
# How words begin that no page of ours shows: the developer's menu and its dialogs, recording and editing, the dialog
# about the connection (replaced by our own line), and the formats and statistics of a column.
NEVER_HERE = tuple(
    """About|Alien Monster|Also record audio|Alt|Always rerun|Ask |Audio player|Button action menu|Cancel (Escape)
Clear cache|Cmd|Continue anyway|Couldn't install|Ctrl|Deploy|Don't show again|Drag and drop directories|Edit
Enter|Enterprise|Explore and|Failed to install|File change.|For |Get help|Happy|Help agents|Installing
Integrate|Learn more|Logo|Markdown|Navigate|Next steps|No docs available|Other platforms|Please commit
Preview|Record|Report a bug|Save video|Set up|Skills|Snowflake|Start |Step |Streamlit |This Git
This will record|Traceback:|Try again|Unable to deploy|Unknown|Video player|WebM|our documentation
Is Streamlit still running|Connection timed out|Too many files|Upload directories|Made with|Add row|Add...
Delete row|Select...|Accounting|Automatic|Average|Calendar|Compact|Count|Distance|Distinct|Dollar|Duration
Empty|Euro|Localized|Maximum|Median|Minimum|Percent|Plain|Range|Rename|Scientific|Standard deviation|Sum
Values|Yen|Top values|text texts""".replace("\n", "|").split("|")
)


def table() -> dict[str, str]:
    """Streamlit's words with ours, and the beginnings of sentences that have a value in the middle."""
    return dict(re.findall(r'^    "(.+)": "(.+)",$', TABLE.read_text(), re.MULTILINE))


def bundle(names: tuple[str, ...] = ()) -> str:
    files = [file for file in BUNDLE.glob("*.js") if not names or file.name.split(".")[0] in names]
    assert len(files) >= max(len(names), 100 if not names else 1), "the bundle is not where it was"
    return "\n".join(file.read_text() for file in files)


def said_in(source: str) -> set[str]:
    found = {each for pair in SAYING.findall(source) for each in pair if each}
    return {each for each in found if WORD.fullmatch(each)}


def test_every_word_of_the_table_is_still_one_of_streamlits() -> None:
    source = bundle()
    gone = [each for each in table() if f"`{each}`" not in source and f'"{each}"' not in source]
    assert not gone, f"Streamlit does not say this any more: {gone}. See what it says now, and change {TABLE.name}"


@over(
    "part",
    ["Help for ${", "more`", "Add: ", "You have requested page /", " icon`", "Running the app's main page.",
     "does not seem to exist", "data-test-connection-state", "Connection error"],
)  # fmt: skip
def test_what_is_recognised_by_its_parts_is_still_made_of_them(part: str) -> None:
    assert part in bundle(), f"{TABLE.name} recognises a sentence by “{part}”, which Streamlit does not say any more"


def test_streamlit_says_nothing_on_our_pages_that_the_table_does_not_know() -> None:
    new = sorted(each for each in said_in(bundle(OURS)) - set(table()) if not each.startswith(NEVER_HERE))
    assert not new, f"put into {TABLE.name}, or into NEVER_HERE when no page of ours can show it: {new}"


def test_the_table_says_each_in_dutch_and_nothing_twice() -> None:
    found = table()
    assert len(found) > 60
    keys = re.findall(r'^    "(.+)": ', TABLE.read_text(), re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(found)
    assert [each for each, ours in found.items() if ours == each] == []


def test_the_search_finds_words_in_a_bundle() -> None:
    source = 'x("aria-label":`Collapse sidebar`,title:e?`Stopping...`:`Stop`,label:t??`Selectbox`,kind:`Not said`)'
    assert said_in(source) == {"Collapse sidebar", "Stopping...", "Stop", "Selectbox"}
