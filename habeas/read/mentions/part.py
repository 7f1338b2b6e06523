"""Some of the people concerned: "including 13 minors", "12 of them students", "of the 40 arrested, 3 were women"."""

from collections.abc import Sequence
from dataclasses import replace

from habeas.read.mentions.chunk import joined_chunks
from habeas.read.mentions.line import Line
from habeas.read.mentions.people import Nouns, People, count_people

_INCLUDING = ("including", "among")
_THEM = ("them", "whom", "these", "those")
_REACH = 14  # noun phrases and words looked at after the whole


def find_parts(line: Line, counted: Sequence[People], nouns: Nouns) -> list[People]:
    """The parts of the last people counted; none where these have no number."""
    if not counted or counted[-1].chunk is None or not counted[-1].quantity:
        return []
    whole = counted[-1].chunk
    return _included(line, whole, nouns) or _some_of_them(line, whole) or _some_of_the_whole(line, whole)


def _included(line: Line, whole: int, nouns: Nouns) -> list[People]:
    """ "including 13 minors", "among them 13 minors"."""
    sentence = line.sentence
    chunks = sentence.chunks
    for number in range(whole + 1, min(len(chunks) - 1, whole + _REACH)):
        if chunks[number].kind in ".VS;":
            break
        first = number + 1 + (sentence.word(chunks[number].last) in _THEM)
        if sentence.word(chunks[number].first) in _INCLUDING and sentence.kind(first) == "N":
            parts = count_people(line, tuple(joined_chunks(sentence, first, 1)), nouns)
            return [replace(people, is_part=True) for people in parts]
    return []


def _some_of_them(line: Line, whole: int) -> list[People]:
    """ "12 of them students", "12 of whom were students"."""
    sentence = line.sentence
    for number in range(whole + 1, min(len(sentence.chunks) - 2, whole + _REACH)):
        chunk = sentence.chunks[number]
        if chunk.kind in ".;":
            break
        if sentence.word(chunk.last) == "of" and sentence.word(chunk.last + 1) in _THEM:
            return _part(line, number, sentence.at[chunk.last + 1] + 1)
    return []


def _some_of_the_whole(line: Line, whole: int) -> list[People]:
    """ "Of the 352 people killed, 14 were children"."""
    sentence = line.sentence
    if whole != 1 or sentence.word(0) != "of":
        return []
    for number in range(whole + 2, min(len(sentence.chunks) - 2, whole + _REACH)):
        if sentence.kind(number - 1) == "," and sentence.kind(number + 1) == "B":
            return _part(line, number, number + 1)
    return []


def _part(line: Line, number: int, noun: int) -> list[People]:
    """The part whose number stands in one noun phrase and whose name, perhaps after "were", in another."""
    sentence = line.sentence
    noun += sentence.kind(noun) == "B"
    quantity = line.quantity_at.get(sentence.chunks[number].last - 1)
    if quantity is None or sentence.kind(noun) != "N" or sentence.chunks[noun].first in line.quantity_at:
        return []
    named = sentence.chunks[noun]
    head = line.tokens.lower[named.last - 1]
    return [People(quantity=quantity, words=(named.first, named.last), chunk=number, head=head, is_part=True)]
