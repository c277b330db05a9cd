"""Two rows of one attribute that cannot hold together, family by family, and what may stand beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.analysis.attributes import Attribute, Qualifier
from healthlint.checks.contradiction import Contradiction

WORKS = {"cues": ("work+", "expect"), "held": ("not expect ... <duration>",)}
ATTRIBUTES = (
    Attribute("onset", "figure", WORKS, values=("duration",)),
    Attribute("onset-here", "figure", WORKS, values=("duration",), within="paragraph"),
    Attribute("onset-of-one", "figure", WORKS, values=("duration",), of="person", same="open"),
    Attribute("count", "count", {"back": ("the", "of the", "these")}, {"single": ("question",)}),
    Attribute(
        "digits", "digits", {"different": ("another",)}, {"common": ("a", "the", "is", "percent")}, same="overlap"
    ),
    Attribute(
        "points",
        "points",
        {"back": ("these", "the"), "above": ("above",), "some": ("other", "the first")},
        {"points": ("tip", "sign"), "parts": ("section",)},
    ),
    Attribute(
        "age",
        "age",
        {"behind": ("is", ", who is"), "ahead": ("year old",)},
        {"at": ("at",), "now": ("says",), "closing": ("and", "years")},
    ),
    Attribute("expansion", "expansion", {"links": ("stands for", "is short for")}),
    Attribute(
        "recalled", "recall", {"back": ("those", "the")}, {"common": ("after",), "part": ("before",)}, same="overlap"
    ),
    Attribute("table", "cell"),
    Attribute("range", "range", {"aside": ("gripes",)}),
    Attribute("price", "thing", {"verbs": ("costs", "is", "takes")}, values=("money", "duration"), of="thing"),
    Attribute("timing", "stance", {"for": ("at bedtime",), "against": ("in the morning",)}),
    Attribute(
        "risks",
        "stance",
        {"for": ("no risks",), "against": ("the risks are",)},
        of="thing",
        same="open",
        within="heading",
    ),
)
LISTS = {
    "same-people": ("adult", "participant"),
    "same-papers": ("paper",),
    "same-programme": ("course",),
    "thing-idle": ("the", "our", "price", "of"),
    "thing-links": ("that",),
    "thing-other": ("it", "second"),
    "thing-part": ("for",),
}
QUALIFIERS = (
    Qualifier("instead", "alternative", ("instead",)),
    Qualifier("children", "population", ("in children",)),
    Qualifier("before", "time", ("until <year>",)),
)


@pytest.fixture
def lexicon(lexicon):
    return replace(lexicon, attributes=ATTRIBUTES, qualifiers=QUALIFIERS, lists={**lexicon.lists, **LISTS})


def _numbered(title: str, count: int, last: str = "") -> str:
    return f"# {title}\n\n" + "".join(f"## {n}. Rest\n\nSleep.\n\n" for n in range(1, count + 1)) + last


FLAGGED = [
    ("onset", "It works after eight weeks. It works after two days.", "two days", "eight weeks (line 1)"),
    ("count", "The team read 47 papers. Of the 74 papers, most were short.", "74 papers", "47 papers (line 1)"),
    ("age", "Jo Barr, 58, has a dog. At sixty-one, Barr says, she walks it.", "sixty-one", "58 (line 1)"),
    ("range", "Take 5 to 10 mg of velorin. Most take 2 to 3 mg of velorin.", "2 to 3 mg", "5 to 10 mg (line 1)"),
    ("price", "The welcome box is $25. They say that our welcome box costs $35.", "$35", "$25 (line 1)"),
    (
        "recalled",
        "It blocks for four hours. After those six hours of blockade, rest.",
        "six hours",
        "four hours (line 1)",
    ),
    ("recalled", "## A 21-day fast\n\nEat beans for the ten days.\n", "ten days", "21-day (line 1)"),
    (
        "table",
        "Rinsing takes 2 papers.\n\n| What | Paper |\n| --- | --- |\n| Rinsing | 4 |\n",
        "4",
        "2 papers (line 1)",
    ),
    ("timing", "Take it at bedtime. Take it in the morning.", "in the morning", "at bedtime (line 1)"),
    ("timing", "Take it in the morning. Take it at bedtime.", "at bedtime", "in the morning (line 1)"),
    ("risks", "# Tea has no risks\n\nThe risks are two.\n", "The risks are", "no risks (line 1)"),
    ("points", _numbered("3 tips", 4), "4", "3 tips (line 1)"),
    ("points", "# Gout\n\nIt has five signs:\n\n- heat\n- pain\n\n  and more\n- fever\n", "five signs", "3 (line 5)"),
    (
        "expansion",
        "A quick blood test (QBT) is free. QBT stands for quiet body time.",
        "quiet body time",
        "quick blood test (line 1)",
    ),
]


@pytest.mark.parametrize(("attribute", "text", "later", "earlier"), FLAGGED)
def test_the_later_of_two_that_cannot_both_hold(run, attribute, text, later, earlier):
    (found,) = run(Contradiction((attribute,)), text, path="a.md")
    assert (found.values["text"], found.values["earlier"]) == (later, earlier)


@pytest.mark.parametrize(
    ("attribute", "text", "flagged"),
    [
        ("onset", "It works after one week. It works after three weeks. It works after 21 days.", ["three weeks"]),
        ("onset", "Do not expect it for eight weeks. It works after two days.", ["two days"]),
        ("onset-here", "It works after eight weeks. It works after two days.", ["two days"]),
        ("onset-of-one", "Here Tom Cole works, ten weeks. Here Cole works, two days.", ["two days"]),
        ("count", "In all 90 adults came. Of the 80 participants, some left.", ["80 participants"]),
        ("count", "It is a 12-week course. After the 10-week course she slept.", ["10-week"]),
        ("count", "Answer nine questions. It has twelve questions.", ["twelve questions"]),
        ("count", "Five adults came, then six. In all, the 11 adults ate.", ["11 adults"]),
        ("count", "We sold 700 jars last week. A record is last week's 900 jars.", ["900 jars"]),
        ("digits", "Sales rose by 12 percent. When sales rose 21 percent, we cheered.", ["21 percent"]),
        ("digits", "A box costs $58. The box is $85 elsewhere.", ["$85"]),
        ("points", _numbered("4 tips", 3), ["3"]),
        ("points", _numbered("3 tips", 3, "Keep these five tips."), ["five tips"]),
        ("points", _numbered("Sleep", 4, "The five sections above are short."), ["five sections"]),
        ("age", "Barr, who is 58 and tall, has a dog. The 60-year-old Jo Barr walks it.", ["60"]),
        ("age", "Barr is 58 years old. Jo Barr (59) walks.", ["59"]),
        ("expansion", "The QBT (quick blood test) is free. A quiet body time (QBT) is not.", ["quiet body time (QBT"]),
        ("range", "Take 5 to 10 mg of velorin. Take 2 to 3 mg of velorin. Take 5 to 10 mg of velorin.", ["2 to 3 mg"]),
        ("timing", "At bedtime! In the morning! Take it at bedtime. In the morning!", ["In the morning"]),
        ("risks", "# Tea\n\n## It has no risks\n\nIt is hot. The risks are two.\n", ["The risks are"]),
        ("risks", "# Tea has no risks\n\nIt is hot.\n\n## More\n\nThe risks are two.\n", ["The risks are"]),
        ("risks", "# Tea\n\n## The risks are two\n\nIt has no risks.\n", ["no risks"]),
    ],
)
def test_incompatible_values_are_a_contradiction(run, attribute, text, flagged):
    assert [found.text for found in run(Contradiction((attribute,)), text, path="a.md")] == flagged


@pytest.mark.parametrize(
    ("attribute", "text"),
    [
        ("onset", "It works after eight weeks."),
        ("onset", "It works after eight to ten weeks. It works after two months."),
        ("onset", "It works after two weeks. It works after 14 days."),
        ("onset", "It works after two weeks. The trial took four years."),
        ("onset", "It works after eight weeks. Critics say it works after two days."),
        ("onset", "It does not work in two days. It works after eight weeks."),
        ("onset", "Does it work after two days? It works after eight weeks."),
        ("onset", "It works after ~10 weeks. It works after nine weeks."),
        ("onset", "It works after >10 weeks. It works after 14 weeks."),
        ("onset", "It works after eight weeks. In children it works after two days."),
        ("onset", "It works after eight weeks. Until 2019 it worked after two days."),
        ("onset", "It works after eight weeks. It works after two days instead."),
        ("onset", "It works after eight weeks, or works after two days."),
        ("onset-here", "It works after eight weeks.\n\nIt works after two days."),
        ("onset-of-one", "For years Tom Cole works here, ten weeks. For years Ann Reed works here, two days."),
        ("count", "The team read 47 papers. Of the 47 papers, most were short."),
        ("count", "The team read 47 papers. Another team read 74 papers."),
        ("count", "The team read 47 papers. Of the 74 adults, most were short."),
        ("count", "Of the 74 papers, most were short."),
        ("count", "It is a 12-week course. After the 12-week course she slept."),
        ("count", "Of 90 adults 12 were ill. All of the 12 adults slept."),
        ("count", "Five adults came, then six adults more. In all, the 11 adults ate."),
        ("count", "The 90 adults came. The 8 adults ate."),
        ("count", "We sold 700 jars last week. A record is Ann's 900 jars."),
        ("digits", "Sales rose by 12 percent. Costs fell 21 percent."),
        ("digits", "A box costs $58. The box is $58 elsewhere."),
        ("points", _numbered("3 tips", 3, "Keep these three tips.")),
        ("points", _numbered("20 tips", 3)),
        ("points", _numbered("Sleep", 3, "There are five other tips.")),
        ("points", _numbered("3 tips", 3, "Five tips came from Ann.")),
        ("points", "# Gout\n\nIt has five other signs:\n\n- heat\n- pain\n"),
        ("points", "# Gout\n\nIt has five signs. Bring with you:\n\n- pills\n- a pen\n"),
        ("age", "Jo Barr, 58, has a dog. Ann Barr, 60, walks it. Barr, 60, is tall."),
        ("age", "Jo Barr, 58, has a dog. At 16, Barr left school."),
        ("age", "Jo Barr, 58, has a dog. Barr, 58, walks it."),
        ("age", "Jo Barr, 58, has a dog. Barr is 60 miles from home."),
        ("expansion", "A quick blood test (QBT) is free. QBT is short for quick blood test."),
        ("recalled", "It blocks for four hours. After those four hours of blockade, rest."),
        ("recalled", "It blocks for four hours. It is six hours of blockade."),
        ("recalled", "It blocks for four hours. After those six days of blockade, rest."),
        ("recalled", "It blocks for four hours. In the six hours before the blockade, rest."),
        ("recalled", "It blocks for four hours. Those six hours on a train were long."),
        ("recalled", "It blocks for four hours, six in all. Wait six hours. After those six hours of blockade, rest."),
        ("table", "Rinsing takes 2 papers.\n\n| What | Paper |\n| --- | --- |\n| Rinsing | 2 |\n"),
        ("table", "Walking takes 2 papers.\n\n| What | Paper |\n| --- | --- |\n| Rinsing | 4 |\n"),
        ("table", "Rinsing takes 2 papers, then 3 papers.\n\n| What | Paper |\n| --- | --- |\n| Rinsing | 4 |\n"),
        ("expansion", "A Quick-Blood Test (QBT) is free. The QBT (quick blood test) is free."),
        ("expansion", "A quick blood test (QBT) is free. A pleasant walk (QBT) is free too."),
        ("range", "People take 5 to 10 mg of velorin. Most take 5-10 mg of velorin."),
        ("range", "People take 5 to 10 mg of velorin. Most take 3 mg of velorin."),
        ("range", "People take 5 to 10 mg of velorin. Others take 2 to 3 mg of brandol."),
        ("range", "People take 5 to 10 mg of velorin. For gripes they take 9 to 12 mg of velorin."),
        ("range", "It was made for something else, at 80 to 100 mg of velorin. Take 5 to 10 mg of velorin."),
        ("range", "Take 12 to 24 mg of velorin a week. Each time, 12 to 24 mg of velorin is enough."),
        ("price", "The welcome box is $25. Our welcome box costs $25."),
        ("price", "The welcome box is $25. Our farewell box costs $35."),
        ("price", "The welcome box is $25. The second welcome box is $35."),
        ("price", "The welcome box is $25. The welcome box is $35 for members."),
        ("price", "It is $25. It is $35."),
        ("price", "The box is $25. The box takes three days."),
        ("price", "The trip takes two weeks. The trip takes 14 days."),
        ("timing", "Take it at bedtime, always at bedtime."),
        ("timing", "Take it at bedtime. Do not take it in the morning."),
        ("timing", "Take it at bedtime. You may take it in the morning."),
        ("timing", "Take it at bedtime. If you cannot sleep, take it in the morning."),
        ("risks", "# Tea\n\n## It has no risks\n\nIt is hot.\n\n## Wine\n\nThe risks are two.\n"),
        ("risks", "# Tea\n\n## Are there no risks?\n\nThe risks are two.\n"),
        ("risks", "# Tea\n\n## Velorin has no risks\n\nDolomab is no tea. With dolomab the risks are two.\n"),
        ("risks", "# Tea\n\nIt has no risks. The risks are two.\n"),
    ],
)
def test_compatible_values_are_no_contradiction(run, attribute, text):
    assert run(Contradiction((attribute,)), text, path="a.md") == []
