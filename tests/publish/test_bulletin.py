"""The bulletin: every number with its source and its figure, nothing that a browser loads or runs, the same bytes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import html

from habeas.exc import TableError
from habeas.model.edition import Edition, list_tallies, tally_id
from habeas.model.judgement import Judgement
from habeas.model.tally import SetAside
from habeas.publish.bulletin import render_bulletin
from habeas.publish.bulletin.foreign import tame_label
from habeas.publish.bulletin.unsaid import list_doubted
from tests.publish.editions import make_small_edition
from tests.publish.samples import HOSTILE, RUSSIA, SAMPLES, Told, make_edition, make_tally, prove

Page = Any  # an element of lxml, which has no types


@cache
def sample(name: str) -> Edition:
    """A sample edition."""
    return SAMPLES[name]()


@cache
def files(name: str) -> Mapping[str, bytes]:
    """The bulletin of a sample edition."""
    return render_bulletin(sample(name))


def page(name: str) -> Page:
    """Its page as a tree."""
    return html.document_fromstring(files(name)["bulletin.html"].decode())


def words(name: str, path: str) -> str:
    """The text of the first element at an XPath of its page."""
    return " ".join(page(name).xpath(path)[0].text_content().split())


def test_the_headline_is_the_figure_in_words() -> None:
    assert words("russia", "//h1") == "At least 2,710 people were detained in Russia on 27 February 2022"
    deck = words("russia", "//p[@class='deck']")
    assert deck.startswith("As of 22:54 UTC. At least 1,871 even if any one voice is wrong")
    assert "not yet reviewed, 2,768" in deck


def test_an_empty_day_says_that_nothing_was_reported_and_gives_no_number() -> None:
    assert set(files("empty")) == {"bulletin.html", "bulletin.md"}
    assert words("empty", "//h1").startswith("Nothing was reported in Russia on 27 February 2022")
    assert "That is not zero" in words("empty", "//main")
    assert not page("empty").xpath("//data")


def test_reports_without_a_number_give_none() -> None:
    told = Told("vague-1", RUSSIA, None)
    edition = make_edition(RUSSIA, [make_tally(RUSSIA, None)], [told], aside=(SetAside("vague-1", "no number given"),))
    text = render_bulletin(edition)["bulletin.html"].decode()
    assert "Reports say that people were detained" in text
    assert "none gives a number" in text and 'id="note-1"' in text
    assert "<data" not in text


def test_a_figure_that_one_voice_carries_says_so_and_keeps_its_number() -> None:
    told = Told("alone-1", RUSSIA, 40)
    edition = make_edition(RUSSIA, [make_tally(RUSSIA, prove(("alone-1", 40)))], [told])
    text = render_bulletin(edition)["bulletin.md"].decode()
    assert 'data-field="robust_low">no number</data> is proved' in text


def test_a_place_of_which_words_are_withheld_stays_without_a_name() -> None:
    assert tame_label("Johor + southern [withheld]") == "Johor + a place not named here"


def test_a_dispute_is_told_once_by_its_narrowest_place() -> None:
    said = [" ".join(line.text_content().split()) for line in page("russia").xpath("//*[@id='disputes']/..//li")]
    assert len(said) == len(set(said)) and all(line.startswith(("Russia: ", "Moscow: ")) for line in said)


def test_a_measure_of_which_no_claim_is_there_was_not_reported() -> None:
    edition = make_edition(RUSSIA, [make_tally(RUSSIA, None)], [])
    text = render_bulletin(edition)["bulletin.html"].decode()
    assert "Nothing was reported" in text and "Reports say" not in text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_marked_number_is_the_number_of_its_figure(name: str) -> None:
    tallies = {tally_id(tally): tally for tally in list_tallies(sample(name))}
    fields = ("low", "robust_low", "high", "low_with_alleged")
    marked = [data for data in page(name).xpath("//data") if data.get("data-field") in fields]
    assert bool(marked) == (name != "empty")
    for data in marked:
        assert int(data.get("value")) == getattr(tallies[data.get("data-tally")], data.get("data-field"))
        shown = data.text_content().replace(",", "")
        assert shown == data.get("value") or (data.get("value") == "0" and shown in ("none", "one voice only"))


@pytest.mark.parametrize("name", ["russia", "disputed", "crowded", "hostile"])
def test_every_number_of_a_table_has_a_note_and_every_note_is_there(name: str) -> None:
    tree = page(name)
    for data in tree.xpath("//table//td[@class='n'][1]/data"):
        assert data.getnext() is not None and data.getnext().get("class") == "refs", data.get("value")
    notes = {f"#{note}" for note in tree.xpath("//footer//li/@id")}
    referred = set(tree.xpath("//sup//a/@href"))
    assert referred and referred <= notes


@pytest.mark.parametrize(("name", "first"), [("russia", "1–18"), ("crowded", "1–120"), ("disputed", "1–3")])
def test_the_notes_of_the_headline_come_first_and_run_together(name: str, first: str) -> None:
    assert words(name, "//dl//sup") == first


def test_a_note_gives_voice_outlet_time_words_place_and_address() -> None:
    note = words("russia", "//li[@id='note-31']")
    assert note.startswith("police in Moscow, in Demo Herald, 27 Feb 2022: some 950 (950 to 1,045); Moscow.")
    assert "https://demo-wire.example/2022/02/27/police-1" in note


def test_an_undated_report_is_called_undated() -> None:
    assert "Demo Letterbox, undated: about eighty" in words("russia", "//li[@id='note-30']")


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("russia", "//section[@aria-labelledby='disputes']", "both cannot be true.2, 31"),
        ("russia", "//section[@aria-labelledby='changes']", "Russia: detentions on 27 February 2022: 2,063 → 2,710"),
        ("russia", "//section[@aria-labelledby='changes']", "OVD-Info replaced its own figure for Moscow.2"),
        ("russia", "//section[@aria-labelledby='growth']", "21:02 UTC3,155 → 2,656OVD-Info corrects"),
        ("russia", "//section[@aria-labelledby='method']", "by the convention guidelines-1"),
        ("russia", "//section[@aria-labelledby='method']", "habeas verify DIR"),
        ("russia", "//section[@aria-labelledby='aside']", "1 claim did not enter a figure"),
        ("disputed", "//p[@class='proof']", "1/2 × 41 Saint Petersburg"),
        ("disputed", "//p[@class='proof']", "= 56, rounded up to a whole number"),
        ("disputed", "//dl[@class='key']", "At most50"),
        ("crowded", "//dl[@class='key']", "Cities120"),
        ("empty", "//section[@aria-labelledby='changes']", "This is the first edition of its line."),
    ],
)
def test_a_section_says(name: str, path: str, expected: str) -> None:
    assert expected in words(name, path)


def test_what_a_figure_changed_to_leads_to_its_claims() -> None:
    (line, *_) = page("russia").xpath("//section[@aria-labelledby='changes']//li")
    after = line.xpath(".//data[@data-field='after']")[0]
    assert after.getnext().xpath(".//a/@href") == page("russia").xpath("//dl[@class='key']/div[1]//a/@href")
    assert re.search(r"2,063</data> → .*2,710</data> \\\[\d", files("russia")["bulletin.md"].decode())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_loads_nothing_and_runs_nothing(name: str) -> None:
    tree = page(name)
    assert not tree.xpath("//script | //img | //link | //iframe | //object | //form | //*[@style] | //@onerror")
    assert all(link.startswith(("#", "http://", "https://")) for link in tree.xpath("//a/@href"))
    assert not re.search(r"url\((?!#)|@import", files(name)["bulletin.html"].decode())
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_words_of_others_cannot_leave_their_place() -> None:
    text = files("hostile")["bulletin.html"].decode()
    assert "<script" not in text and "<img" not in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b\u2028]", text)
    assert "x" * 120 not in text
    assert "{{ 7 * 7 }}" in text
    assert HOSTILE[7] in text


def test_words_of_others_cannot_leave_their_place_in_markdown() -> None:
    text = files("hostile")["bulletin.md"].decode()
    assert "<script" not in text and "<img" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


@pytest.mark.parametrize("name", ["russia", "disputed", "hostile"])
def test_markdown_marks_the_same_numbers(name: str) -> None:
    text = files(name)["bulletin.md"].decode()
    marked = set(re.findall(r'data-tally="([^"]+)" data-field="(low|robust_low|high)"', text))
    expected = {
        (data.get("data-tally"), data.get("data-field"))
        for data in page(name).xpath("//data")
        if data.get("data-field") in ("low", "robust_low", "high")
    }
    assert marked == expected


@pytest.mark.parametrize("name", ["russia", "empty"])
def test_the_same_edition_gives_the_same_bytes(name: str) -> None:
    assert render_bulletin(SAMPLES[name]()) == files(name)


def test_ids_are_unique_within_a_page() -> None:
    ids = page("russia").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_tables_and_pictures_say_what_they_are() -> None:
    tree = page("russia")
    assert tree.xpath("//table/caption") and tree.xpath("//thead//th[@scope='col']")
    assert len(tree.xpath("//tbody//th[@scope='row']")) == 18
    for picture in tree.xpath("//*[local-name()='svg'][@role='img']"):
        named = picture.get("aria-labelledby").split()
        assert [len(tree.xpath(f"//*[@id='{name}']")) for name in named] == [1, 1]


def test_a_convention_that_is_unknown_stops() -> None:
    edition = sample("empty")
    odd = replace(edition, scope=replace(edition.scope, convention="tea-leaves"))
    with pytest.raises(TableError, match="tea-leaves"):
        render_bulletin(odd)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", ["ink", "faint", "mark"])
def test_contrast_is_enough_in_both_schemes(ink: str) -> None:
    style = page("empty").xpath("//style/text()")[0]
    roots = re.findall(r":root\{([^}]*)\}", style)
    for root in roots[:2]:
        colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", root))
        light, dark = sorted((_luminance(colours["paper"]), _luminance(colours[ink])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, root)


def test_a_claim_that_the_desk_accepted_is_in_no_doubt() -> None:
    told = make_small_edition()
    doubted = tuple(replace(stored, claim=replace(stored.claim, score=0.2)) for stored in told.claims)
    first, *others = (stored.claim.id for stored in doubted)
    accepted = Judgement("judgement-1", "accept-claim", (first,), "the desk", "2022-02-27T22:00:00Z", "seen")
    assert list_doubted(replace(told, claims=doubted)) == {first, *others}
    assert list_doubted(replace(told, claims=doubted, judgements=(accepted,))) == set(others)


def test_voices_of_parts_are_named_beside_those_of_the_whole() -> None:
    edition = sample("russia")
    total, *cities = list_tallies(edition)
    said = replace(total, voices=(replace(cities[0].voices[0], voice="lists:people", name="person lists", low=83),))
    sheet = replace(edition.sheets[0], tallies=(said, *cities))
    made = render_bulletin(replace(edition, sheets=(sheet,)))["bulletin.md"].decode()
    line = next(line for line in made.splitlines() if "Who says so:" in line)
    assert re.sub("<[^>]*>", "", line).startswith("- Who says so: of parts: OVD-Info; of the whole: person lists 83")


def test_of_figures_told_late_for_the_first_time_a_few_are_printed_and_the_rest_counted() -> None:
    edition = sample("russia")
    late = [replace(edition.corrected[0], label=f"Town {number}", before=None) for number in range(9)]
    made = render_bulletin(replace(edition, corrected=(*late, *edition.corrected)))
    for name in ("bulletin.html", "bulletin.md"):
        text = made[name].decode()
        assert text.count("Town ") == 6
        assert "OVD-Info replaced its own figure" in text
        assert "And 3 more in the edition's data." in text
