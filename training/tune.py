#!/usr/bin/env python3
"""tune.py CHECKPOINT|WEIGHTS --corpora DIR --out settings.json: chooses the decoder's settings on dev.

First the linker's weights, then the offset of O, each with its own confidence (logistic regression on whether an
attribution is usable) and the probability below which one is left out."""
import argparse
import json
import os
import pickle

import numpy as np

import corpora
from confidence import Judge, fit, fit_bend
from decode import Parameters, score
from evaluate import bare, load
from link import Linker, spans
from pipeline import Pipeline
from score import Scorer, aligned, judged, prepare


def scored(path, folder, cache=None):
    """Dev documents, prepared, with scores and parameters; kept in `cache`."""
    dev = corpora.polnear(folder, "dev")
    if path.endswith((".pt", ".tmp")):
        model, vocab = load(path)
        docs, p = bare(dev, vocab), Parameters.of_model(model)
    else:
        from reference import Engine
        engine = Engine(path)
        docs, p, model = bare(dev, engine.vocab), Parameters.of_engine(engine), None
    if cache and os.path.exists(cache):
        with open(cache, "rb") as f:
            return dev, docs, pickle.load(f), p
    scores = score(model, docs, vocab) if model else engine.score(docs)
    if cache:
        with open(cache, "wb") as f:
            pickle.dump(scores, f)
    return dev, docs, scores, p


def run(docs, scores, p, settings):
    pipe = Pipeline(p, settings)
    return [pipe.attributions(d, s) for d, s in zip(docs, scores)]


def fit_confidence(dev, docs, scores, p, settings):
    """The settings with weights of the judge, and with what brings its answers to scale."""
    x, y = [], []
    judge = Judge(p)
    pipe = Pipeline(p, {**settings, "least": 0.0, "confidence": None, "calibration": None})
    for d, doc, s in zip(dev, docs, scores):
        groups = [g for g, _ in pipe.groups(doc, s) if "confidence" not in g]
        gold = prepare(d["text"], d["attributions"])
        found = prepare(d["text"], [spans(doc, g) for g in groups])
        good = {j for i, j in aligned(gold, found).items() if judged(gold[i], found[j])[1]}
        of = judge.probabilities(s)
        for j, g in enumerate(groups):
            x.append(judge.features(doc, g, of))
            y.append(j in good)
    weights = fit(x, y)
    return {**settings, "confidence": weights, "calibration": fit_bend(np.dot(x, weights), y)}


def goal(f):
    """What is chosen by: usable above all, then exact and the direct ones."""
    return f["usable"] + 0.3 * f["exact"] + 0.2 * f["direct"]


def best(name, values, settings, figures):
    tried = [(figures({**settings, name: v}), v) for v in values]
    f, v = max(tried, key=lambda t: goal(t[0]))
    print(name, "->", v, " ".join(f"{v}:{f['usable']}/{f['exact']}" for f, v in tried), flush=True)
    return {**settings, name: v}


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint")
    a.add_argument("--corpora", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--cache")
    a = a.parse_args()
    dev, docs, scores, p = scored(a.checkpoint, a.corpora, a.cache)
    scorer = Scorer(dev)

    def figures(settings):
        return scorer.figures(run(docs, scores, p, settings))
    s = {}
    print("as it is", json.dumps(figures(s)), flush=True)
    s = best("quotes", [False, True], s, figures)
    s = best("arrow", [0.0, 1.0, 2.0, 4.0], s, figures)
    s = best("nearest", [0.0, 1.0, 2.0, 4.0], s, figures)
    trials = []
    for outside in (-0.1, 0.0, 0.1, 0.2, 0.3):
        t = fit_confidence(dev, docs, scores, p, {**s, "outside": outside})
        t = best("least", [0.3, 0.35, 0.4, 0.45, 0.5], t, figures)
        f = figures(t)
        trials.append((goal(f), outside, t, f))
        print("outside", outside, json.dumps(f), flush=True)
    _, _, s, f = max(trials, key=lambda t: t[:2])
    with open(a.out, "w") as out:
        json.dump(s, out)
    print("chosen", json.dumps(s), json.dumps(f))
