#!/usr/bin/env python3
"""vectors.py WEIGHTS --out FILE: inputs and outputs for texts of our own, to check another implementation against.

For each text: paragraphs with units (code points), quotation states, cases, sentences; windows with pieces and
features; tag and entity scores and tags; attributions with confidence; entities."""
import argparse
import json

import tags as G
from batches import Prepared, build, windows
from decode import Parameters, entity_spans
from pipeline import Pipeline
from reference import Engine

TEXTS = [
    "Harbour council splits over ferry deal\n\nMayor Ines Dalgaard said on Monday that the Port of Tolverne would lose "
    "\"at least four million crowns\" if the ferry stopped running, adding that she had warned the ministry twice.\n\n"
    "\"Nobody answered my letters,\" Dalgaard told the Tolverne Herald. \"So I went there myself.\"\n\n"
    "A spokesman for the ministry, who asked not to be named, denied the claim.",
    "‘We can’t keep the workers’ rights in a drawer,’ said Osric Penhale, the union’s secretary. According to a report "
    "by the Fennmark Institute, wages fell 3.5 per cent in 2023.",
    "POLICE ARREST TWO IN MORVAL\nThe officers believe the men came from Québec. It wasn't clear why, Sgt. A. B. Rowe said.",
    "«Das ist neu», erklärte sie. 今天下雨。 \u202d x\u0301y $5.00 😀",
    "\"\"\" '' ``' \"",
    " ".join(f"Witness {k} said that the bridge had been closed since dawn and that nobody knew why." for k in range(40)),
]


def described(engine, pipe, text):
    doc = Prepared({"id": "", "text": text}, engine.vocab)
    s = engine.score([doc])[0]
    ws = [build(doc, w, engine.vocab) for w in windows(doc)]
    return {
        "text": text,
        "paragraphs": [{"start": p.start, "end": p.end, "units": [list(u) for u in p.units], "quotes": p.quotes,
                        "cases": p.cases, "sentences": p.sentences,
                        "tags": [G.LABEL[t] for t in pipe.p.tags(e, pipe.s["outside"])]}
                       for p, e in zip(doc.paragraphs, s.tags)],
        "windows": [{"pieces": w["ids"], "features": w["feats"], "first": w["first"]} for w in ws],
        # of the first 12 units of the first paragraph
        "tag_scores": [[round(float(x), 3) for x in row] for row in s.tags[0][:12]] if s.tags else [],
        "entity_scores": [[round(float(x), 3) for x in row] for row in s.entities[0][:12]] if s.tags else [],
        "attributions": pipe.attributions(doc, s),
        "entities": [list(x) for p, e in zip(doc.paragraphs, s.entities) for x in entity_spans(p, e)],
    }


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("weights")
    a.add_argument("--out", required=True)
    a = a.parse_args()
    engine = Engine(a.weights)
    pipe = Pipeline(Parameters.of_engine(engine), engine.settings)
    with open(a.out, "w", encoding="utf-8") as f:
        json.dump([described(engine, pipe, t) for t in TEXTS], f, ensure_ascii=False, separators=(",", ":"))
