"""Sets of boxes as integers, one bit a box: which boxes of a table the words of a case leave open."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import and_, getitem, itemgetter
from typing import Final

Box = tuple[tuple[int, int], ...]
_WordsOf = Callable[[Mapping[str, str]], tuple[str, ...]]
# What takes the words of a few facts, the boxes that each leaves open, and those they leave open together. The last is
# filled as words are met together, so it holds at most the product of their words. All three are plain: a tuple with
# names, or a table that makes what is missing by itself, would be asked by a slower way.
_Piece = tuple[_WordsOf, Sequence[Mapping[str, int]], dict[tuple[str, ...], int]]
_AT_ONCE: Final = 6  # facts looked up together: fewer take more steps, more are seldom met alike a second time


class OpenBoxes:
    """Hold for the words of a few facts at a time the boxes they leave open: one AND for each finds all that hold.

    A box is its conditions: the place of a fact among ``words``, and a mask over the words it may take.
    """

    def __init__(self, boxes: Sequence[Box], words: Mapping[str, tuple[str, ...]]) -> None:
        self._every = (1 << len(boxes)) - 1
        sets = _open_boxes(boxes, words)
        names = tuple(sets)
        pieces = [names[place : place + _AT_ONCE] for place in range(0, len(names), _AT_ONCE)]
        self._pieces: tuple[_Piece, ...] = tuple(
            (_reader(piece), [sets[name] for name in piece], {}) for piece in pieces
        )

    def fitting(self, facts: Mapping[str, str]) -> int:
        """Return the set of boxes that hold."""
        boxes = self._every
        for words_of, sets, together in self._pieces:
            words = words_of(facts)
            try:
                boxes &= together[words]
            except KeyError:
                found = together[words] = reduce(and_, map(getitem, sets, words))
                boxes &= found
        return boxes


def _reader(facts: tuple[str, ...]) -> _WordsOf:
    """Return what takes the words of some facts at once."""
    return itemgetter(*facts) if len(facts) > 1 else lambda words: tuple(words[fact] for fact in facts)


def _open_boxes(boxes: Sequence[Box], words: Mapping[str, tuple[str, ...]]) -> dict[str, Mapping[str, int]]:
    """Return for each fact the boxes read, in the order of the space, the set of boxes that each word leaves open."""
    every, names = (1 << len(boxes)) - 1, tuple(words)
    found: dict[int, list[int]] = {}
    for number, box in enumerate(boxes):
        for place, mask in box:
            sets = found.setdefault(place, [every] * len(words[names[place]]))
            for word in range(len(sets)):
                if not mask >> word & 1:
                    sets[word] &= ~(1 << number)
    return {names[place]: dict(zip(words[names[place]], found[place], strict=True)) for place in sorted(found)}
