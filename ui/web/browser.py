"""What every page asks of the browser: to translate nothing, check nothing and suggest nothing by itself.

What is typed and read here is about a child. A browser that translates a page sends its text to its maker; so does a
spelling check that is better than a word list (Chrome's enhanced spell check, Microsoft Editor), and so does whatever
finishes a sentence for the writer. A page can ask to be left alone:

- ``translate="no"`` and Google's ``notranslate``: no offer to translate (HTML, 3.2.6.1; developers.google.com/search,
  "meta tags that Google supports");
- ``spellcheck="false"``, ``writingsuggestions="false"``: inherited by every field (HTML, 6.8.5 and 6.8.6).

What is not inherited is set on each field by ``ui/static/velden.js``. None of this binds a browser that is told
otherwise by whoever manages it, nor every extension: ``docs/beheer/browser.md`` has what a school must switch off.
"""

ROOT = 'lang="nl" translate="no" spellcheck="false" writingsuggestions="false"'
"""The attributes of the root element of every page, ``ui/static/scherm.html`` included."""
META = '<meta name="google" content="notranslate">'
