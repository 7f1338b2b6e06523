"""From corpora to the model file of the neural reader: python -m training CORPUS DATA GAZETTEER OUTPUT

1. The encoder reads on: masked words of dated news (`training.masked`).
2. Tables and model learn from three quarters of the annotated texts; on the rest is fitted how much each counts
   (`training.blend`).
3. The model learns from all of them and is written with its tokenizer and those weights.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from time import monotonic

import torch

from habeas.gazetteer import open_gazetteer
from habeas.lang import load_language
from habeas.lang.weights import Weights
from habeas.read.mentions import build_kit
from habeas.read.mentions.weigh import build_scales
from habeas.read.neural.blend import Blend
from habeas.read.neural.model import open_network
from habeas.read.neural.pieces import open_pieces
from habeas.read.reader import ReportReader, open_tables
from training import masked
from training.blend import fit_blend, look
from training.claims import group_of, read_records
from training.encoder import Encoder, set_up, start_folder
from training.export import export
from training.fit import Course, fit
from training.lessons import Material, gather_windows, read_claims
from training.model import Model
from training.split import is_check
from training.weigh_signs import Lessons, fit_all, learn_own, learn_record, survey_row

VERSION = 2
# The score from which a candidate is a claim is best at half the F1 that is reached (Lipton, Elkan and Naryanaswamy,
# "Optimal thresholding of classifiers to maximize F1 measure", 2014): 0.87 on the texts that check, 0.72 on articles.
LEAST = 0.43
LEAST_OF_ARTICLES = 0.36
MARGIN = 1.0  # how much surer of a number than of none the model must be, in log odds: set there too
PASSES = {"claims": 8.0, "own": 1.5, "statements": 1.5}
HELPERS = ("entities", "events", "times")  # none of them helped: docs/models/en.md has the table


def main() -> None:
    """Write the model of English."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder of annotated claims")
    parser.add_argument("data", type=Path, help="folder of the public corpora")
    parser.add_argument("gazetteer", type=Path, help="folder of the gazetteer's index")
    parser.add_argument("output", type=Path, help="folder to write the model into")
    parser.add_argument("--encoder", type=Path, help="an encoder that has read on already, kept from an earlier run")
    parser.add_argument("--without", action="append", default=[], choices=[*PASSES, "masked"], help="what not to learn")
    parser.add_argument(
        "--with", dest="helpers", action="append", default=[], choices=HELPERS, help="what to learn besides"
    )
    options = parser.parse_args()
    started = monotonic()
    set_up()
    language = load_language("en")
    material = Material(options.corpus, options.data, language, open_pieces(start_folder() / "tokenizer.json"))
    passes = {name: times for name, times in PASSES.items() if name not in options.without}
    passes |= dict.fromkeys(options.helpers, 1.0)
    encoder = read_on(options.data, options.output, options.encoder) if "masked" not in options.without else None
    split = options.output / "split"
    learn(replace(material, is_split=True), passes, encoder, split)
    numbers = weigh_opinions(replace(material, is_split=True), options.gazetteer, split)
    learn(material, passes, encoder, options.output)
    write_blend(options.output, numbers)
    print(f"done in {(monotonic() - started) / 60:.0f} minutes", flush=True)


def read_on(data: Path, output: Path, kept: Path | None) -> Path:
    """The file of the encoder after further training."""
    if kept is not None:
        return kept
    output.mkdir(parents=True, exist_ok=True)
    target = output / "encoder.pt"
    masked.write_encoder(data, target)
    return target


def learn(material: Material, passes: dict[str, float], encoder: Path | None, output: Path) -> None:
    """Teach a model and export it."""
    set_up()
    start = Encoder()
    if encoder is not None:
        start.load_state_dict(torch.load(encoder))
    windows = gather_windows(material, passes)
    for task, of_task in windows.items():
        print(f"{task}: {len(of_task)} windows, {sum(len(window.pieces) for window in of_task)} pieces", flush=True)
    model = fit(Model(start), windows, Course({task: passes[task] for task in windows}))
    output.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), output / "model.pt")
    export(model, output)


def weigh_opinions(material: Material, gazetteer: Path, folder: Path) -> dict[str, dict[str, float]]:
    """How much tables and model count, from the texts that neither has seen."""
    language = material.language
    tables = open_tables(language, open_gazetteer(gazetteer))
    lessons: Lessons = {}
    for record in read_claims(material):
        for scenery in survey_row(record, tables):
            learn_record(record, scenery, tables.kit, lessons)
    learn_own(tables, lessons)
    weights = Weights(language=language.code, version=language.version, decisions=fit_all(lessons))
    scales = {decision: build_scales(outcomes) for decision, outcomes in weights.decisions.items()}
    kit = replace(build_kit(language), weights=weights, scales=scales)
    start = {"people": {"margin": MARGIN}}
    model = open_network(folder, Blend("split", LEAST, start))
    reader = ReportReader("split", language, tables.gazetteer, kit, model)
    checking = [record for record in read_records(material.corpus, "train") if is_check(group_of(record))]
    return start | fit_blend(look(checking, reader))


def write_blend(folder: Path, numbers: dict[str, dict[str, float]]) -> None:
    """Write what the reader needs beside the model."""
    least = {"least": LEAST, "least_of_articles": LEAST_OF_ARTICLES}
    content = {"method": f"neural-en@{VERSION}", **least, "numbers": numbers}
    (folder / "blend.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
