"""Maps: the right part of the earth, whole, with names that do not cover one another."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from habeas.publish.drawing.frame import find_body, frame_country, frame_points
from habeas.publish.drawing.label import Circle, place_labels
from habeas.publish.drawing.map import NARROW, WIDE, MapPlace, draw_map, list_unshown, radius_of
from habeas.publish.drawing.outlines import load_outlines
from habeas.publish.drawing.svg import INKS, Caption, picture_css, stand_alone

HEIGHTS = WIDE.heights
OUTLINES = Path(__file__).resolve().parents[2] / "habeas" / "publish" / "outlines.json"
# Country, a place within its body, and places that lie apart from it.
COUNTRIES: list[tuple[str, tuple[float, float], list[tuple[float, float]]]] = [
    ("RU", (37.62, 55.75), []),
    ("BY", (27.57, 53.9), []),
    ("FR", (2.35, 48.86), [(166.46, -22.27), (55.45, -20.88)]),
    ("US", (-87.6, 41.9), [(-149.9, 61.2), (-157.86, 21.3)]),
    ("FJ", (178.44, -18.14), []),
    ("NZ", (174.78, -41.29), []),
    ("CL", (-70.65, -33.46), [(-109.4, -27.15)]),
    ("MY", (101.69, 3.14), []),
    ("VA", (12.45, 41.9), []),
]


@cache
def draw(country: str | None) -> str:
    """The map of a country with the places of its row; of the world for None."""
    rows = [row for row in COUNTRIES if country in (None, row[0])]
    places = [
        MapPlace(f"{code} {place}", at, 10 * place + 5, code)
        for code, inside, apart in rows
        for place, at in enumerate((inside, *apart))
    ]
    return draw_map(places, Caption("m", "A map", "What it shows"), country=country)


@pytest.mark.parametrize(("country", "inside", "apart"), COUNTRIES)
def test_a_country_is_framed_with_what_is_its_body(
    country: str, inside: tuple[float, float], apart: list[tuple[float, float]]
) -> None:
    frame = frame_country(country, WIDE.width, HEIGHTS)
    assert frame is not None and frame.holds(inside)
    assert not any(frame.holds(point) for point in apart)
    assert all(-1 <= x <= frame.width + 1 for x, _ in map(frame.projection.place, find_body(country)))


@pytest.mark.parametrize("country", [*(row[0] for row in COUNTRIES), None])
def test_circles_stand_where_the_projection_puts_them(country: str | None) -> None:
    drawn = etree.fromstring(draw(country).encode())
    circles = drawn.xpath("//*[local-name()='path'][contains(@class, 's-mark')]")
    assert len(circles) >= sum(1 + len(row[2]) for row in COUNTRIES if row[0] == country)
    frame = (
        frame_country(country, WIDE.width, HEIGHTS)
        if country
        else frame_points([row[1] for row in COUNTRIES], WIDE.width, HEIGHTS)
    )
    assert frame is not None
    x, y = frame.projection.place(next(row[1] for row in COUNTRIES if country in (None, row[0])))
    places = [tuple(map(float, re.findall(r"-?[\d.]+", circle.get("transform")))) for circle in circles]
    assert any(abs(left - x) < 0.2 and abs(top - y) < 0.2 for left, top in places)


def test_russia_is_not_torn_at_the_180th_meridian() -> None:
    frame = frame_country("RU", WIDE.width, HEIGHTS)
    assert frame is not None
    west, east = frame.projection.place((179.9, 67.0)), frame.projection.place((-179.9, 67.0))
    assert abs(west[0] - east[0]) + abs(west[1] - east[1]) < 3
    land = etree.fromstring(draw("RU").encode()).xpath("//*[@class='f-focus s-focus']/@d")
    assert len(land) == 1
    steps = [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", re.sub(r"M[^l]*l", "", land[0]))]
    assert max(abs(x) + abs(y) for x, y in steps) < 60


def test_a_country_without_an_outline_is_framed_by_its_points() -> None:
    assert frame_country("TK", WIDE.width, HEIGHTS) is None
    assert "Atafu 3" in draw_map([MapPlace("Atafu", (-172.5, -8.55), 3, "TK")], Caption("m", "t", "d"), country="TK")


def test_places_over_several_continents_are_framed_by_the_world() -> None:
    assert frame_points([(37.6, 55.8), (-70.7, -33.5), (151.2, -33.9)], 760, HEIGHTS).projection.kind == "equalEarth"
    assert frame_points([(27.6, 53.9), (30.3, 59.9)], 760, HEIGHTS).projection.kind == "azimuthalEqualArea"


def test_areas_of_circles_are_in_proportion() -> None:
    assert radius_of(100, 400, 30.0) * 2 == radius_of(400, 400, 30.0) == 30.0
    assert radius_of(0, 400, 30.0) > 2


def test_what_no_map_shows_is_listed() -> None:
    far = [MapPlace(str(lon), (lon, -10.0), 1, None) for lon in range(-160, 160, 40)]
    assert len(list_unshown(far, "BY")) == len(far) - 4


def test_labels_cover_neither_labels_nor_circles() -> None:
    circles = [Circle(40 + 7 * place, 100 + place % 5, 4.0, f"Town {place}") for place in range(60)]
    labels = place_labels(circles, 12.0, (500, 200), most=40)
    assert 4 <= len(labels) < 60
    lefts = {"start": 0.0, "middle": 0.5, "end": 1.0}
    boxes = [(x.x - lefts[x.anchor] * 48, x.y) for x in labels]
    apart = [abs(a - c) > 40 or abs(b - d) > 12 for (a, b) in boxes for (c, d) in boxes if (a, b) != (c, d)]
    assert all(apart)


def test_a_map_names_itself_and_knows_both_schemes() -> None:
    drawn = etree.fromstring(stand_alone(draw("BY")))
    assert drawn.get("role") == "img" and drawn.xpath("string(*[local-name()='title'])") == "A map"
    css = picture_css()
    assert "prefers-color-scheme:dark" in css
    assert all(f".f-{name}" in css for name in INKS.values())


def test_words_in_a_map_are_escaped() -> None:
    drawn = draw_map([MapPlace("<script>", (27.6, 53.9), 5, "BY")], Caption("m", "<t>", "&"), country="BY", size=NARROW)
    assert "<script>" not in drawn and "&lt;script&gt; 5" in drawn


def test_the_same_places_give_the_same_bytes() -> None:
    again = draw.__wrapped__("FR")
    assert again == draw("FR")


def test_outlines_are_small_and_name_their_source() -> None:
    assert OUTLINES.stat().st_size <= 400_000
    assert "Natural Earth" in load_outlines()["source"]


@pytest.mark.parametrize(("low", "legend"), [(4, ["2"]), (48, ["4", "20"]), (2969, ["80", "400", "2,000"]), (None, [])])
def test_the_legend_shows_no_circle_greater_than_those_of_the_map(low: int | None, legend: list[str]) -> None:
    drawn = draw_map([MapPlace("Minsk", (27.57, 53.9), low, "BY")], Caption("m", "A map", "It shows"), country="BY")
    words = ["".join(text.itertext()) for text in etree.fromstring(drawn.encode()).iter("{*}text")]
    assert list(dict.fromkeys(each for each in words if each[0].isdigit())) == legend
