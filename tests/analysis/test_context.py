"""What holds for the marked stretch of a text: pairs of what is denied, hedged, asked or doubted, and what is not."""

import re
import time

import pytest

import healthlint
from healthlint.analysis.model import Context

NEGATED = """
Ginger does not «cure» arthritis.
Ginger doesn’t «cure» arthritis or «relieve» colds.
There is no evidence that ginger «cures» arthritis.
We found little evidence that ginger «prevents» colds.
No trial has shown that ginger «shortens» a cold.
Nobody has proved that zinc «prevents» flu.
Zinc has not been shown to «shorten» colds.
Zinc has never been proven to «stop» a cough.
I don't think it «cures» anything.
That doesn't mean that it «heals» joints.
It would be wrong to say that honey «cures» coughs.
We cannot promise that the pills will «help».
I can't say it «worked».
Honey is nothing like a «cure».
The tea is far from «safe».
The cream fails to «relieve» itching.
The book stops short of calling it a «cure».
Neither zinc nor ginger «prevents» flu.
Hardly any of the patients «improved».
None of the patients was «cured».
Nobody in the study was «cured».
No one who took the tea got «better».
There is no such thing as a «cure» for the cold.
The diet is free of «side effects».
By no means does it «replace» surgery.
It is by no means a «cure».
The clinic is unable to «offer» the vaccine.
The idea that zinc works is a myth, and it never «cures» flu.
Claims of a «cure» were ruled out.
An «infection» was ruled out.
«Pneumonia» was not seen on the scan.
«Allergies»: none.
«Fever» and «chills» are absent.
Swab for «influenza» is negative.
She denies «headache», «nausea» or «dizziness», reports cough.
No «rash», «swelling», or «bruising».
Lungs clear, no «wheeze», «crackles» or «stridor».
The patient was discharged without «fever», «pain», or «drainage».
Scan negative for «fracture».
There were no signs of «stroke» or «bleeding».
The tea is not a «cure», says the seller.
Doctors doubt that the tea «cures» anything.
It is too early to say that the drug «works».
The idea that garlic cleans arteries has no support: it does not «clean» them.
It is unlikely that the drug «helps».
Researchers rejected the idea that the drug «causes» cancer.
The drug can no longer «help» him.
The pill won't «work» overnight, won't «replace» exercise and won't «heal» you.
At no point did the team «claim» success.
There isn't enough evidence to say that it «works».
Nothing on the shelf will «cure» a cold.
The trial could not show that zinc «helps».
Without evidence of «benefit», the board said no.
She was ruled out for «influenza».
Nobody can «guarantee» relief.
Zinc is not «proven to be safe».
«Bleeding» not seen.
The stool was negative for «worms» or «blood».
He never had «hives».
Zinc «cures» nothing.
LDN can't, won't and doesn't «cure» gout.
It does not, however, «cure» gout.
If only it «cured» gout.
I wish it «cured» gout.
That garlic «cures» gout has never been demonstrated.
Garlic, which is cheap, does not «cure» gout.
There is no evidence that garlic, which is cheap, «cures» gout.
There is no evidence that garlic, a cheap bulb, really «cures» gout.
There is no evidence that garlic (it is cheap) «cures» gout.
There is no evidence that garlic — a cheap bulb — «cures» gout.
Garlic «cures» gout, which nobody has shown.
Garlic «cures» gout, which has never been proved; it is cheap.
Garlic «cures» gout, which no study supports.
Garlic «cures» gout – for which there is no evidence.
No herb, not even garlic, «cures» gout.
No fever, which is good, no «cough», no «rash».
No fever, no «cough», no «rash», was seen.
No trial, which is a pity, has found that garlic «cures» gout.
Garlic does not, which surprised me, «cure» gout.
No cook, gardener or nurse, who should know, has shown that it «cures» gout.
The claim of a «cure», which is old, has never been supported.
"""

