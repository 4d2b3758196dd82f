"""Every Markdown construction that the installed Streamlit renders, read from the package itself where it lists them.

Icons come from its Python, the rest from the bundles of its front end.
"""

import re
from pathlib import Path

import streamlit
from streamlit.material_icon_names import ALL_MATERIAL_ICONS

_BUNDLES = Path(streamlit.__file__).parent / "static/static/js"


def _bundle(begin: str) -> str:
    """The front-end bundle whose name begins with this."""
    (found,) = _BUNDLES.glob(f"{begin}.*.js")
    return found.read_text()


def emoji() -> list[str]:
    """``:smile:`` and all others, by the names in the library that the plugin uses."""
    library = re.search(r'import\{get as \w+\}from"\./([^"]+)"', _bundle("remark-emoji"))
    assert library, "the plugin for emoji gets them elsewhere now: look where"
    names = re.findall(r'[{,]"?([a-z0-9_+-]+)"?:(?:\(\)=>|\{keywords)', (_BUNDLES / library[1]).read_text())
    return [f":{name}:" for name in dict.fromkeys(names)]


def icons() -> list[str]:
    """Material icons, as they are written and as the front end rewrites them; and Streamlit's own."""
    written = [f":material{sign}{name}:" for name in sorted(ALL_MATERIAL_ICONS) for sign in "/_"]
    return [*written, ":streamlit:"]


def directives() -> list[str]:
    """Colours, backgrounds and badges by name, and other bracketed directives."""
    source = _bundle("StreamlitMarkdown")
    colours = re.search(r"Map\(Object\.entries\(\{(red:.*?)\}\)\)", source, re.DOTALL)
    assert colours, "colours are declared elsewhere now: look where"
    names = re.findall(r"(?:^|,)[\"`]?([a-z-]+)[\"`]?:`", colours[1])
    others = re.findall(r"===`(help|shimmer|small|color|\w+)`\)\{let \w+=\w+\.data", source)
    named = [*names, *(f"{name}-badge" for name in names if "-" not in name), *others, "help", "onbekend"]
    coloured = [':color[x]{foreground="red" background="#fff"}', "::blok[x]", ":::blok", ":::"]
    return [*(f":{name}[woord]" for name in dict.fromkeys(named)), *coloured]


def typography() -> list[str]:
    """Arrows, dashes and comparisons."""
    return [
        each.replace("\\", "") for each in re.findall(r"\[/\(\^\|\\s\)(.+?)\(\\s\|\$\)/g", _bundle("StreamlitMarkdown"))
    ]


MARKDOWN = [
    "*schuin* _schuin_ **vet** __vet__ ~weg~ ~~weg~~ ***beide***",
    "`code` ``co`de``",
    "[woord](https://x.example) [woord][1] [1]: https://x.example ![beeld](https://x.example/a.png) [^1] [^1]: noot",
    "<https://x.example> <a@x.example> <b>vet</b> <a href='//x.example'>x</a> <script>alert(1)</script> <!-- weg -->",
    "&amp; &lt;b&gt; &#65; &#x41; &nbsp; \\* \\\\ \\",
    "$x$ $$x^2$$ 5 $ en 6 $ \\(x\\)",
    "www.x.example WWW.X.EXAMPLE http://x.example https://x.example/a_b?c=d&e=f HTTPS://X.EXAMPLE ftp://x.example",
    "xhttp://x.example (http://x.example) http://localhost http://127.0.0.1:8501/stap-1",
    "a@x.example a.b+c@x.example mailto:a@x.example xmpp:a@x.example/b",
    ":smile:smile: ::smile:: :+1: :-1: 10:30:45 a:b x::y :) ;-) :/ <3",
    "a -> b <- c -- d >= e <= f ~= g <-> h --- i ==> j",
]
"""Constructions that work anywhere in a text, by hand: GitHub's Markdown, formulas, HTML, addresses."""

BLOCKS = [
    "# kop",
    "#geen",
    "### kop ###",
    "kop\n===",
    "kop\n---",
    "- een\n- twee",
    "* een",
    "+ een",
    "1. een\n2. twee",
    "2) een",
    "1986. Een jaar.",
    "> citaat",
    "```\ncode\n```",
    "~~~\ncode",
    "    vier blanco\n    en nog eens",
    "\tmet tab",
    "---",
    "***",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- [ ] te doen\n- [x] gedaan",
    "regel  \nregel\\\nregel",
    "a\n\n\n\nb",
    "[^1]: noot",
    "[1]: https://x.example",
    "<div>\nblok\n</div>",
    "$$\nx\n$$",
    "een\r\ntwee\rdrie",
    "-",
    "+",
    "1.",
    "#",
    "a   b\t\tc  d",
    "regel \n  ingesprongen \n    verder",
    "Term\n: uitleg",
    "een\u2028- na een regelscheiding",
    ":",
]
"""Constructions that work at the beginning of a text or a line."""
