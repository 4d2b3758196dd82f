"""Source code as Python reads it, parsed once for all the rules that look at it."""

import ast
from functools import lru_cache

_AS_MANY = 600  # files: the whole program; trees take memory, so not the tests besides


@lru_cache(maxsize=_AS_MANY)
def tree_of(source: str) -> ast.Module:
    """The tree of this source. Nobody changes it."""
    return ast.parse(source)


@lru_cache(maxsize=_AS_MANY)
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """Every node of that tree, in the order of ``ast.walk``."""
    return tuple(ast.walk(tree_of(source)))