AFFIRMED = """
Ginger «cures» arthritis.
Not only does ginger «cure» arthritis, it tastes good.
It does not just «mask» pain.
No doubt it «works».
Without a doubt, ginger «cures» colds.
There is no doubt that ginger «cures» colds.
No wonder people say that it «works».
I can't wait to «recommend» it.
It is nothing short of a «miracle».
It never fails to «relieve» pain.
It has never failed to «cure» a cough.
There is no denying that it «works».
Nobody doubts that it «works».
Nothing «works» as well as ginger.
No other drug «works» as well.
Side effects are not uncommon, and «nausea» leads the list.
No fever, but «cough» for a week.
Denies nausea, reports «cough».
No chest pain; «dizziness» since Monday.
She has no fever, however, she has a «cough».
There is no cure, and the drug «slows» the decline.
It isn't addictive and it «cures» pain.
The tea isn't a drug and «relieves» pain.
It is not addictive because it «blocks» the receptor.
Without treatment, the «pain» grows.
Although there is no trial, the drug «works».
It isn't a sedative, but it «relieves» pain.
No, ginger «cures» colds.
The pill, which isn't approved for colds, «cures» them.
No matter how old you are, it «works».
No more than five people «improved».
Once the «infection» has resolved, call us.
It is not without «risk».
The clinic can't rule out an «infection».
Whether or not you sleep, it «works».
History: rule out «pneumonia».
He has no allergies — «asthma» since childhood.
It costs no more than tea and «cures» colds.
Why not try it? It «works».
You can't go wrong: ginger «heals».
The drug is not free of «side effects».
No pain was found in patients whose «infection» cleared.
Negative except for mild «eczema».
«Hives» that have not cleared.
Most people don't realise that zinc «cures» colds.
They don't want you to know that zinc «cures» colds.
Nothing worked until zinc «cured» me.
Garlic, which no shop sells, «cures» gout.
Garlic, which is not cheap, «suits» you.
Garlic, which is not cheap, fresh or easy to find, «suits» you.
Garlic, not a cheap bulb, «suits» you.
Garlic – which no shop sells – «cures» gout.
Garlic (no shop sells it) «cures» gout.
Garlic, of which we have none, «cures» gout.
Gout, which has no known cause, «improves» with garlic.
There is no evidence that garlic, which «cures» gout, helps the heart.
There is no evidence that garlic (it «cures» gout) helps the heart.
In towns where it is not sold, garlic «cures» gout.
In Spain, where it is not sold, doctors «praise» garlic.
Garlic «cures» gout, for which there is no cure.
Garlic «cures» gout, which has never been shown to be inherited.
Garlic, which nobody has shown to us, «cures» gout.
My aunt, who has never been ill, «thrives» on garlic.
"""

HEDGED = """
Ginger may «relieve» nausea.
Ginger might «relieve» nausea and «calm» the gut.
Ginger could «relieve» nausea.
Ginger seems to «relieve» nausea.
Early research suggests that it «relieves» nausea.
It is thought to «relieve» nausea.
Possibly it «works».
In theory, it «works».
Some people «improve».
It appears to «work».
Researchers hope that it «works».
The idea is that it «calms» the nerves.
A small study hinted that it «works».
How it works is unclear, but in some patients it «helped».
If it «works», keep taking it.
The drug shows promise and may «help».
It is believed to «lower» pressure.
The theory goes that the body «makes» more of it.
Garlic "might" «help».
"""

ASSERTED = """
Ginger «relieves» nausea.
Ginger «relieves» nausea and may help sleep.
Ginger, which may taste odd, «soothes» the stomach.
The drug «cures» colds if you take it early.
"""

ABSOLUTE = """
Ginger always «works».
Ginger definitely «cures» colds.
Ginger is proven to «cure» colds.
Ginger is guaranteed to «work».
It «works» every time.
"""

QUESTIONED = """
Is ginger a «cure»?
Can it «treat» severe pain?
Ask your doctor whether ginger «helps».
I wonder if ginger «helps».
“Does it «work»?” she asked.
We asked whether zinc «cures» colds.
"""

