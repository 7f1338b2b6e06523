"""Who did it to whom: noun phrases around a trigger, by the way the trigger is read."""

from dataclasses import dataclass

from habeas.lang.events import EventsTables, Reading
from habeas.read.mentions.chunk import Sentence, after_preposition, joined_chunks, object_chunk, subject_chunk
from habeas.read.mentions.trigger import Trigger

PHRASE_READINGS: tuple[Reading, ...] = ("passive", "active", "subject")
_AUXILIARY = 'RXMW"'
_SETTINGS = ("during", "after", "amid", "of", "following", "in", "over", "recent", "violent")
_OF = ("of",)
_BY = ("by",)
_LEAVING = ("left", "leaves", "leaving", "leave")
_TAKING = ("took", "takes", "taking", "take", "taken", "brought")
_MOST_OBJECTS = 8
_AGAINST = ("against", "on", "upon", "at", "for", "into")


@dataclass(frozen=True, slots=True)
class Roles:
    """How a trigger is read, and the chunks of the people concerned (`patients`) and of who did it (`agent`)."""

    reading: Reading
    patients: tuple[int, ...] = ()
    agent: int | None = None


def find_roles(sentence: Sentence, trigger: Trigger, tables: EventsTables) -> Roles:
    """The roles around a trigger; empty ones where the sentence does not say."""
    reading = _read_as(sentence, trigger)
    first, last = sentence.at[trigger.first], sentence.at[trigger.last - 1]
    if reading == "noun":
        return _noun_roles(sentence, trigger, tables)
    if reading in ("active", "gerund"):
        target = object_chunk(sentence, last)
        agent = subject_chunk(sentence, first) if reading == "active" else None
        return Roles(reading, _joined(sentence, target, 1), agent)
    if reading == "predicate" and sentence.chunks[first].last > trigger.last:
        whom = first - 2 if _is_amount_of(sentence, first) else first
        return Roles(reading, (whom,), after_preposition(sentence, last, _BY))
    subject = _own_chunk(sentence, trigger) if reading == "predicate" else None
    left_behind = _objects(sentence, first - 1, _LEAVING) if reading == "passive" else ()
    if left_behind:
        return Roles(reading, left_behind)
    subject = subject_chunk(sentence, first) if subject is None else subject
    agent = after_preposition(sentence, last, _BY) if reading in ("passive", "predicate") else None
    return Roles(reading, _joined(sentence, subject, -1), agent)


def _joined(sentence: Sentence, chunk: int | None, step: int) -> tuple[int, ...]:
    return () if chunk is None else tuple(joined_chunks(sentence, chunk, step))


def _is_amount_of(sentence: Sentence, chunk: int) -> bool:
    """Whether a noun phrase stands behind "of" and a bare number: "dozens of arrested men"."""
    if sentence.word(sentence.chunks[chunk].first - 1) != "of" or sentence.kind(chunk - 2) != "N":
        return False
    amount = sentence.chunks[chunk - 2]
    return set(sentence.tags[amount.first : amount.last]) <= {"Q", "R"}


def _read_as(sentence: Sentence, trigger: Trigger) -> Reading:
    forms = trigger.forms
    if "passive" in forms and "active" in forms:
        return _participle(sentence, trigger)
    phrase = next((form for form in PHRASE_READINGS if form in forms), None)
    if phrase is not None:
        return phrase
    if any(form.startswith("intransitive") for form in forms):
        return _read_intransitive(sentence, trigger)
    if any(form.startswith("transitive") for form in forms):
        return _read_transitive(sentence, trigger)
    return "predicate" if "predicates" in forms else "noun"


def _read_intransitive(sentence: Sentence, trigger: Trigger) -> Reading:
    forms = trigger.forms
    if "intransitive G" in forms:
        return _present_participle(sentence, trigger)
    if "transitive V" in forms and sentence.kind(sentence.at[trigger.first] + 1) == "N":
        return "active"
    return "noun" if _is_noun(forms) and sentence.tags[trigger.first] not in "VE" else "subject"


def _read_transitive(sentence: Sentence, trigger: Trigger) -> Reading:
    forms, tag = trigger.forms, sentence.tags[trigger.first]
    if "transitive E" in forms:
        return _participle(sentence, trigger)
    if "transitive G" in forms:
        before = sentence.tags[trigger.first - 1] if trigger.first else ""
        is_noun = sentence.word(trigger.last) == "of" or before in ("D", "K") or tag == "N"
        return "noun" if is_noun else "gerund"
    if _is_noun(forms) and tag == "N":
        return "predicate" if "predicates" in forms else "noun"
    return "active"


def _is_noun(forms: frozenset[str]) -> bool:
    return "noun" in forms or "nouns" in forms


def _participle(sentence: Sentence, trigger: Trigger) -> Reading:
    """Passive, active past, or a participle that stands before its noun."""
    chunk = sentence.at[trigger.first]
    if sentence.chunks[chunk].last > trigger.last:
        return "predicate"
    left = chunk - 1
    while sentence.kind(left) and sentence.kind(left) in _AUXILIARY:
        left -= 1
    if sentence.kind(left) == "B":
        return "passive"
    after = sentence.at[trigger.last - 1] + 1
    if sentence.kind(left) == "H" or sentence.kind(after) == "N":
        return "active"
    return "passive"


