"""An edition with counts from lists is compared with those that lie beside it, whether or not anybody says so."""

from pathlib import Path

import pytest

from habeas.exc import EditionError
from habeas.pipeline.publishing import publish
from tests.listed import make_record
from tests.pipeline.test_listing_people import fill, make_store, order, wait

pytestmark = [pytest.mark.usefixtures("gazetteer"), pytest.mark.slow]


def test_an_edition_beside_another_of_other_counts_needs_it_as_previous(tmp_path: Path) -> None:
    store = make_store(tmp_path / "store")
    as_of = wait()
    publish(order(store, as_of, "first"), store)
    again = publish(order(store, as_of, "again"), store)
    fill(store, [make_record(f"new {number}", "Moscow") for number in range(9)])
    later = wait()
    with pytest.raises(EditionError, match=r"again shows other counts .*; give --previous"):
        publish(order(store, later, "second"), store)
    assert not (tmp_path / "second").exists()
    assert publish(order(store, later, "third", "again"), store).edition.number == again.edition.number + 1
