"""Candidates for claims: triggers with their roles and people, and the signs by which they are judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.lang.events import EventsTables
from habeas.read.mentions.line import Line, sign_at
from habeas.read.mentions.part import find_parts
from habeas.read.mentions.people import Nouns, People, count_people
from habeas.read.mentions.roles import Roles, find_roles
from habeas.read.mentions.trigger import Trigger, TriggerIndex, find_triggers
from habeas.read.mentions.weigh import Signs

NOBODY = People()
_PLACED = ("in", "at", "near", "outside")
_HURT = ("detained", "killed", "injured", "charged")
_MOST_LINES = 5  # sentences that tell what a text is about
_MOST_TRIGGERS = 60  # of one sentence; what has more is a list of words
_LONE = ("hunger strike", "fast")
_CROWDS = ("attended", "force")  # of which one person is rarely told, and things often


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger in sentence `line`, how it is read, and the people it concerns (one claim for each)."""

    line: int
    trigger: Trigger
    roles: Roles
    people: tuple[People, ...]


def find_candidates(
    lines: Sequence[Line], index: TriggerIndex, *, nouns: Nouns, tables: EventsTables
) -> list[Candidate]:
    """Every trigger of a passage with its roles, in order."""
    found: list[Candidate] = []
    words = frozenset(word for line in lines[:_MOST_LINES] for word in line.tokens.lower)
    for number, line in enumerate(lines):
        for trigger in find_triggers(line.tokens, index, words)[:_MOST_TRIGGERS]:
            roles = find_roles(line.sentence, trigger, tables)
            people = _people_of(line, trigger, roles, nouns=nouns, tables=tables)
            found.append(Candidate(number, trigger, roles, people))
    return [_without_number_of_others(candidate, found) for candidate in found]


