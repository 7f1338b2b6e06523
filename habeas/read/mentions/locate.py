"""Where a happening was: place names and facilities in reach of its trigger, weighed one against the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from habeas.lang.events import EventsTables
from habeas.lang.weights import Outcome
from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.chunk import Chunk
from habeas.read.mentions.line import Line, sign_at
from habeas.read.mentions.scenery import Scenery, Thread
from habeas.read.mentions.spot import PieceKind, Spot
from habeas.read.mentions.stretch import drop_places_of_others
from habeas.read.mentions.weigh import Signs, total

Stretch = tuple[int, int]
_AND_OTHERS = (("and", "other"), ("and", "elsewhere"), ("and", "several"), ("and", "many"))
_ASIDE = 3  # words between two names of one place, as in "the U.S. city of St. Louis"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place vocabulary, ready to look up."""

    facilities: frozenset[str]
    kinds: frozenset[str]
    several: frozenset[str]
    directions: frozenset[str]
    actors: frozenset[str]
    locators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One place name or facility, as tokens of its sentence."""

    first: int
    last: int
    kind: PieceKind
    level: int = 1


def index_places(tables: EventsTables) -> PlaceWords:
    """The place tables, ready to look up."""
    places = tables.places
    return PlaceWords(
        facilities=frozenset(places.facilities),
        kinds=frozenset(places.kinds),
        several=frozenset(places.several),
        directions=frozenset(places.directions),
        actors=frozenset(places.actor_heads),
        locators=frozenset(places.locators),
    )


def find_spots(lines: Sequence[Line], words: PlaceWords) -> list[Spot]:
    """Every place of a passage, names that belong together joined."""
    return [spot for number, line in enumerate(lines) for spot in _spots_of(line, number, words)]


def _spots_of(line: Line, number: int, words: PlaceWords) -> Iterable[Spot]:
    groups: list[list[Piece]] = []
    for piece in _find_names(line, words):
        if groups and _belong(line, groups[-1][-1], piece, words):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    spots = [_spot(line, number, group) for group in groups]
    yield from spots
    for facility in _find_facilities(line, words):
        beside = next((spot for spot in spots if _continues(line, facility, spot, words)), None)
        yield _facility_spot(line, number, facility, beside)


def _find_names(line: Line, words: PlaceWords) -> list[Piece]:
    pieces = []
    for name in line.found.names:
        if name.kind == "place":
            first, last = line.tokens.slice(name.start, name.end)
            pieces.append(_extend(line, first, last, level=line.found.levels.get(name.start, 1), words=words))
    named = {token for piece in pieces for token in range(piece.first, piece.last)}
    phrases = (chunk for chunk in line.sentence.chunks if chunk.kind == "N")
    unknown = (piece for chunk in phrases if (piece := _unknown_name(line, chunk, words)))
    for name in line.found.names:
        named.update(range(*line.tokens.slice(name.start, name.end)))
    pieces += [piece for piece in unknown if named.isdisjoint(range(piece.first, piece.last))]
    return sorted(pieces, key=lambda piece: piece.first)


def _unknown_name(line: Line, chunk: Chunk, words: PlaceWords) -> Piece | None:
    """The capitalised name of a noun phrase that its neighbours say is a place ("the village of Veselka")."""
    first, last = chunk.first, chunk.last
    first = _skip_counts(line, first, last)
    owner = line.sentence.tags.rfind("K", first, last)
    if owner >= 0 and owner == last - 1:
        return None
    first = max(first, owner + 1)
    while last > first + 1 and line.tokens.lower[last - 1] in words.kinds:
        last -= 1
    placed = last < chunk.last or _is_located(line, chunk.first, words)
    if not placed or first == last or last - first > 4:
        return None
    if any(line.signs[token] != "Name" for token in range(first, last)):
        return None
    return Piece(first, chunk.last, "unknown")


def _skip_counts(line: Line, first: int, last: int) -> int:
    """The first token that is no determiner or number, `last` where there is none."""
    while first < last and line.sentence.tags[first] in "DQ":
        first += 1
    return first


def _is_located(line: Line, first: int, words: PlaceWords) -> bool:
    """Whether the words before a name place something there: "near", "the village of"."""
    before = line.sentence.word(first - 1)
    return before in words.locators or (before == "of" and line.sentence.word(first - 2) in words.kinds)


def _find_facilities(line: Line, words: PlaceWords) -> Iterable[Piece]:
    for chunk in line.sentence.chunks:
        if chunk.kind == "N" and line.tokens.lower[chunk.last - 1] in words.facilities and _is_definite(line, chunk):
            yield Piece(_skip_counts(line, chunk.first, chunk.last - 1), chunk.last, "facility")


def _continues(line: Line, facility: Piece, spot: Spot, words: PlaceWords) -> bool:
    return spot.first >= facility.last and _belong(line, facility, Piece(spot.first, spot.last, spot.kind), words)


def _facility_spot(line: Line, number: int, facility: Piece, beside: Spot | None) -> Spot:
    span = _span(line, facility)
    last = beside.last if beside else facility.last
    return Spot(number, facility.first, last, "facility", 0, ((span, *(beside.places[0] if beside else ())),))


def _is_definite(line: Line, chunk: Chunk) -> bool:
    """Whether a facility is a certain one: by "the", by a name in it, or by its possessor."""
    if line.tokens.lower[chunk.first] in ("the", "this", "that"):
        return True
    if line.tokens.lower[chunk.first] in ("a", "an"):
        return False
    return any(line.tokens.words[token][0].isupper() for token in range(chunk.first + 1, chunk.last))


def _extend(line: Line, first: int, last: int, *, level: int, words: PlaceWords) -> Piece:
    """A name with the direction before it and the kind of place after it: "southern Turkey", "Guangxi province"."""
    if line.sentence.word(first - 1) in words.directions:
        first, level = first - 1, min(level, 2)
    following = line.sentence.word(last + 1)
    if line.sentence.word(last) in words.kinds and following != "of" and following not in words.actors:
        last += 1
    return Piece(first, last, "name", level)


def _belong(line: Line, left: Piece, right: Piece, words: PlaceWords) -> bool:
    """Whether two names are joined by nothing but commas, "in", "of", "and" and kinds of places."""
    between = line.tokens.lower[left.last : right.first]
    allowed = {",", "in", "of", "the", "'s", "(", "and", "near", "a"}
    if len(between) > _ASIDE + 1:
        return False
    return all(word in allowed or word in words.kinds or word in words.directions for word in between)


def _spot(line: Line, number: int, group: Sequence[Piece]) -> Spot:
    """The spot of some names: within one place the narrowest first, whatever their order in the text."""
    places: list[list[Piece]] = []
    listed = len(group) > 2 and "and" in line.tokens.lower[group[-2].last : group[-1].first]
    listed = listed or line.tokens.lower[group[-1].last : group[-1].last + 2] in _AND_OTHERS
    for index, found in enumerate(group):
        piece = found
        between = line.tokens.lower[group[index - 1].last : piece.first] if index else ()
        if between[:1] == ("'s",):
            piece = replace(piece, level=min(piece.level, group[index - 1].level - 1))
        if not places or listed or "and" in between:
            places.append([piece])
        else:
            places[-1].append(piece)
    return Spot(
        line=number,
        first=group[0].first,
        last=group[-1].last,
        kind=group[0].kind,
        level=min(piece.level for piece in group),
        places=tuple(tuple(_span(line, piece) for piece in sorted(place, key=_level_of)) for place in places),
    )


def _span(line: Line, piece: Piece) -> Stretch:
    return line.tokens.starts[piece.first], line.tokens.ends[piece.last - 1]


def _level_of(piece: Piece) -> int:
    return piece.level


def choose_spot(
    candidate: Candidate, scenery: Scenery, thread: Thread, *, words: PlaceWords, weights: Outcome
) -> Spot | None:
    """The place of a happening; None where none is likely."""
    reached = spots_in_reach(candidate, scenery.spots, thread.spot)
    spots = drop_places_of_others(candidate, reached, scenery.lines[candidate.line])
    if not spots:
        return None
    signs = [spot_signs(candidate, spot, scenery, words=words, thread=thread) for spot in spots]
    totals = [total(option, weights) for option in (nowhere_signs(candidate, spots, thread), *signs)]
    sums = scenery.evidence.places(candidate, spots, totals)
    chosen = sums.index(max(sums))
    return spots[chosen - 1] if chosen else None


def nowhere_signs(candidate: Candidate, spots: Sequence[Spot], thread: Thread) -> Signs:
    """What speaks for a happening having no place in the text."""
    kind, reading = candidate.trigger.type, candidate.roles.reading
    here = sum(spot.line == candidate.line for spot in spots)
    told = "start" if not thread.told else "none" if thread.spot is None else "some"
    return [
        "nowhere",
        f"nowhere {kind}",
        f"nowhere {kind} {reading}",
        f"nowhere {kind} {candidate.trigger.lemma}",
        f"nowhere here {min(2, here)} {told}",
        f"nowhere all {min(3, len(spots))}",
        f"nowhere told {told} {min(2, candidate.line - thread.line)}",
        f"nowhere told {told} {kind}",
    ]


def spots_in_reach(candidate: Candidate, spots: Sequence[Spot], told: Spot | None) -> list[Spot]:
    """The places of the trigger's sentence and of those around it, and of the claim before."""
    return [spot for spot in spots if -1 <= candidate.line - spot.line <= 4 or spot is told or spot.line < 2]


