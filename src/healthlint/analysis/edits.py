"""The distance between two spellings: a quick count of edits, and a cost weighted by typical human slips."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

# Groups of letters confused because they sound alike, and the rows of a keyboard.
SOUNDS = ("aeiouy", "ckq", "csz", "dt", "bp", "fv", "mn", "gj", "xz", "vw")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Pairs of letters that spell one sound, and other spellings of it.
SPELLINGS = {
    ("ph", "f"): 0.5, ("ae", "e"): 0.3, ("oe", "e"): 0.3, ("ch", "k"): 0.5, ("ch", "c"): 0.5, ("th", "t"): 0.5,
    ("rh", "r"): 0.5, ("qu", "k"): 0.6, ("ps", "s"): 0.6, ("ks", "x"): 0.6, ("cs", "x"): 0.6, ("sc", "s"): 0.6,
    ("ck", "k"): 0.5, ("ou", "u"): 0.6, ("ea", "e"): 0.6, ("ie", "y"): 0.6, ("gh", "g"): 0.5, ("pn", "n"): 0.6,
    ("xc", "x"): 0.5, ("ei", "i"): 0.5, ("ie", "i"): 0.5,
}  # fmt: skip
SWAP, DOUBLE, SOUND, VOWEL, KEY, FIRST = 0.7, 0.5, 0.55, 0.6, 0.8, 0.3


def _replacements() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for row, below in zip(ROWS, (*ROWS[1:], ""), strict=True):
        for place, key in enumerate(row):
            for other in row[place + 1 : place + 2] + below[max(0, place - 1) : place + 1]:
                costs[key, other] = costs[other, key] = KEY
    for group in SOUNDS:
        cost = VOWEL if group == SOUNDS[0] else SOUND
        costs.update({(a, b): cost for a in group for b in group if a != b})
    costs["i", "y"] = costs["y", "i"] = 0.4
    return costs


REPLACE = _replacements()
_PAIRS = frozenset(pair for pair, _ in SPELLINGS)
JOINED = {(b, a): cost for (a, b), cost in SPELLINGS.items()} | SPELLINGS


def slips_from(wrong: bytes) -> Callable[[bytes], int]:
    """A function that counts insertions, deletions, replacements and transpositions from `wrong` to a word.

    Hyyrö's bit-parallel form of the optimal string alignment: a column of the table is one integer.
    """
    length = len(wrong)
    places: dict[int, int] = {}
    for place, code in enumerate(wrong):
        places[code] = places.get(code, 0) | 1 << place
    full, last = (1 << length) - 1, 1 << (length - 1)
    find = places.get

    def slips(word: bytes) -> int:
        up, down, diagonal, before, count = full, 0, 0, 0, length
        for code in word:
            here = find(code, 0)
            swapped = ((~diagonal & here) << 1) & before
            diagonal = (((here & up) + up) ^ up | here | down | swapped) & full
            right = down | full & ~(diagonal | up)
            left = diagonal & up
            if right & last:
                count += 1
            elif left & last:
                count -= 1
            right = right << 1 | 1
            up = (left << 1 | ~(diagonal | right)) & full
            down = right & diagonal & full
            before = here
        return count

    return slips


def cost(wrong: str, right: str) -> float:
    """The cost of writing `wrong` for `right`: 1 for a random letter, less for slips of the ear or hand."""
    lost, added = _singles(right), _singles(wrong)
    here, there = _pairs(wrong), _pairs(right)
    rows = [list(accumulate(lost, initial=0.0))]
    for row, a in enumerate(wrong, 1):
        above, price = rows[row - 1], added[row - 1]
        line = [above[0] + price]
        for column, b in enumerate(right, 1):
            best = min(
                above[column - 1] + (0.0 if a == b else REPLACE.get((a, b), 1.0)),
                above[column] + price,
                line[column - 1] + lost[column - 1],
            )
            if row > 1 and column > 1 and a != b and a == right[column - 2] and wrong[row - 2] == b:
                best = min(best, rows[row - 2][column - 2] + SWAP)
            if here[row] and (joined := JOINED.get((here[row], b))) is not None:
                best = min(best, rows[row - 2][column - 1] + joined)
            if there[column] and (joined := JOINED.get((a, there[column]))) is not None:
                best = min(best, above[column - 2] + joined)
            # Each cell depends on the one before it in the same row.
            line += (best,)
        rows.append(line)
    # Writers rarely get the first letter wrong.
    return rows[-1][-1] + (FIRST if wrong[:1] != right[:1] else 0.0)


def _singles(word: str) -> list[float]:
    return [_single(word, place) for place in range(len(word))]


def _pairs(word: str) -> list[str]:
    """For each end position, the two letters there that spell one sound, or ""."""
    return ["", *(word[end - 2 : end] if word[end - 2 : end] in _PAIRS else "" for end in range(1, len(word) + 1))]


def _single(word: str, place: int) -> float:
    """The cost of an extra or missing letter; doubled letters, a silent h and vowels are easily lost."""
    letter = word[place]
    if letter in (word[place - 1 : place], word[place + 1 : place + 2]):
        return DOUBLE
    if letter == "h":
        return 0.6
    return 0.8 if letter in "aeiou" else 0.9
