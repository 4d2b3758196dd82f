"""A key for each piece of content, derived from the key of its owner, so that one can be destroyed and the others stay.

The key of a dossier (32 bytes) is the root of a tree. The leaf for a place (``db.keys.sealing.place``) is found by the
first digits of a hash of it, each digit one keyed BLAKE2b (RFC 7693) further down. To take leaves away, the root is
replaced by the nodes beside the paths to them (Goldreich, Goldwasser and Micali, "How to construct random functions",
1986): every other leaf still follows from these, and those do not, neither in the database nor in a back-up of it. What
remains (``_Rest``) takes the place of the key, as bytes; so a key has 32 bytes as long as nothing was taken out
(ADR 75).
"""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b, sha256

import msgspec

from db.keys.master_key import VaultError

ROOT = 32  # bytes of a key from which nothing was taken
_DIGITS = "0123456789abcdef"
_BYTES = {digit: digit.encode() for digit in _DIGITS}
_SHARED = 2  # digits with which the paths of some of two hundred leaves begin alike
_DEPTH = 10  # digits of a path: two places share one with a chance of 1 to 10^12
_OLDER = "Dit deel is van vóór er iets uit dit dossier werd gehaald. Het is daarna niet meer te lezen."


class TakenOut(VaultError):
    """The content was taken out of its dossier: its key no longer exists."""


class _Rest(msgspec.Struct):
    """What is left of a key: nodes of the tree by their path, and keys for two other purposes.

    ``concept`` is the key of concepten in their present ``generation``.
    """

    stand: bytes
    concept: bytes
    generation: int
    nodes: dict[str, bytes]


_decode = msgspec.msgpack.Decoder(_Rest).decode


def leaf(key: bytes, place: str) -> bytes:
    """The key of the content at this place. Raises ``TakenOut`` when it was taken away."""
    return leaves(key)(place)


def leaves(key: bytes) -> Callable[[str], bytes]:
    """``leaf`` with the key filled in: what many leaves have in common is derived once, and kept as long as this is."""
    nodes = {"": _derived(key, "tree")} if len(key) == ROOT else _decode(key).nodes
    shared: dict[str, bytes] = {}

    def leaf_of(place: str) -> bytes:
        path = _path(place)
        begin = path[:_SHARED]
        if begin not in shared:
            at = _nearest(nodes, path)
            if at is None:
                raise TakenOut("Dit is uit het dossier gehaald, en niet meer te lezen.")
            if len(at) > _SHARED:  # something that begins so was taken out: they have no node in common any more
                return _down(nodes[at], path[len(at) :])
            shared[begin] = _down(nodes[at], path[len(at) : _SHARED])
        return _down(shared[begin], path[_SHARED:])

    return leaf_of


def direct(key: bytes) -> bytes:
    """The key of content from before there was a tree. Raises ``VaultError`` once anything was taken out."""
    if len(key) != ROOT:
        raise VaultError(_OLDER)
    return key


def stand_key(key: bytes) -> bytes:
    """The key for the stand of a dossier (``db.journal.standing``): the same after something was taken out."""
    return _derived(key, "stand") if len(key) == ROOT else _decode(key).stand


def concept_key(key: bytes, generation: int) -> bytes:
    """The key of concepten of this generation. Raises ``TakenOut`` for an earlier one than the present.

    What somebody types is saved over and over at one place, and old back-ups have each of these texts. So not one
    concept is taken away, but all earlier ones: a later key follows from the one before, and not the other way.
    """
    if len(key) == ROOT:
        found, at = _derived(key, "concept"), 0
    else:
        rest = _decode(key)
        found, at = rest.concept, rest.generation
    if generation < at:
        raise TakenOut("Dit concept is van vóór er iets uit het dossier werd gehaald.")
    for _later in range(generation - at):
        found = _derived(found, "concept")
    return found


def generation(key: bytes) -> int:
    """In which generation concepten are sealed now."""
    return 0 if len(key) == ROOT else _decode(key).generation


def without(key: bytes, places: Iterable[str], generation: int) -> bytes:
    """The key from which the content at these places can no longer be opened, nor concepten before ``generation``.

    Repeating it changes nothing.
    """
    if len(key) == ROOT:
        rest = _Rest(stand_key(key), concept_key(key, 0), 0, {"": _derived(key, "tree")})
    else:
        rest = _decode(key)
    latest = max(generation, rest.generation)
    nodes = dict(rest.nodes)
    for place in places:
        _puncture(nodes, _path(place))
    # In a fixed order: the same places taken away give the same bytes.
    kept = {each: nodes[each] for each in sorted(nodes)}
    return msgspec.msgpack.encode(_Rest(rest.stand, concept_key(key, latest), latest, kept))


def opens(key: bytes, place: str) -> bool:
    """Whether the content at this place can be opened with this key."""
    return len(key) == ROOT or _nearest(_decode(key).nodes, _path(place)) is not None


def _puncture(nodes: dict[str, bytes], path: str) -> None:
    at = _nearest(nodes, path)
    if at is None:
        return
    node = nodes.pop(at)
    for depth in range(len(at), _DEPTH):
        beside = (digit for digit in _DIGITS if digit != path[depth])
        nodes.update({path[:depth] + digit: _derived(node, digit) for digit in beside})
        node = _derived(node, path[depth])


def _nearest(nodes: Mapping[str, bytes], path: str) -> str | None:
    """The path of the node from which this leaf follows; None when it was taken away."""
    return next((path[:depth] for depth in range(_DEPTH + 1) if path[:depth] in nodes), None)


def _path(place: str) -> str:
    return sha256(place.encode()).hexdigest()[:_DEPTH]


def _down(node: bytes, digits: str) -> bytes:
    for digit in digits:  # as ``_derived``, written out: ten times for each record that is read
        node = blake2b(_BYTES[digit], key=node, digest_size=ROOT).digest()
    return node


def _derived(node: bytes, what: str) -> bytes:
    return blake2b(what.encode(), key=node, digest_size=ROOT).digest()