REPORTED = """
The maker says that it «cures» colds.
According to the maker, it «cures» colds.
It «cures» colds, she said.
“It has «cured» my cold for good,” one buyer wrote.
Supporters claim that it «works».
My aunt swears that it «cured» her.
They call it a «miracle».
It is hailed as a «miracle».
Readers told us that it «cured» them.
> Garlic «cured» my cold.
"""

CRITIC = """
Websites have been touting garlic as a «cure».
One site claims that garlic «cures» cancer.
The so-called «cure» costs a fortune.
Don't believe that garlic «cures» cancer.
Don't trust anyone who sells a «cure».
Be wary of any page that promises a «cure».
Be suspicious of «miracle» pills.
Beware of anything sold as a «miracle».
If a website tells you that garlic «fixes» everything, close it.
When somebody calls a pill a «miracle», hold on to your purse.
Anyone who promises a «cure» is selling something.
The word "«miracle»" has no place in medicine.
The claim that garlic «cures» cancer is nonsense.
It's wrong to call garlic a «cure».
We are tired of the «miracle» talk.
The notion that garlic «cures» cancer is hype.
An earlier version of this article said that garlic «cures» cancer.
We wrongly stated that garlic «cures» cancer.
"Garlic «cures» cancer" goes well beyond what the trials found.
"Garlic «cures» cancer," says one seller. "It is «safe» for all," says another. Neither statement is true.
Two sellers told me it «cures» cancer. None of them has any proof. It does not.
Some call it a "«miracle»". It is no such thing.
They say it «cures» everything. It doesn't.
I have read that garlic «cures» cancer. That is nonsense.
He says it «reverses» ageing. Don't believe it.
Garlic is sold online as a «miracle».
The leaflet says that it «cures» gout. Not true.
Despite claims that garlic «cures» cancer, trials are missing.
"It «cures» cancer." No.
"Garlic «cured» my gout." Good for you. One man is no trial.
"Ginger «heals» joints." Which study says so?
3. "You can «stop» your insulin." Please don't.
**“Zinc «prevents» flu.”** We doubt it.
"Honey «cures» colds." That's what the label says.
Correction: a caption said that zinc «cures» colds. It should have said that zinc is a metal.
An earlier version of this page gave the amount as «90 grams». It should have been nine.
The jar calls it «licensed», which it has never been.
You'll hear it called a «wonder».
You may see it claimed that garlic «cures» gout.
Is it «cheap», as the poster would have it?
The web says garlic is «safe». Be wary of anyone who says so.
Garlic «heals», a leaflet informs us. We'd like to see that.
She called it a «miracle», then took it back.
Posts with «miracle» in the title will be locked.
Whoever says that garlic «cures» gout is selling garlic.
You'll hear that garlic «cures» gout. Ask the man who says so to show you the paper.
Is garlic a «wonder»? It isn't.
Garlic «cures» gout, which is not true.
Garlic «cures» gout, which is nonsense.
They said it «cures» gout, which put me off.
The advert says garlic «heals», which made me wince.
"""

NOT_CRITIC = """
Garlic is «safe».
Don't listen to them: garlic «works».
I would use the word «miracle».
My doctor says it «works». It is cheap.
Wrong diets make you ill. Garlic «heals».
The heart isn't a cure. «Garlic» helps.
It «works». It is not expensive.
"Garlic «cured» my gout." Yes, it really did.
"Garlic «cured» my gout," says Ann. She does not take it now.
"Garlic «cured» my gout." Ann is 43 and runs every day.
Correction of the thyroid is easy, and garlic «helps».
The jar, which is not large, «cures» gout.
«Ask» your doctor whether garlic, which is not right for everybody, suits you.
Garlic «cures» gout, which is a common illness.
Garlic «cures» gout, which is not surprising.
Garlic «heals», which made a difference to me.
Garlic «cures» gout, which should not be left untreated.
The jar, which critics call a myth, «cures» gout.
You will see that garlic «cures» gout.
"""

