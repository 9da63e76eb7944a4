#!/usr/bin/env python3
"""restore.py WEIGHTS --out CHECKPOINT: a checkpoint to train on from, out of a weights file.

Matrices come back from 8 bits, without the smoothing of their inputs. The word table was never trained: all its rows
are MiniLM's own, those of the pieces that the file leaves out too. What the file does not have (the relations' head,
which only training needs) is left out."""
import argparse

import numpy as np
import torch

from evaluate import absent
from model import Model, allowed
from pieces import Vocabulary
from reference import Weights

HEADS = ("tags", "entities", "cue_to_source", "source_key", "content_to_cue", "cue_key", "coref_query", "coref_key")
SMALL = ("source_place", "content_place", "no_source", "no_cue", "coref_place", "no_coref")


def matrix(t, name):
    """The float matrix of an 8-bit one: a scale a row, and a factor for each input if it was smoothed."""
    w = t[name + ".q"].astype(np.float32) * t[name + ".scale"][:, None]
    return w * t[name + ".smooth"] if name + ".smooth" in t else w


def restored(weights):
    """The state of a model, by name, as far as the file tells it."""
    t, h = weights.t, weights.header
    model = Model(len(Vocabulary.of_minilm().pieces), layers=h["layers"], ff=h["feed_forward"]).from_minilm()
    state = model.state_dict()
    out = {}

    def put(name, value):
        out[name] = torch.tensor(np.array(value))
    position = state["encoder.position.weight"].numpy().copy()
    position[:len(t["position.q"])] = matrix(t, "position")
    put("encoder.position.weight", position)
    put("encoder.feature.weight", t["feature"])
    for n in ("weight", "bias"):
        put("encoder.norm." + n, t["norm." + n])
        for i in range(h["layers"]):
            for part in ("norm1", "norm2"):
                put(f"encoder.layers.{i}.{part}.{n}", t[f"layer.{i}.{part}.{n}"])
    for i in range(h["layers"]):
        for part in ("qkv", "att_out", "up", "down"):
            put(f"encoder.layers.{i}.{part}.weight", matrix(t, f"layer.{i}.{part}"))
            put(f"encoder.layers.{i}.{part}.bias", t[f"layer.{i}.{part}.bias"])
    for name in HEADS:
        if name + ".weight" in t:
            put(name + ".weight", t[name + ".weight"])
            put(name + ".bias", t[name + ".bias"])
    for name in SMALL:
        if name in t:
            put(name, t[name])
    for name, ok in zip(("step", "start"), allowed()):
        put(name, t[name] * ok.numpy())
    missing = set(state) - set(out) - {"encoder.word.weight"}
    assert missing <= set(absent(out)), missing
    out["encoder.word.weight"] = state["encoder.word.weight"]
    return out


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("weights")
    a.add_argument("--out", required=True)
    a = a.parse_args()
    torch.save({"model": restored(Weights(a.weights))}, a.out)
