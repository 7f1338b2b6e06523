"""The score of places: on three small corpora of our own in the public ones' formats, and floors on the real ones."""

from pathlib import Path

import pytest

from habeas.evaluate.places import evaluate_places, find_meant, place_rows, read_lgl
from habeas.exc import InputError
from habeas.gazetteer import Gazetteer, open_gazetteer
from tests.places import GAZETTEER

LGL = """<articles><article><text>Crowds met in Minsk, not in Gomel nor Quibbleton.</text><toponyms>
<toponym><start>14</start><end>19</end><phrase>Minsk</phrase>
<gaztag geonameid="625144"><lat>53.9</lat><lon>27.57</lon></gaztag></toponym>
<toponym><start>28</start><end>33</end><phrase>Gomel</phrase>
<gaztag geonameid="1"><lat>52.4</lat><lon>31</lon></gaztag></toponym>
<toponym><start>38</start><end>48</end><phrase>Quibbleton</phrase></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><text>Cases rose in Kenya.</text><locations><location><name>Kenya</name>
<start>15</start><end>20</end><lat>0.5</lat><lon>37.5</lon></location></locations></article></articles>"""
GWN = """<articles><article><text>French aid reached Lagos.</text><toponyms>
<toponym><extractedName>French</extractedName><type>Non_Literal_Modifier</type><modifierType>Adjective</modifierType>
<start>0</start><end>6</end><geonamesID>3017382</geonamesID><latitude>46</latitude><longitude>2</longitude></toponym>
<toponym><extractedName>Lagos</extractedName><type>Literal</type><modifierType/>
<start>19</start><end>24</end><geonamesID>2332459</geonamesID><latitude>6.45</latitude><longitude>3.4</longitude></toponym>
<toponym><extractedName>aid</extractedName><type>Non_Toponym</type><modifierType/>
<start>7</start><end>10</end><geonamesID/></toponym></toponyms></article></articles>"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder with the three files."""
    for name, content in (("lgl.xml", LGL), ("GeoVirus.xml", GEOVIRUS), ("GWN.xml", GWN)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def places() -> Gazetteer:
    """The real gazetteer, where the tests of places keep it."""
    return open_gazetteer(GAZETTEER)


def test_each_corpus_is_counted_by_its_own_convention(corpora: Path, places: Gazetteer) -> None:
    evaluation = evaluate_places(corpora, places)
    counts = {score.corpus: (score.mentions, score.exact, score.near, score.known) for score in evaluation.scores}
    assert counts == {"LGL": (2, 1, 2, 1), "GeoVirus": (1, 1, 1, 1), "GWN": (2, 2, 2, 2), "GWN literal": (1, 1, 1, 1)}
    assert evaluation.exact == pytest.approx((0.5 + 1 + 1) / 3)
    assert evaluation.near == 1
    assert evaluation.guessed == 1


def test_the_table_says_what_exact_rests_on(corpora: Path, places: Gazetteer) -> None:
    heading, lgl, geovirus, *_, macro = place_rows(evaluate_places(corpora, places))
    assert heading[0] == "corpus"
    assert (lgl[-1], geovirus[-1]) == ("GeoNames id", "nearest entry of the name")
    assert macro[0].startswith("macro")


def test_the_halves_add_up_to_the_whole(corpora: Path, places: Gazetteer) -> None:
    article = LGL.removeprefix("<articles>").removesuffix("</articles>")
    numbered = "".join(article.replace("<article>", f'<article docid="{docid}">') for docid in (7, 8))
    (corpora / "lgl.xml").write_text(f"<articles>{numbered}</articles>", encoding="utf-8")
    evaluation = evaluate_places(corpora, places)
    counts = [[score.mentions for score in part.scores] for part in (evaluation, *evaluation.halves)]
    assert counts == [[4, 1, 2, 1], [2, 1, 2, 1], [2, 0, 0, 0]]
    assert place_rows(evaluation)[-1][0] == "macro (LGL, GeoVirus, GWN), unseen half"


def test_an_id_the_gazetteer_lacks_is_never_right(corpora: Path, places: Gazetteer) -> None:
    (document,) = read_lgl(corpora)
    assert [find_meant(gold, "Gomel", places) is None for gold in document.golds] == [False, True]


def test_a_missing_corpus_is_named(tmp_path: Path, places: Gazetteer) -> None:
    with pytest.raises(InputError) as caught:
        evaluate_places(tmp_path, places)
    assert "lgl.xml: not a readable corpus" in str(caught.value)


@pytest.mark.slow
def test_the_public_corpora_stay_above_their_floors(shared: Path, places: Gazetteer) -> None:
    evaluation = evaluate_places(shared / "data" / "geoparsing", places)
    assert evaluation.exact >= 0.83
    assert evaluation.near >= 0.9
    assert evaluation.guessed >= 0.91
