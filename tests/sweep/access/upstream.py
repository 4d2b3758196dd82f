"""What is wrong in Streamlit itself and cannot be cured from here: each with its issue there, and why it stays."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """One fault of Streamlit: the rule of axe it breaks, where, which issue says so, and why it is not cured here."""

    rule: str
    where: str
    issue: str
    why: str


UPSTREAM: tuple[Known, ...] = ()


def is_known(rule: str, target: str) -> bool:
    """Whether this is one of them."""
    return any(each.rule == rule and each.where in target for each in UPSTREAM)
