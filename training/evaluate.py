#!/usr/bin/env python3
"""evaluate.py CHECKPOINT --corpora DIR [--sweep]: figures on dev, of attributions and entities."""
import argparse
import json

import torch

import corpora
from batches import Prepared
from decode import Parameters, entity_spans, score
from link import Linker, NearestLinker, spans
from model import Model
from pieces import Vocabulary
from score import Scorer


def model_of(w):
    """A model of the shape that these weights have."""
    layers = 1 + max(int(k.split(".")[2]) for k in w if k.startswith("encoder.layers."))
    widths = [w[f"encoder.layers.{i}.up.weight"].shape[0] for i in range(layers)]
    relations = w["relations.weight"].shape[0] if "relations.weight" in w else 0
    return Model(w["encoder.word.weight"].shape[0], layers=layers, ff=widths, relations=relations)


def absent(w):
    """The names of the heads for coreference, if these weights are from before they were there."""
    names = [f"coref_{x}.{y}" for x in ("query", "key") for y in ("weight", "bias")] + ["coref_place", "no_coref"]
    return [] if "no_coref" in w else names


def load(path):
    """Model and vocabulary of a checkpoint; its shape is read off the weights. Of a resumable one the average."""
    s = torch.load(path, weights_only=False)
    w = dict(s["model"])
    w.update(s.get("ema", {}))
    vocab = Vocabulary.of_minilm()
    m = model_of(w)
    fresh = m.state_dict()
    m.load_state_dict({**w, **{k: fresh[k] for k in absent(w)}})
    return m.eval(), vocab


def bare(docs, vocab):
    return [Prepared({"id": d["id"], "text": d["text"]}, vocab) for d in docs]


def attributions(linker, docs, scores, tr, outside=0.0, after=None):
    out = []
    for d, s in zip(docs, scores):
        tags = [tr.tags(e, outside) for e in s.tags]
        found = [g for g in linker.attributions(d, s, tags) if g["content"]]
        if after:
            found = after(d, found, s)
        out.append([spans(d, a) for a in found])
    return out


def entity_f1(docs, prepared, scores, kinds=("person", "organization", "place")):
    """Span and type."""
    right = found = gold = 0
    for d, p, s in zip(docs, prepared, scores):
        want = {x for x in d["entities"] if x[2] in kinds}
        got = {x for para, e in zip(p.paragraphs, s.entities) for x in entity_spans(para, e) if x[2] in kinds}
        right, found, gold = right + len(want & got), found + len(got), gold + len(want)
    return round(200 * right / max(1, found + gold), 2)


def figures(model, vocab, folder, entities=True, bf16=False):
    dev = corpora.polnear(folder, "dev")
    docs = bare(dev, vocab)
    scores = score(model, docs, vocab, bf16=bf16)
    tr, scorer = Parameters.of_model(model), Scorer(dev)
    f = scorer.figures(attributions(Linker(tr), docs, scores, tr))
    f["nearest"] = scorer.figures(attributions(NearestLinker(), docs, scores, tr))["usable"]
    if entities:
        for name, data in (("gum", corpora.gum(folder, "dev")), ("uner", corpora.uner(folder))):
            prepared = bare(data, vocab)
            f[name] = entity_f1(data, prepared, score(model, prepared, vocab, bf16=bf16))
    return f


def figures_of(path, folder):
    """Used by train.py; keeps the random numbers of the training as they were."""
    state = torch.get_rng_state()
    try:
        return figures(*load(path), folder, entities=False, bf16=True)
    finally:
        torch.set_rng_state(state)


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint")
    a.add_argument("--corpora", required=True)
    a = a.parse_args()
    print(json.dumps(figures(*load(a.checkpoint), a.corpora)))