MYTHS = r"""
Myth 1: Garlic «cures» cancer.
MYTH: "There are no «side effects»."
# Five myths about garlic\n\n## 1. Garlic «cures» cancer\n\nIt has not been tested.
## Common misconceptions\n\n- Garlic «cures» cancer. It has not been tested.\n- It is «safe» for babies.
## Myths\n\n**Garlic «cures» cancer.** No trial says so.
| Myth | Fact |\n| --- | --- |\n| Garlic «cures» cancer | It flavours soup |
| They say | You say |\n| --- | --- |\n| It is «safe» | Nothing is |
## Corrections\n\nWe wrote that zinc «cures» colds.
"""

FACTS = r"""
## Myths and facts\n\nFact: Garlic «lowers» cholesterol.
| Myth | Fact |\n| --- | --- |\n| Garlic cures cancer | It «flavours» soup |
## Myths\n\nGarlic cures cancer.\n\n## Uses\n\n- It «flavours» soup.
| We say | Price |\n| --- | --- |\n| It is «safe» | 3 |
"""


def _contexts(text: str) -> list[Context]:
    """The context of every marked stretch."""
    clean, spans, opened = "", [], 0
    for part in re.split("([«»])", text.replace("\\n", "\n")):
        if part == "«":
            opened = len(clean)
        elif part == "»":
            spans.append((opened, len(clean)))
        else:
            clean += part
    analysis = healthlint.analyze(clean, "text.md" if re.search(r"^[#>|]", clean) else None)
    return [analysis.context_at(start, end) for start, end in spans]


def _lines(texts: str) -> list[str]:
    return texts.strip().splitlines()


@pytest.mark.parametrize("text", _lines(NEGATED))
def test_negated(text: str) -> None:
    assert {context.polarity for context in _contexts(text)} == {"negated"}


@pytest.mark.parametrize("text", _lines(AFFIRMED))
def test_affirmed(text: str) -> None:
    assert {context.polarity for context in _contexts(text)} == {"affirmed"}


@pytest.mark.parametrize(
    ("certainty", "text"),
    [
        (certainty, text)
        for certainty, texts in (
            ("hedged", HEDGED),
            ("asserted", ASSERTED),
            ("absolute", ABSOLUTE),
            ("questioned", QUESTIONED),
        )
        for text in _lines(texts)
    ],
)
def test_certainty(certainty: str, text: str) -> None:
    assert {context.certainty for context in _contexts(text)} == {certainty}


@pytest.mark.parametrize("text", _lines(REPORTED))
def test_reported(text: str) -> None:
    assert {context.voice for context in _contexts(text)} == {"reported"}


@pytest.mark.parametrize("text", [*_lines(CRITIC), *_lines(MYTHS)])
def test_critic(text: str) -> None:
    assert {context.voice for context in _contexts(text)} == {"critic"}


@pytest.mark.parametrize("text", [*_lines(NOT_CRITIC), *_lines(FACTS)])
def test_not_critic(text: str) -> None:
    assert "critic" not in {context.voice for context in _contexts(text)}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("## Can I «drink» on it?\\n\\nYes, you can.", "answered-yes"),
        ("Can I «drink» on it? Absolutely.", "answered-yes"),
        ("Is it a «cure»? No.", "answered-no"),
        ("## Is it a «cure»?\\n\\nThe short answer is no.", "answered-no"),
        ("Is it a «cure»? It isn't.", "answered-no"),
        ("It’s the «best», but it costs money.", ""),
        ("The ‘«wonder»’ pill.", "quoted"),
        ("The patients' pill is the doctors' «best».", ""),
        ("He said “it «works». It is cheap.", "quoted"),
        ("## What it won't do\\n\\n- «cure» arthritis\\n- Replace sleep", "negated"),
        ("If it «works», tell us.", "conditional"),
        ("It is cheap, but it «works».", "contrast"),
        ("Myth 2: It «works».", "myth"),
        ("Garlic «works», and her aunt reports that it is cheap.", ""),
    ],
)
def test_categories(text: str, category: str) -> None:
    (context,) = _contexts(text)
    found = {cue.category for cue in context.cues}
    assert category in found if category else not found & {"quoted", "negated", "reported"}


