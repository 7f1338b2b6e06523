"""Makes the lists of the demo anew: invented people on three lists that overlap, none of them complete.

    python -m benchmarks.make_people [FOLDER]

writes `hotline.csv`, `court.csv` and `lawyers.csv` into `demo/people/`. The cities are real; the people, their police
stations and their courts are not, and their names say so (family names such as "Made-up", "Draft", "Template").
"""

import csv
import io
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

FOLDER = Path(__file__).resolve().parents[1] / "demo" / "people"
PEOPLE = 100
REACH = {"hotline": 0.62, "court": 0.55, "lawyers": 0.6}
LABEL = "Invented for the demo."
SEED = 20220227

# Family names that say "test", "example", "template", "made up"; each as a man's and a woman's, Cyrillic and Latin.
FAMILIES = (
    ("Тестов", "Testov"),
    ("Примеров", "Primerov"),
    ("Шаблонов", "Shablonov"),
    ("Макетов", "Maketov"),
    ("Выдумкин", "Vydumkin"),
    ("Понарошкин", "Ponaroshkin"),
    ("Черновиков", "Chernovikov"),
    ("Небывальцев", "Nebyvaltsev"),
    ("Пробников", "Probnikov"),
    ("Условнов", "Uslovnov"),
    ("Вымыслов", "Vymyslov"),
    ("Заглушкин", "Zaglushkin"),
    ("Якобычев", "Yakobychev"),
    ("Нетаковский", "Netakovsky"),
    ("Вроделюбов", "Vrodelyubov"),
    ("Допустимов", "Dopustimov"),
)
# Given names with the short form a caller may use: Cyrillic, Latin, short.
MEN = (
    ("Иван", "Ivan", "Ваня"),
    ("Дмитрий", "Dmitry", "Дима"),
    ("Сергей", "Sergey", "Серёжа"),
    ("Юрий", "Yuri", "Юра"),
    ("Алексей", "Aleksei", "Лёша"),
    ("Павел", "Pavel", "Паша"),
)
WOMEN = (
    ("Анна", "Anna", "Аня"),
    ("Мария", "Maria", "Маша"),
    ("Екатерина", "Ekaterina", "Катя"),
    ("Юлия", "Yulia", "Юля"),
    ("Ольга", "Olga", "Оля"),
    ("Наталья", "Natalia", "Наташа"),
)
PATRONYMICS = (
    ("Пробович", "Probovich"),
    ("Тестович", "Testovich"),
    ("Макетович", "Maketovich"),
    ("Примерович", "Primerovich"),
)
CITIES = (
    ("Москва", "Moscow"),
    ("Санкт-Петербург", "Saint Petersburg"),
    ("Пермь", "Perm"),
    ("Казань", "Kazan"),
    ("Екатеринбург", "Yekaterinburg"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """A person who does not exist, in both scripts: (Cyrillic, Latin)."""

    family: tuple[str, str]
    given: tuple[str, str, str]
    patronymic: tuple[str, str]
    born: date
    city: tuple[str, str]
    detained: date
    station: int
    days_held: int


def invent_people(random: Random) -> list[Invented]:
    """The people whom the lists are about."""
    return [_invent(random) for _ in range(PEOPLE)]


def _invent(random: Random) -> Invented:
    is_woman = random.random() < 0.4
    family, patronymic = random.choice(FAMILIES), random.choice(PATRONYMICS)
    return Invented(
        family=_feminine(family) if is_woman else family,
        given=random.choice(WOMEN if is_woman else MEN),
        patronymic=_daughter(patronymic) if is_woman else patronymic,
        born=date(1955, 1, 1) + timedelta(days=random.randrange(17_800)),
        city=random.choices(CITIES, weights=(5, 4, 1, 1, 2))[0],
        detained=date(2022, 2, 24) + timedelta(days=random.randrange(4)),
        station=random.randint(1, 3),
        days_held=random.choice((0, 0, 1, 1, 2, 10)),
    )


def _feminine(family: tuple[str, str]) -> tuple[str, str]:
    cyrillic, latin = family
    if cyrillic.endswith("ий"):
        return f"{cyrillic[:-2]}ая", f"{latin[:-1]}aya"
    return f"{cyrillic}а", f"{latin}a"


def _daughter(patronymic: tuple[str, str]) -> tuple[str, str]:
    return f"{patronymic[0][:-2]}на", f"{patronymic[1][:-3]}na"


def list_hotline(people: list[Invented], random: Random) -> list[dict[str, str]]:
    """What callers said: names in any order, short forms and slips, ages instead of birth dates."""
    return [
        {
            "call": f"H-{number:03d}",
            "person": _hear(who, random),
            "age": "" if random.random() < 0.25 else str(_age(who) + random.choice((0, 0, 0, 1, -1))),
            "city": who.city[0],
            "detained": _write(who.detained),
            "held at": "" if random.random() < 0.3 else f"ОВД «Условное» № {who.station}",
            "released": _write(_end(who)) if who.days_held < 2 and random.random() < 0.6 else "",
            "may be listed": random.choice(("yes", "yes", "yes", "no", "?")),
            "caller": f"+7 000 000-00-{number:02d}",
            "remarks": LABEL,
        }
        for number, who in enumerate(people, 1)
    ]


def list_court(people: list[Invented], random: Random) -> list[dict[str, str]]:
    """What the doors of courts said: family names and initials, birth dates."""
    return [
        {
            "case": f"5-{number}/2022",
            "defendant": f"{who.family[0]} {who.given[0][0]}. {who.patronymic[0][0]}.",
            "born": _write(who.born),
            "city": who.city[0],
            "detained": _write(who.detained),
            "court": "Примерный районный суд",
            "hearing": _write(_next(who)),
            **_outcome(who, random),
            "remarks": LABEL,
        }
        for number, who in enumerate(people, 1)
    ]


def list_lawyers(people: list[Invented], random: Random) -> list[dict[str, str]]:
    """What lawyers noted: names taken apart, in Latin letters by more than one rule."""
    return [
        {
            "file": f"{number}",
            "family name": _spell(who.family[1], random),
            "given name": _spell(who.given[1], random),
            "patronymic": "" if random.random() < 0.4 else who.patronymic[1],
            "born": who.born.isoformat() if random.random() < 0.7 else str(who.born.year),
            "city": who.city[1],
            "country": "Russia",
            "detained": who.detained.isoformat(),
            "station": f"Example police station {who.station}",
            "moved": _next(who).isoformat() if who.days_held > 1 else "",
            "moved to": "Example detention centre" if who.days_held > 1 else "",
            "charged": _next(who).isoformat() if who.days_held else "",
            "released": _end(who).isoformat() if who.days_held <= 2 else "",
            "lawyer": random.choice(("lawyer A", "lawyer B")),
            "consent": (consent := random.choice(("yes", "yes", "no", ""))),
            "share": "all" if consent == "yes" else "counts",
            "remarks": LABEL,
        }
        for number, who in enumerate(people, 1)
    ]


def make_lists() -> dict[str, str]:
    """The three lists as CSV, by name; the same at every run."""
    random = Random(SEED)
    people = invent_people(random)
    reached = {name: [who for who in people if random.random() < share] for name, share in REACH.items()}
    makers = {"hotline": list_hotline, "court": list_court, "lawyers": list_lawyers}
    return {name: _write_csv(make(reached[name], random)) for name, make in makers.items()}


def _hear(who: Invented, random: Random) -> str:
    given = who.given[2] if random.random() < 0.25 else who.given[0]
    family = who.family[0]
    if random.random() < 0.12:
        place = random.randrange(1, len(family) - 1)
        family = family[:place] + family[place + 1 :]
    shapes = (f"{family} {given}", f"{given} {family}", f"{family} {given} {who.patronymic[0]}")
    return random.choice(shapes)


def _spell(name: str, random: Random) -> str:
    """Another rule of writing the same name in Latin letters, half of the time."""
    if random.random() < 0.5:
        return name
    for ours, theirs in (
        ("Yu", "Iu"),
        ("Ye", "E"),
        ("ei", "ey"),
        ("ey", "ei"),
        ("lya", "lia"),
        ("sky", "skii"),
        ("ky", "kij"),
    ):
        if ours in name:
            return name.replace(ours, theirs)
    return name


def _outcome(who: Invented, random: Random) -> dict[str, str]:
    if who.days_held == 10:
        return {"outcome": "arrest", "term": "10 суток"}
    outcome = random.choice(("fine", "fine", "dismissed", "adjourned"))
    return {"outcome": outcome, "term": "10 000 ₽" if outcome == "fine" else ""}


def _age(who: Invented) -> int:
    return (who.detained - who.born).days * 4 // 1461


def _next(who: Invented) -> date:
    return who.detained + timedelta(days=1)


def _end(who: Invented) -> date:
    return who.detained + timedelta(days=who.days_held)


def _write(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _write_csv(rows: list[dict[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name, content in make_lists().items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
