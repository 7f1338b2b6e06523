"""Texts that no reporter writes, and what must hold of any reading of them."""

from collections.abc import Iterator

from habeas.gazetteer import open_gazetteer
from habeas.intake import IntakeOptions
from habeas.intake.document import Content, Draft
from habeas.intake.finish import finish_report
from habeas.lang import load_language
from habeas.model import Claim, Mention, Reading, Report
from habeas.model.record import claim_mentions
from habeas.read import Reader, open_reader
from tests.places import GAZETTEER

SENTENCE = "Police detained 14 people at a march in Minsk on Sunday, the group Countwatch said."
PAPER = Content("hostile.txt", "0" * 64, "text@1", iter(()))
# Each is repeated until a text is as long as it is wanted.
UNITS = {
    "one word": "a",
    "one word in capitals": "A",
    "spaces": " ",
    "line ends": "\n",
    "one sentence": f"{SENTENCE} ",
    "paragraphs": f"{SENTENCE}\n\n",
    "no full stop": "police detained 14 people in Minsk on Sunday and ",
    "no spaces": "Policedetained14peopleinMinskonSunday",
    "straight quotation marks": '"',
    "quotation marks": "“”",
    "quotations opened": "“",
    "quotations in quotations": '“He said "no" and ',
    "quotations": '"Fourteen were held," he said. ',
    "apostrophes": "'",
    "digits": "7",
    "numbers": "14 ",
    "numbers and commas": "14, ",
    "thousands": "1,000,",
    "number words": "twenty ",
    "hundreds": "hundred ",
    "places": "Minsk, ",
    "places without commas": "Minsk ",
    "names": "Ivan Testov ",
    "initials": "A. ",
    "dates": "5 March 2021 ",
    "two letters": "a b ",
    "triggers": "detained ",
    "triggers and carriage returns": "14 held\r",
    "triggers and line separators": "14 held\u2028",
    "speakers": "according to the police ",
    "sayings": "he said that ",
    "labels": "Police: ",
    "full stops": ".",
    "full stops and spaces": ". ",
    "commas": ",",
    "dashes": "— ",
    "hyphens": "a-",
    "brackets": "(",
    "conjunctions": "and ",
    "addresses": "@a/",
    "emoji": "😀",
    "families": "👩\u200d👩\u200d👧\u200d👦 ",
    "flags": "🇧🇾",
    "accents": "\u0301",
    "letters under accents": "d\u0337\u0301\u0302e\u0338\u0301 ",
    "letters beside nothing": "det\u200bained ",
    "nothing": "\u200b",
    "soft hyphens": "\u00ad",
    "directions": "\u202e\u2066",
    "Arabic": "اعتقلت الشرطة 14 شخصا في مينسك. ",
    "Hebrew": "\u200fהמשטרה עצרה 14 בני אדם במינסק. ",
    "Chinese": "警方在明斯克拘留了14人。",
    "look-alikes": "Роliсе dеtаinеd 14 реорlе in Мinsk. ",
    "control characters": "\x01\x1b",
    "half a surrogate pair": "\ufffd",
    "letters that grow when folded": "ﬃŉΐ",
    "wide digits": "１４ people detained ",
    "private use": "\ue000",
}


def make_text(unit: str, length: int) -> str:
    """So many characters of a repeated unit, between two letters that keep white space from being nothing."""
    return f"x{(UNITS[unit] * (length // len(UNITS[unit]) + 1))[: length - 2]}x"


def make_report(text: str) -> Report:
    """The report that intake makes of a text, said to be English whatever it looks like: the reader has to bear it."""
    report = finish_report(Draft(text, published="2021-03-10"), PAPER, IntakeOptions())
    return Report(report.id, text, report.published_at, blocks=report.blocks, language="en")


def make_reader(name: str) -> Reader:
    """The English reader of that name."""
    return open_reader(name, load_language("en"), open_gazetteer(GAZETTEER))


def list_faults(reading: Reading) -> list[Mention]:
    """Every mention whose words are not the report's words at its span; there must be none."""
    text, report = reading.report.text, reading.report.id
    return [
        mention
        for mention in _list_mentions(reading)
        if mention.span.report != report or text[mention.span.start : mention.span.end] != mention.text
    ]


def describe(claim: Claim) -> tuple[object, ...]:
    """What a claim says, without where it stands."""
    quantity, when = claim.quantity, claim.when
    return (
        claim.type,
        quantity and (quantity.low, quantity.high),
        [resolution.place and resolution.place.id for resolution in claim.place],
        when and (when.start, when.end),
        claim.attribution.name,
    )


def describe_core(claim: Claim) -> tuple[object, ...]:
    """What a claim says of the happening itself, whatever stands around: its type and words, place and day."""
    kind, _, *where_and_when, _ = describe(claim)
    return (kind, claim.trigger.text, *where_and_when)


def _list_mentions(reading: Reading) -> Iterator[Mention]:
    for claim in reading.claims:
        yield from (mention for _, mention in claim_mentions(claim))
    for statement in reading.statements:
        words = (statement.speaker_words, statement.cue, statement.addressee, statement.via, *statement.content)
        yield from (mention for mention in words if mention is not None)