def _present_participle(sentence: Sentence, trigger: Trigger) -> Reading:
    """A noun ("after rioting"), a participle before its noun ("protesting miners"), or what the subject does."""
    if sentence.chunks[sentence.at[trigger.first]].last > trigger.last:
        return "predicate"
    before = sentence.tags[trigger.first - 1] if trigger.first else ""
    is_noun = sentence.tags[trigger.first] == "N" or before in ("D", "K") or _is_setting(sentence, trigger)
    return "noun" if _is_noun(trigger.forms) and is_noun else "subject"


def _is_setting(sentence: Sentence, trigger: Trigger) -> bool:
    return sentence.word(trigger.first - 1) in _SETTINGS


def _own_chunk(sentence: Sentence, trigger: Trigger) -> int | None:
    """The noun phrase that ends in the trigger itself ("12 dead"), where it says more than the trigger."""
    chunk = sentence.at[trigger.first]
    return chunk if sentence.chunks[chunk].first < trigger.first else None


def _noun_roles(sentence: Sentence, trigger: Trigger, tables: EventsTables) -> Roles:
    chunk = sentence.at[trigger.last - 1]
    agent = after_preposition(sentence, chunk, _BY, reach=5)
    target = after_preposition(sentence, _last_joined(sentence, chunk), _OF, reach=2)
    if target is None and trigger.type in ("charged", "force"):
        target = after_preposition(sentence, chunk, _AGAINST, reach=5)
    if trigger.type == "attended":
        return _protest_roles(sentence, trigger, tables)
    if trigger.type == "force" and agent is None:
        agent = _doer(sentence, chunk)
    if target is not None:
        return Roles("noun", tuple(joined_chunks(sentence, target, 1)), agent)
    if trigger.type == "force":
        return Roles("noun", (), agent)
    taken = _objects(sentence, chunk - 2, _TAKING) if sentence.word(sentence.chunks[chunk].first - 1) == "into" else ()
    if taken and trigger.type == "detained":
        return Roles("noun", taken, subject_chunk(sentence, taken[0] - 1))
    own = sentence.chunks[chunk]
    return Roles("noun", (chunk,) if own.first < trigger.first else (), agent)


def _objects(sentence: Sentence, last: int, verbs: tuple[str, ...]) -> tuple[int, ...]:
    """The noun phrases up to `last` that one of some verbs has before what it does to them: "left 12 people hurt"."""
    found: tuple[int, ...] = ()
    chunk = last
    while sentence.kind(chunk) == "N" and len(found) < _MOST_OBJECTS:
        found = (chunk, *found)
        chunk -= 1
        if sentence.word(sentence.chunks[chunk].first) in verbs and sentence.kind(chunk) in ("V", "E", "G"):
            return found
        while sentence.kind(chunk) in ("C", ","):
            chunk -= 1
    return ()


def _last_joined(sentence: Sentence, chunk: int) -> int:
    """The last of some bare nouns that share what follows: "the abduction and murder of"."""
    for _ in range(3):
        following = chunk + 1
        while sentence.kind(following) in ("C", ","):
            following += 1
        if following == chunk + 1 or sentence.kind(following) != "N":
            break
        if sentence.tags[sentence.chunks[following].first] in "DQ":
            break
        chunk = following
    return chunk


def _doer(sentence: Sentence, chunk: int) -> int | None:
    """Who uses what the noun names: the subject of the verb it is object of ("police fired tear gas")."""
    left = chunk - 1
    while sentence.kind(left) in ("P", "N", "C", ","):
        left -= 1
    return subject_chunk(sentence, left) if sentence.kind(left) in ("V", "E", "G") else None


def _drawn(sentence: Sentence, chunk: int, tables: EventsTables) -> int | None:
    """Who a protest draws: "the rally in Minsk drew 3,000 people"."""
    right = chunk + 1
    while sentence.kind(right) in ("P", "W", "R") or (sentence.kind(right) == "N" and sentence.kind(right - 1) == "P"):
        right += 1
    if sentence.kind(right) not in ("V", "E", "G") or sentence.word(sentence.chunks[right].first) not in tables.draws:
        return None
    return object_chunk(sentence, right)


def _protest_roles(sentence: Sentence, trigger: Trigger, tables: EventsTables) -> Roles:
    """A protest's people: after "by" or "of", or the subject of the verb that joins it."""
    chunk = sentence.at[trigger.last - 1]
    target = after_preposition(sentence, chunk, ("by", "of", "involving"), reach=2)
    if target is not None:
        return Roles("noun", (target,))
    if trigger.lemma == "hunger strike":
        faster = subject_chunk(sentence, chunk)
        return Roles("noun", (faster,) if faster is not None else ())
    drawn = _drawn(sentence, chunk, tables)
    if drawn is not None:
        return Roles("noun", tuple(joined_chunks(sentence, drawn, 1)))
    left = chunk - 1
    while sentence.kind(left) in ("P", "T", "R", "N", "W") and left > chunk - 7:
        left -= 1
    verb = sentence.chunks[left] if left >= 0 else None
    if verb and verb.kind in "VEG" and sentence.word(verb.first) in tables.joins:
        subject = subject_chunk(sentence, left)
        if subject is not None:
            return Roles("noun", tuple(joined_chunks(sentence, subject, -1)))
    own = sentence.chunks[chunk]
    return Roles("noun", (chunk,) if own.first < trigger.first else ())