def _without_number_of_others(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A protest has not as many people as were arrested, hurt or killed at it ("50 who protested were arrested")."""
    chunks = {people.chunk for people in candidate.people} - {None}
    if candidate.trigger.type != "attended" or not chunks:
        return candidate
    hurt = {
        people.chunk
        for other in found
        if other.line == candidate.line and other.trigger.type in _HURT
        for people in other.people
    }
    if chunks.isdisjoint(hurt):
        return candidate
    return replace(candidate, people=tuple(replace(people, quantity=None, single=0) for people in candidate.people[:1]))


def _people_of(line: Line, trigger: Trigger, roles: Roles, *, nouns: Nouns, tables: EventsTables) -> tuple[People, ...]:
    toll = _toll(line, trigger, tables) if _counts(line, trigger) else None
    if toll is not None:
        return (toll,)
    own = line.sentence.at[trigger.last - 1]
    if roles.reading == "noun" and roles.patients == (own,):
        return (_own_people(line, trigger),)
    counted = [_without_trigger(people, trigger) for people in count_people(line, roles.patients, nouns)]
    if trigger.type in _CROWDS and trigger.lemma not in _LONE:
        counted = [
            people
            for people in counted
            if not _is_one(people) or (people.head in nouns.roles and trigger.type == "force")
        ]
    parts = find_parts(line, counted, nouns)
    return (*(counted or (NOBODY,)), *parts, *_elided_of(line, trigger, roles, counted=counted))


def _elided_of(line: Line, trigger: Trigger, roles: Roles, *, counted: Sequence[People]) -> list[People]:
    """Numbers with a place that share the verb before them: "12 were held in Omsk and 7 in Tomsk"."""
    sentence = line.sentence
    if roles.reading not in ("passive", "subject", "active") or not counted or not counted[0].quantity:
        return []
    found: list[People] = []
    for number in range(sentence.at[trigger.last - 1] + 1, len(sentence.chunks) - 1):
        chunk = sentence.chunks[number]
        if chunk.kind in "VBHMLSEG.":
            break
        bare = chunk.kind == "N" and set(sentence.tags[chunk.first : chunk.last]) <= set("QR")
        joined = sentence.kind(number - 1) in ("C", ",")
        quantity = line.quantity_at.get(chunk.last - 1)
        if bare and joined and quantity is not None and sentence.word(chunk.last) in _PLACED:
            found.append(People(quantity=quantity, chunk=number, kind="none"))
    return found


def _without_trigger(people: People, trigger: Trigger) -> People:
    """The people of a noun phrase that ends in the trigger or begins with the trigger, the trigger left out."""
    words = people.words
    if words is None or not words[0] <= trigger.first < words[1]:
        return people
    if words[0] == trigger.first:
        return replace(people, words=(trigger.last, words[1])) if trigger.last < words[1] else people
    return replace(people, words=(words[0], trigger.first))


def _is_one(people: People) -> bool:
    return bool(people.single) or (people.quantity is not None and people.quantity.kind == "single")


def _counts(line: Line, trigger: Trigger) -> bool:
    """Whether the trigger is a running count: "death toll", "the number of people killed"."""
    before = line.tokens.lower[max(0, trigger.first - 5) : trigger.first]
    return trigger.lemma.endswith("toll") or "number" in before


def _toll(line: Line, trigger: Trigger, tables: EventsTables) -> People | None:
    """The number a toll has reached: the last one after a verb of counting, to the right in the same clause."""
    found = None
    for token in range(trigger.last, min(len(line.tokens), trigger.last + 24)):
        if _ends_clause(line, token):
            break
        quantity = line.quantity_at.get(token)
        if quantity and found is None and line.sentence.word(token - 1) in tables.toll_verbs:
            found = quantity
        if quantity and line.sentence.word(token - 1) == "to":
            found = quantity
    return People(quantity=found) if found else None


def _ends_clause(line: Line, token: int) -> bool:
    word = line.tokens.lower[token]
    return word == ";" or (line.sentence.tags[token] in ".S" and word != "since")


def _own_people(line: Line, trigger: Trigger) -> People:
    """A number or a possessor before the noun that names the happening: "12 arrests", "Petrov's arrest"."""
    chunk = line.sentence.chunks[line.sentence.at[trigger.last - 1]]
    before = range(chunk.first, trigger.first)
    quantity = next((line.quantity_at[token] for token in before if token in line.quantity_at), None)
    is_article = quantity is not None and quantity.kind == "single" and trigger.type == "displaced"
    if quantity is not None and trigger.type != "attended" and not is_article:
        return People(quantity=quantity)
    return _possessor(line, trigger, chunk.first)


def _possessor(line: Line, trigger: Trigger, first: int) -> People:
    """Whom the happening befell or who did it, where the noun phrase from token `first` on begins with a possessor."""
    before = range(first, trigger.first)
    possessor = next((token for token in before if line.sentence.tags[token] == "K"), None)
    if possessor is None or possessor == first:
        return NOBODY
    words = (first + (line.sentence.tags[first] == "D"), possessor)
    named = line.tokens.words[words[0]][:1].isupper() and trigger.type not in ("attended", "force")
    return People(single=int(named), words=words, head=line.tokens.lower[possessor - 1])


def trigger_signs(line: Line, candidate: Candidate, *, lines: int) -> Signs:
    """What speaks for or against a trigger naming a happening, by its form, neighbours and roles."""
    sentence, trigger, roles = line.sentence, candidate.trigger, candidate.roles
    kind, lemma = trigger.type, trigger.lemma
    form = " ".join(line.tokens.lower[trigger.first : trigger.last])
    before, after = sign_at(line, trigger.first - 1), sign_at(line, trigger.last)
    around = f"{sentence.tags[trigger.first - 1 : trigger.first]} {sentence.tags[trigger.last : trigger.last + 1]}"
    signs = [
        "",
        f"type {kind}",
        f"lemma {kind} {lemma}",
        f"form {kind} {form}",
        f"reading {kind} {roles.reading}",
        f"read {kind} {lemma} {roles.reading}",
        f"before {before}",
        f"before {kind} {before}",
        f"after {after}",
        f"after {kind} {after}",
        f"before lemma {before} {lemma}",
        f"after lemma {lemma} {after}",
        f"second {sign_at(line, trigger.first - 2)} {before}",
        f"third {after} {sign_at(line, trigger.last + 1)}",
        f"tags {kind} {around}",
        f"tags {lemma} {around}",
        f"heading {kind} {':' in line.tokens.words[trigger.last : trigger.last + 2] and trigger.first < 8}",
        f"upper {line.tokens.words[trigger.first][:1].isupper()} {trigger.first == 0}",
        f"line {min(candidate.line, 3)} {min(lines, 4)}",
        f"long {lines > 6} {kind}",
    ]
    return [*signs, *_role_signs(line, candidate), *_clause_signs(line, trigger), *_main_signs(line, candidate)]


def _main_signs(line: Line, candidate: Candidate) -> Signs:
    """Whether the trigger rules its sentence or hangs on another verb, and what its people hang on."""
    sentence, trigger, roles = line.sentence, candidate.trigger, candidate.roles
    kind, reading = trigger.type, roles.reading
    chunk = sentence.at[trigger.first]
    finite = any(sentence.chunks[left].kind in "BHM" for left in range(max(0, chunk - 3), chunk))
    verbs_left = min(2, sum(sentence.tags[: trigger.first].count(letter) for letter in "VE"))
    verbs_right = min(2, sum(sentence.tags[trigger.last :].count(letter) for letter in "VE"))
    first = min(roles.patients, default=chunk)
    before = sign_at(line, sentence.chunks[first].first - 1)
    return [
        f"finite {finite} {reading}",
        f"finite {finite} {reading} {verbs_left}",
        f"finite {finite} {reading} {before}",
        f"verbs {verbs_left} {verbs_right}",
        f"verbs {verbs_left} {reading} {kind}",
        f"people after {before} {reading}",
        f"people after {before} {kind}",
        f"follow {sign_at(line, trigger.last)} {reading} {finite}",
        f"left {'after' in line.signs[: trigger.first]} {verbs_left}",
        *_governor_signs(line, chunk),
    ]


def _governor_signs(line: Line, chunk: int) -> Signs:
    """The verb and preposition that a noun phrase hangs on: "called for a strike"."""
    sentence = line.sentence
    left = chunk - 1
    prepositions: list[str] = []
    while sentence.kind(left) in ("P", "T", "R", "D") and len(prepositions) < 3:
        prepositions.append(sign_at(line, sentence.chunks[left].first))
        left -= 1
    if sentence.kind(left) not in ("V", "E", "G", "N") or left < 0:
        return []
    governor = sign_at(line, sentence.chunks[left].last - 1)
    return [f"governor {governor}", f"governor {governor} {' '.join(prepositions)}"]


def _role_signs(line: Line, candidate: Candidate) -> Signs:
    kind, roles = candidate.trigger.type, candidate.roles
    first = candidate.people[0]
    head = sign_at(line, first.words[1] - 1) if first.words else ""
    count = "number" if first.quantity else "single" if first.single else "words" if first.words else "none"
    signs = [
        f"count {kind} {count}",
        f"count {kind} {roles.reading} {count}",
        f"head {kind} {head}",
        f"head {head}",
        f"count {candidate.trigger.lemma} {count}",
        f"agent {kind} {roles.agent is not None}",
        f"people {kind} {first.kind}",
        f"people {kind} {first.kind} {count} {roles.reading}",
        f"people {candidate.trigger.lemma} {first.kind}",
    ]
    if roles.agent is not None:
        last = line.sentence.chunks[roles.agent].last - 1
        signs.append(f"agent {kind} {sign_at(line, last)}")
    return signs


def _clause_signs(line: Line, trigger: Trigger) -> Signs:
    """The words that rule the clause to the left of a trigger, and what stands in its verb group."""
    sentence = line.sentence
    kind, signs = trigger.type, []
    chunk = sentence.at[trigger.first] - 1
    group = True
    for left in range(chunk, max(-1, chunk - 14), -1):
        letter = sentence.chunks[left].kind
        word = sign_at(line, sentence.chunks[left].first)
        if letter in "MXTHBR" and group:
            signs += [f"aux {word}", f"aux {kind} {word}"]
        elif letter != '"':
            group = False
        if letter in "SL" or (letter == "." and left):
            signs += [f"clause {letter} {word}", f"clause {kind} {word}"]
            break
        if letter in "VEG" and not group and not any(sign.startswith("verb ") for sign in signs):
            signs += [f"verb {word}", f"verb {kind} {word}"]
        if letter == "P":
            signs.append(f"prep {word}" if left == chunk else f"far prep {word}")
    return signs