def spot_signs(candidate: Candidate, spot: Spot, scenery: Scenery, *, words: PlaceWords, thread: Thread) -> Signs:
    """What speaks for or against a place being where the trigger's happening was."""
    line, kind, spots = scenery.lines[spot.line], candidate.trigger.type, scenery.spots
    before, after = _word_before(line, spot, words), sign_at(line, spot.last)
    apart = min(5, candidate.line - spot.line)
    is_long = len(scenery.lines) > 6
    beyond = sign_at(line, spot.last + 1)
    signs = [
        "",
        f"kind {spot.kind}",
        f"kind {spot.kind} {before}",
        f"level {spot.level} {before} {apart == 0}",
        f"level {spot.level} {kind}",
        f"level {spot.level} {apart} {len(spots) > 1}",
        f"apart {apart} {kind}",
        f"long {is_long} {apart} {before}",
        f"long {is_long} {apart} {thread.spot is spot}",
        f"before {before} {apart == 0}",
        f"before {before} {kind}",
        f"after {after} {apart == 0}",
        f"after {before} {after}",
        f"owner {after == chr(39) + 's'} {beyond} ",
        f"start {spot.first == 0} {before}",
        f"front {spot.first <= 2} {before} {apart == 0}",
        f"actor {spot.first == 0} {after in words.actors} {beyond in words.actors}",
        f"tag {line.sentence.tags[spot.last : spot.last + 1]} {before == ''} {apart == 0}",
        f"names {len(spot.places[0])} {len(spot.places) > 1}",
        f"many {min(4, len(spots))} {apart}",
        *_thread_signs(candidate, spot, thread),
    ]
    if apart == 0:
        return [*signs, *_near_signs(candidate, spot, line, before=before, spots=spots)]
    return [*signs, *_far_signs(candidate, spot, spots, before=before)]