@pytest.mark.parametrize(
    ("text", "polarity", "certainty"),
    [
        ("Can it «cure gout»? Yes.", "affirmed", "asserted"),
        ("## Can it «cure gout»?\n\nAbsolutely. Ask anyone.", "affirmed", "asserted"),
        ("Can it «cure gout»? No.", "negated", "questioned"),
        ("Can it «cure gout»? Yes, but only in mice, not in people.", "affirmed", "questioned"),
        ("Can it «cure gout»? Certainly not.", "affirmed", "questioned"),
        ("Can it «cure gout»? Sure, if you believe the label.", "affirmed", "questioned"),
        ("Can it «cure gout»? Yes, some say.", "affirmed", "questioned"),
        ("Can it «cure gout»? Nobody asked.", "affirmed", "questioned"),
    ],
)
def test_a_question_has_the_polarity_of_its_answer(text: str, polarity: str, certainty: str) -> None:
    (context,) = _contexts(text)
    assert (context.polarity, context.certainty) == (polarity, certainty)


def test_a_cue_inside_the_span_does_not_negate_it() -> None:
    (context,) = _contexts("It has «no side effects».")
    assert context.polarity == "affirmed"


def test_cues_can_be_shown() -> None:
    text = "There is no evidence that ginger cures colds."
    context = healthlint.analyze(text).context_at(33, 38)
    (cue,) = context.cues
    assert text[cue.span.start : cue.span.end] == "no evidence that"
    assert text[cue.scope.start : cue.scope.end] == "ginger cures colds."


def test_cost_is_linear_in_length() -> None:
    # One sentence of thousands of denials, quotations and voices: ten times the text, not a hundred times the work.
    piece = 'no cure, she said "not safe" and it may not never help or '
    took = []
    for count in (100, 1000):
        text = piece * count
        began = time.process_time()
        analysis = healthlint.analyze(text)
        for start in range(0, len(text), len(piece)):
            analysis.context_at(start + 3, start + 7)
        took.append(time.process_time() - began)
    assert took[1] < 40 * took[0] + 1


EXAMINED = """# Claim check

The sheet says \"LDN «cures» gout\" and more. [critic]
---
Line one. "It cures gout." Which study?

Line two. "It «soothes» the sore joints." Joints vary. [reported]
---
Line one. "It cures gout." Which study?

Line two. "It mends nerves." Hardly.

The seller adds that "it «soothes» joints". [critic]
---
Line one. "It cures gout." Which study?

Line two. "It mends nerves." Hardly.

Line three. "It «soothes» the sore joints." Correct. [reported]
---
"It is «safe»," said the host. I do not know that. [critic]
---
Sellers say that it "«heals» everyone". It does not, says the nurse. [critic]
---
Q. My aunt says that it «cured» her gout. I am tired. [questioned]
---
**Q: any use for gout?**
It «cured» my aunt's. [asserted]
---
**Q: my aunt says that it «cured» her gout?**
Ask her again. [questioned]
---
Q. My aunt has gout. It hurts. I am
tired, and her tea «cured» her gout. [questioned]
---
My aunt says that it «cured» her gout. Is that true? [questioned]
---
My aunt says that it «cured» her gout. Is that true? Yes, it is. [reported]
---
Nor is it true, as the seller writes, that it «cures» gout. [critic]"""


@pytest.mark.parametrize("row", EXAMINED.split("\n---\n"))
def test_statements_under_examination_are_no_claims(row: str) -> None:
    marked, _, wanted = row.rpartition(" [")
    start, end = marked.index("«"), marked.index("»") - 1
    plain = marked.replace("«", "").replace("»", "")
    context = healthlint.analyze(plain, "a.md").context_at(start, end)
    assert wanted[:-1] in (context.voice, context.certainty)
