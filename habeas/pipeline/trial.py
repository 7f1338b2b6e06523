"""An invented wave through the whole chain: its texts are read, stored and counted as any others would be."""

from pathlib import Path
from tempfile import TemporaryDirectory

from habeas.evaluate.waves import Wave, write_texts
from habeas.intake import IntakeOptions
from habeas.model.tally import TallyQuestion, TallySheet
from habeas.pipeline.collecting import collect
from habeas.pipeline.figures import tally


def count_texts(wave: Wave, reader_name: str | None = None) -> TallySheet:
    """The figures of the country, each place, each day and each place on each day, from a store of its own."""
    with TemporaryDirectory(prefix="habeas-wave-") as folder:
        texts, _ = write_texts(wave, Path(folder) / "texts")
        store = Path(folder) / "store"
        collect([str(texts)], IntakeOptions(), reader_name=reader_name, store_folder=store)
        country = wave.truth.land.country.name
        return tally(TallyQuestion(wave.first, wave.last, place=country, by=("place", "day")), store).sheet
