"""How a list writes a person down: script, order, initials, short forms, an age for a birth date, and errors."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from habeas.evaluate.lists.people import NamePart, TruePerson, load_names, place_ids
from habeas.evaluate.lists.plan import ErrorRates, ListPlan, Script
from habeas.model.linking import LinkRecord
from habeas.model.person import Identity

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Written:
    """The names as one row has them."""

    given: str
    patronymic: str | None
    family: str


def write_row(rng: Random, person: TruePerson, plan: ListPlan, *, errors: ErrorRates, key: str) -> LinkRecord:
    """A row about the person, as the list would have it; `key` becomes the id of the record."""
    day = _write_day(rng, person, errors)
    place, within = place_ids(person.place)
    if rng.random() < errors.wider:
        place, within = within[0], within[1:]
    has_place = rng.random() < plan.places
    identity = _write_identity(rng, person, plan, errors=errors)
    return LinkRecord(key, plan.name, identity, place if has_place else None, within if has_place else (), day)


def _write_identity(rng: Random, person: TruePerson, plan: ListPlan, *, errors: ErrorRates) -> Identity:
    written = _write_names(rng, person, plan, errors=errors)
    birth, age = _write_birth(rng, person, plan, errors=errors)
    facility = _write_facility(rng, person, plan) if rng.random() < plan.facilities else None
    if plan.layout == "apart":
        return Identity(
            given=written.given, patronymic=written.patronymic, family=written.family,
            birth=birth, age=age, facility=facility,
        )  # fmt: skip
    is_family_first = (plan.layout == "family first") != (rng.random() < errors.swapped)
    fore = [written.given, *([written.patronymic] if written.patronymic else ())]
    name = " ".join([written.family, *fore] if is_family_first else [*fore, written.family])
    return Identity(name=name, birth=birth, age=age, facility=facility)


def _write_names(rng: Random, person: TruePerson, plan: ListPlan, *, errors: ErrorRates) -> Written:
    standard = plan.standard or rng.choice(sorted(load_names().romanisations))
    given = _spell(rng, person.given, plan.script, standard)
    if person.given.short and rng.random() < errors.short:
        given = _spell(rng, NamePart(rng.choice(person.given.short)), plan.script, standard)
    patronymic = _spell(rng, person.patronymic, plan.script, standard) if rng.random() < plan.patronymics else None
    family = _spell(rng, person.family, plan.script, standard)
    if rng.random() < plan.initials:
        given, patronymic = f"{given[0]}.", f"{patronymic[0]}." if patronymic else None
    if rng.random() >= errors.typo:
        return Written(given, patronymic, family)
    if rng.random() < 0.65:
        return Written(given, patronymic, mistype(rng, family, plan.script))
    return Written(mistype(rng, given, plan.script), patronymic, family)


def _spell(rng: Random, part: NamePart, script: Script, standard: str) -> str:
    if script == "arabic" and part.arabic:
        return part.arabic
    if script == "cyrillic":
        return part.cyrillic
    return rng.choice(part.latin) if part.latin else romanise(part.cyrillic, standard)


@lru_cache(maxsize=200_000)
def romanise(words: str, standard: str) -> str:
    """Cyrillic words as a romanisation of the table writes them; capitals stay."""
    table = load_names().romanisations[standard]
    return " ".join(_romanise_word(word, table) for word in words.split())


def _romanise_word(word: str, table: dict[str, str]) -> str:
    latin = "".join(table.get(letter, letter) for letter in word.lower())
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def mistype(rng: Random, name: str, script: Script) -> str:
    """The name with one letter left out, added, changed or exchanged with the next; short ones stay."""
    if len(name) < _SHORTEST:
        return name
    at = 1 + rng.randrange(len(name) - 2)
    letter = rng.choice(load_names().typing[script])
    edits = (
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return rng.choice(edits)


def _write_birth(
    rng: Random, person: TruePerson, plan: ListPlan, *, errors: ErrorRates
) -> tuple[str | None, int | None]:
    if rng.random() < plan.dates:
        born = _mistake_birth(rng, person.birth) if rng.random() < errors.birth else person.birth
        return (born.isoformat() if rng.random() < 0.85 else str(born.year)), None
    if rng.random() >= plan.ages:
        return None, None
    had_birthday = (person.day.month, person.day.day) >= (person.birth.month, person.birth.day)
    age = person.day.year - person.birth.year - (not had_birthday)
    return None, age + (rng.choice((-1, 1)) if rng.random() < 2 * errors.birth else 0)


def _mistake_birth(rng: Random, birth: date) -> date:
    """A birth date copied wrongly: day and month exchanged where that is a date, or another year, or another day."""
    if birth.day <= 12 and rng.random() < 0.4:
        return birth.replace(month=birth.day, day=birth.month)
    if rng.random() < 0.5:
        return birth.replace(year=birth.year + rng.choice((-10, -1, 1, 10)), day=min(birth.day, 28))
    return birth + timedelta(days=rng.choice((-10, -1, 1, 10)))


def _write_day(rng: Random, person: TruePerson, errors: ErrorRates) -> str | None:
    if rng.random() < errors.day_missing:
        return None
    off = rng.choice((-1, 1)) if rng.random() < errors.day else 0
    return (person.day + timedelta(days=off)).isoformat()


def _write_facility(rng: Random, person: TruePerson, plan: ListPlan) -> str:
    kind, number = person.facility
    words = rng.choice(load_names().facilities[kind]).format(n=number)
    return words if plan.script == "cyrillic" else romanise(words, plan.standard or "press")
