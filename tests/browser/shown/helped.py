"""Which fields of a page a helper of the browser may have, asked of Chromium itself."""

from tests.browser.person import Person

# What is wrong with each field: Chromium says itself what it makes of the attributes, inherited ones included.
HELPED = """(signingIn) => [...document.querySelectorAll("input, textarea, select")].flatMap((field) => {
  const asks = (name) => field.getAttribute(name), wrong = {
    "is checked for spelling": field.spellcheck,
    "is translated": field.translate,
    "gets suggestions": field.writingSuggestions !== "false",
    "is kept": asks("autocomplete") !== "off" && !signingIn.includes(asks("autocomplete")),
    "is corrected": asks("autocorrect") !== "off",
    "goes to Grammarly": asks("data-gramm") !== "false" || asks("data-enable-grammarly") !== "false",
    "goes to LanguageTool": asks("data-lt-active") !== "false",
  };
  const said = asks("aria-label") || field.closest("[class*=st-key-]")?.className || field.outerHTML;
  return Object.keys(wrong).filter((each) => wrong[each]).map((each) => `${said.slice(0, 80)} ${each}`);
})"""


def helped(person: Person, *signing_in: str) -> list[str]:
    """The fields of this page that a helper may have. Those for signing in may say what they are for."""
    person.wait()
    return list(person.page.evaluate(HELPED, list(signing_in)))