def _thread_signs(candidate: Candidate, spot: Spot, thread: Thread) -> Signs:
    """Whether the claim before was there, elsewhere or nowhere."""
    if not thread.told:
        return ["thread start"]
    same = "same" if thread.spot == spot else "other" if thread.spot else "none"
    apart = min(2, candidate.line - thread.line)
    here = spot.line == candidate.line
    return [
        f"thread {same} {apart}",
        f"thread {same} {here} {apart}",
        f"thread {same} {candidate.trigger.type}",
        f"thread {same} {candidate.roles.reading} {here}",
    ]


def _word_before(line: Line, spot: Spot, words: PlaceWords) -> str:
    """The word that places a name: articles, directions, "the city of" and "51 cities of" skipped."""
    token = spot.first - 1
    while token >= 0 and _describes(line, token, words):
        token -= 1
    if line.sentence.word(token) == "of" and line.sentence.word(token - 1) in words.several:
        token -= 2
        while token >= 0 and line.sentence.tags[token] in "DQ":
            token -= 1
    return sign_at(line, token)


def _describes(line: Line, token: int, words: PlaceWords) -> bool:
    """Whether a word before a name says only what kind of place it is: "the southern city of"."""
    word = line.tokens.lower[token]
    if word in words.kinds or word in words.directions or line.sentence.tags[token] == "D":
        return True
    return word in ("of", ",") and line.sentence.word(token - 1) in words.kinds


def _near_signs(candidate: Candidate, spot: Spot, line: Line, *, before: str, spots: Sequence[Spot]) -> Signs:
    trigger, sentence = candidate.trigger, line.sentence
    is_after = spot.first >= trigger.last
    between = sentence.tags[trigger.last : spot.first] if is_after else sentence.tags[spot.last : trigger.first]
    verbs = sum(between.count(letter) for letter in "VEG")
    clauses = sum(between.count(letter) for letter in "SL")
    distance = min(6, (len(between) + 2) // 3)
    same_side = [
        other
        for other in spots
        if other.line == spot.line
        and other is not spot
        and (other.first >= trigger.last) == is_after
        and (abs(other.first - trigger.first) < abs(spot.first - trigger.first))
    ]
    side = "right" if is_after else "left"
    roles = candidate.roles
    chunk = sentence.at[spot.first]
    cause = sign_at(line, sentence.chunks[sentence.at[trigger.first]].first - 1)
    role = "patient" if chunk in roles.patients else "agent" if chunk == roles.agent else "other"
    return [
        f"{side} {distance}",
        f"{side} {distance} {before}",
        f"{side} verbs {min(verbs, 3)} clauses {min(clauses, 2)}",
        f"{side} {trigger.type} {before}",
        f"{side} clauses {min(clauses, 2)} {before}",
        f"{side} nearer {min(2, len(same_side))}",
        f"{side} nearer {min(2, len(same_side))} {before}",
        f"{side} reading {roles.reading} {before}",
        f"{side} comma {',' in between} {min(verbs, 2)} {before}",
        f"role {role} {trigger.type}",
        f"cause {cause} {side} {roles.reading}",
        f"cause {cause} {before}",
        f"role {role} {roles.reading}",
        f"{side} form {trigger.lemma} {before}",
    ]


def _far_signs(candidate: Candidate, spot: Spot, spots: Sequence[Spot], *, before: str) -> Signs:
    own = any(other.line == candidate.line for other in spots)
    apart = min(5, candidate.line - spot.line)
    nearest = not any(other.line == candidate.line - 1 for other in spots)
    return [
        f"far {apart} own {own}",
        f"far {apart} own {own} {before}",
        f"far {apart} {candidate.trigger.type} {own}",
        f"far {candidate.roles.reading} {own}",
        f"far {candidate.trigger.lemma} {own}",
        f"far nearest {nearest} {apart}",
    ]
