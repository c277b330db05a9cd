"""Stretches in which words of effect claim nothing: aims, needs, recommendations, questions for later studies."""

from __future__ import annotations

from healthlint.analysis.statements.grammar import Grammar


def barred(grammar: Grammar) -> bytearray:
    """One byte for every token: 1 where no claim can be made.

    An aim ("to assess whether ...") governs the rest of its clause; advice ("should be used to ...") the whole clause,
    because what is recommended may come first. A phrase that only looks like a claim bars its own words.
    """
    marks = bytearray(len(grammar.words))
    # "I should add that ..." recommends nothing.
    asides = [range(first, max(ends)) for first, ends in grammar.starts("aside").items()]
    for ends in (grammar.starts("aim").items(), grammar.starts("advice").items()):
        for start, stops in ends:
            if grammar.scan.sentence_of[start] < 0 or any(start in aside for aside in asides):
                continue
            advises = start in grammar.starts("advice")
            # "To see if" ends with its clause, and governs the next one.
            clause = grammar.clause(start if advises else min(max(stops), grammar.sentence(start).last - 1))
            first = clause.start if advises else max(stops)
            # Bars to the end of the clause: stopping at punctuation would not be linear in time.
            for index in range(first, clause.stop):
                if marks[index]:
                    break
                marks[index] = 1
    for start, stops in grammar.starts("innocent").items():
        marks[start : max(stops)] = bytes((1,)) * (max(stops) - start)
    return marks
