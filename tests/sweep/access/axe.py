"""What axe-core finds wrong on a page: WCAG 2.2 A and AA, the order of headings, what lies outside a landmark.

axe-core comes inside the package axe-playwright-python: nothing is fetched.
"""

import time
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.sweep.access.upstream import is_known

Rules = dict[str, Any]
_QUICK: Rules = {"resultTypes": ["violations"], "preload": False, "iframes": False}
ALL: Rules = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {each: {"enabled": True} for each in ("target-size", "heading-order", "region", "landmark-one-main")},
    **_QUICK,
}
OF_A_WIDTH: Rules = {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"], **_QUICK}
OF_A_SCHEME: Rules = {"runOnly": ["color-contrast"], **_QUICK}
"""What another width, and what another scheme can change on a page that was looked at whole."""
TOOK = [0.0, 0]
"""How many seconds axe took in this process, and for how many looks."""
_RUN = """options => axe.run(document, options).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({
  id, impact, nodes: nodes.map(({ target, html, any, all }) => ({
    target: target.join(" "), html: html.slice(0, 160), why: [...any, ...all].map((each) => each.message).join("; "),
  })),
})))"""


def objections(page: Page, rules: Rules) -> list[str]:
    """What axe objects to on this page as it stands, but for what is Streamlit's own and listed as such."""
    began = time.monotonic()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(_RUN, rules)
    TOOK[:] = TOOK[0] + time.monotonic() - began, TOOK[1] + 1
    return [
        f"axe: {found['id']} ({found['impact']}) of {node['target']}, {node['html']}: {node['why']}"
        for found in violations
        for node in found["nodes"]
        if not is_known(found["id"], node["target"])
    ]
