"""How hard the texts on screen are to read: ``python -m tests.words.level`` says it in figures (``docs/taal.md``).

The measure is Flesch-Douma: the reading ease of Flesch, weighted for Dutch. Source: W. H. Douma, De leesbaarheid van
landbouwbladen (Landbouwhogeschool Wageningen, 1960). From 100 (very easy) down; 60 to 70 is plain. It knows length
alone, of sentences and of words: not whether a word is known, nor whether a sentence is clear. It was made for running
text, so of one sentence it says little, and syllables are counted by their vowels. Use it to find what to read again.
"""

import re
from dataclasses import dataclass
from statistics import median

from tests.words.texts import Text, texts

LEAST = 6  # words; of what is shorter a length says nothing, nor of a label or a title, which end without a point
LONG = 4  # syllables; a word with as many is a long one
_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-ZÀ-Ý0-9…])|\n+")
_POINTS = (".", "?", "!")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.:-]*|…")
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|ëi|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyàáèéêëïíóöúü]", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """One sentence on a screen: where its text stands, and what it says."""

    of: Text
    said: str

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.said)

    @property
    def ease(self) -> float:
        return ease(self.said)


def syllables(word: str) -> int:
    """How many syllables a word has; a number or what is filled in counts as one."""
    return max(1, len(_VOWELS.findall(word)))


def ease(said: str, sentences: int = 1) -> float:
    """The reading ease by Flesch-Douma of a text of so many sentences. Raises ``ZeroDivisionError`` without a word."""
    words = _WORD.findall(said)
    return 206.84 - 0.93 * len(words) / sentences - 77 * sum(map(syllables, words)) / len(words)


def sentences() -> list[Sentence]:
    """Every sentence of at least ``LEAST`` words, once."""
    every = (Sentence(text, each) for text in texts() for each in _END.split(text.said) if each.endswith(_POINTS))
    return list({each.said: each for each in every if len(each.words) >= LEAST}.values())


def report(worst: int = 20) -> str:
    """The figures, and the sentences that are hardest by them."""
    every = sorted(sentences(), key=lambda each: each.ease)
    lengths = [len(each.words) for each in every]
    words = [word for each in every for word in each.words]
    long = sum(syllables(word) >= LONG for word in words)
    return "\n".join(
        [
            f"{len(every)} sentences of {LEAST} words or more, {len(words)} words",
            f"words a sentence: median {median(lengths):.0f}, most {max(lengths)}; over 20: "
            f"{sum(each > 20 for each in lengths)}, over 25: {sum(each > 25 for each in lengths)}",
            f"words of {LONG} syllables or more: {100 * long / len(words):.1f} %",
            f"Flesch-Douma: of all {ease(' '.join(words), len(every)):.0f}, "
            f"median {median(each.ease for each in every):.0f}, below 40: {sum(each.ease < 40 for each in every)}",
            "",
            *(f"{each.ease:4.0f} {len(each.words):3d} {each.of.where}  {each.said}" for each in every[:worst]),
            "",
            *(
                f"{len(each.words):3d} {each.of.where}  {each.said}"
                for each in sorted(every, key=lambda each: -len(each.words))[:worst]
            ),
        ]
    )


if __name__ == "__main__":
    print(report())
