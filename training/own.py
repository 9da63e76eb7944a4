#!/usr/bin/env python3
"""own.py CHECKPOINT --corpora DIR [--news FILE] --out JSON: the entities that a network sees in the training texts.

Whoever trains on from it learns them instead of CoreNLP's: so it keeps what it knows while it learns new texts. What
it is not sure of has kind null, and is left out of the loss. Of annotated news only groups, dates and quantities are
taken, which the annotation does not have."""
import argparse
import json
import random

import numpy as np
import torch

import corpora
from decode import entity_spans, score
from evaluate import bare, load

SURE = 0.7


def entities(doc, scores):
    """[(start, end, kind or None)] of a document."""
    out = []
    for p, e in zip(doc.paragraphs, scores.entities):
        best = np.exp(e - e.max(1, keepdims=True))
        best = best.max(1) / best.sum(1)
        for s, end, kind in entity_spans(p, e):
            inside = [best[k] for k, (a, _) in enumerate(p.units) if s <= a < end]
            out.append((s, end, kind if min(inside) >= SURE else None))
        out += [(a, b, None) for k, (a, b) in enumerate(p.units)
                if best[k] < SURE and not any(s < b and a < end for s, end, _ in out[-200:])]
    return sorted(out, key=lambda x: x[:2])


def main():
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint")
    a.add_argument("--corpora", required=True)
    a.add_argument("--news", help="annotated news, from annotate.py build")
    a.add_argument("--share", type=float, default=1, help="of PolNeAR's documents; train.py uses no others of them")
    a.add_argument("--out", required=True)
    a = a.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    model, vocab = load(a.checkpoint)
    data = corpora.annotated(a.news) if a.news else []
    polnear = corpora.polnear(a.corpora, "train")
    data += random.Random(4).sample(polnear, int(a.share * len(polnear)))
    out = {}
    for k in range(0, len(data), 64):
        docs = bare(data[k:k + 64], vocab)
        for d, p, s in zip(data[k:k + 64], docs, score(model, docs, vocab, bf16=True)):
            out[d["id"]] = entities(p, s)
        print(k + len(docs), "of", len(data), flush=True)
    with open(a.out, "w", encoding="utf-8") as f:
        json.dump(out, f)


if __name__ == "__main__":
    main()
