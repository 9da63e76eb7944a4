#!/usr/bin/env python3
"""prune.py CHECKPOINT --corpora DIR --out FILE [--width N] [--layers 0,1,2,4]: a smaller network to train on from.

Keeps the given layers, and in each the N feed-forward neurons that matter most: by how much the loss would change
without one (|activation x gradient|, summed over a sample of the training windows). Go on with
`train.py --start FILE --teacher CHECKPOINT`."""
import argparse
import random

import torch

import corpora
from batches import Prepared, build, collate, windows
from evaluate import load
from train import WEIGHTS


def importance(model, vocab, folder, count=60, seed=3):
    rng = random.Random(seed)
    docs = rng.sample(corpora.polnear(folder, "train"), count)
    ws = [build(d, w, vocab) for d in (Prepared(x, vocab) for x in docs) for w in windows(d)]
    total = [torch.zeros(layer.up.out_features) for layer in model.encoder.layers]
    held = {}

    def hook(k):
        def keep(_module, inputs):
            inputs[0].retain_grad()
            held[k] = inputs[0]
        return keep
    hooks = [layer.down.register_forward_pre_hook(hook(k)) for k, layer in enumerate(model.encoder.layers)]
    for i in range(0, len(ws), 8):
        losses = model.losses(collate(ws[i:i + 8]), bf16=True)
        sum(WEIGHTS[n] * v for n, v in losses.items()).backward()
        for k, x in held.items():
            total[k] += (x * x.grad).float().sum((0, 1)).abs()
        model.zero_grad()
    for h in hooks:
        h.remove()
    return total


def pruned(model, total, keep_layers, width):
    out, order = {}, {old: new for new, old in enumerate(keep_layers)}
    for name, v in model.state_dict().items():
        if not name.startswith("encoder.layers."):
            out[name] = v
            continue
        parts = name.split(".")
        old = int(parts[2])
        if old not in order:
            continue
        rows = torch.sort(torch.topk(total[old], min(width, len(total[old]))).indices).values
        if parts[3] == "up":
            v = v[rows]
        elif parts[3] == "down" and parts[4] == "weight":
            v = v[:, rows]
        out[".".join(["encoder", "layers", str(order[old])] + parts[3:])] = v.clone()
    return out


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint")
    a.add_argument("--corpora", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--width", type=int, default=768)
    a.add_argument("--layers", default="0,1,2,3,4,5")
    a = a.parse_args()
    model, vocab = load(a.checkpoint)
    keep = [int(x) for x in a.layers.split(",")]
    state = pruned(model, importance(model, vocab, a.corpora), keep, a.width)
    torch.save({"model": state}, a.out)
    print("kept layers", keep, "width", a.width)
