#!/usr/bin/env python3
"""export.py CHECKPOINT --corpora DIR --out FILE [--settings JSON]: one weights file, see FORMAT.md.

The vocabulary is cut to pieces in Latin letters; matrices go to 8 bits with a scale a row; what is small stays in
32-bit floats."""
import argparse
import json
import random
import struct

import numpy as np
import torch

import corpora
import tags as G
import text as T
from batches import CHUNK, HEADLINE, LEAD, MAX, Prepared, build, collate, windows
from evaluate import load
from model import BUCKETS, LINK
from pieces import CLS, MASK, SEP, UNKNOWN, Vocabulary
from restore import HEADS, SMALL

MAGIC, VERSION, ALIGN = b"ONRECORD", 1, 64


def kept_pieces(vocab):
    """Ids of the pieces to keep: those in Latin letters, digits and marks. (Cutting the rare ones too would save
    2.7 MB, and cost more than the 8 bits do: unknown names are what they spell.)"""
    keep = {vocab.ids[x] for x in (UNKNOWN, CLS, SEP, MASK)}
    for k, p in enumerate(vocab.pieces):
        bare = p.removeprefix("##")
        if not p.startswith("[") and all(ord(c) < 0x250 or 0x2010 <= ord(c) < 0x2100 for c in bare):
            keep.add(k)
        elif bare == "[":
            keep.add(k)
    return sorted(keep)


def quantised(w):
    """Rows in 8 bits: (i8 [n, d], scale f32 [n]) with w = q * scale."""
    w = np.asarray(w, np.float32)
    scale = np.maximum(np.abs(w).max(1), 1e-8).astype(np.float32) / np.float32(127)
    return np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8), scale


class Writer:
    def __init__(self):
        self.tensors, self.parts, self.size = [], [], 0

    def add(self, name, array):
        kind = {"int8": "i8", "float32": "f32", "uint8": "u8"}[str(array.dtype)]
        pad = -self.size % ALIGN
        self.parts.append(b"\0" * pad)
        self.size += pad
        self.tensors.append({"name": name, "type": kind, "shape": list(array.shape), "offset": self.size})
        data = np.ascontiguousarray(array).tobytes()
        self.parts.append(data)
        self.size += len(data)

    def matrix(self, name, w):
        q, s = quantised(w)
        self.add(name + ".q", q)
        self.add(name + ".scale", s)

    def write(self, path, header):
        text = json.dumps({**header, "tensors": self.tensors}, ensure_ascii=False).encode()
        head = MAGIC + struct.pack("<II", VERSION, len(text)) + text
        head += b" " * (-len(head) % ALIGN)
        with open(path, "wb") as f:
            f.write(head)
            for p in self.parts:
                f.write(p)
        return len(head) + self.size


@torch.inference_mode()
def smoothing(model, vocab, folder, count=24, power=0.5):
    """A factor for each input of each matrix: what makes its activations and its weights about as large as each
    other, so that rounding to 8 bits hurts neither. From a sample of the training texts."""
    linear = {n: x for n, x in model.named_modules() if isinstance(x, torch.nn.Linear) and n.startswith("encoder.")}
    most = {n: torch.full((x.in_features,), 1e-5) for n, x in linear.items()}

    def watch(n):
        def hook(_module, inputs):
            most[n] = torch.maximum(most[n], inputs[0].abs().flatten(0, -2).amax(0))
        return hook
    hooks = [x.register_forward_pre_hook(watch(n)) for n, x in linear.items()]
    docs = random.Random(5).sample(corpora.polnear(folder, "train"), count)
    for d in docs:
        p = Prepared({"id": "", "text": d["text"]}, vocab)
        for w in windows(p):
            model(collate([build(p, w, vocab)], labels=False))
    for h in hooks:
        h.remove()
    return {n: (x.weight.abs().amax(0).clamp(min=1e-5) ** (1 - power) / most[n] ** power).numpy() for n, x in linear.items()}


def add_weights(w, model, keep, smooth):
    s = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    w.matrix("word", s["encoder.word.weight"][keep])
    w.matrix("position", s["encoder.position.weight"][:MAX])
    w.add("feature", s["encoder.feature.weight"])
    for n in ("weight", "bias"):
        w.add("norm." + n, s["encoder.norm." + n])
    for i in range(len(model.encoder.layers)):
        for part in ("qkv", "att_out", "up", "down"):
            by = smooth[f"encoder.layers.{i}.{part}"]
            w.matrix(f"layer.{i}.{part}", s[f"encoder.layers.{i}.{part}.weight"] / by)
            w.add(f"layer.{i}.{part}.smooth", by)
            w.add(f"layer.{i}.{part}.bias", s[f"encoder.layers.{i}.{part}.bias"])
        for part in ("norm1", "norm2"):
            for n in ("weight", "bias"):
                w.add(f"layer.{i}.{part}.{n}", s[f"encoder.layers.{i}.{part}.{n}"])
    for head in HEADS:
        w.add(head + ".weight", s[head + ".weight"])
        w.add(head + ".bias", s[head + ".bias"])
    step, start = model.transitions()
    w.add("step", step.detach().numpy())
    w.add("start", start.detach().numpy())
    for n in SMALL:
        w.add(n, s[n])


def export(checkpoint, folder, out, settings):
    model, _ = load(checkpoint)
    vocab = Vocabulary.of_minilm()
    keep = kept_pieces(vocab)
    w = Writer()
    add_weights(w, model, keep, smoothing(model, vocab, folder))
    w.add("vocabulary", np.frombuffer("\n".join(vocab.pieces[k] for k in keep).encode(), np.uint8))
    layer = model.encoder.layers[0]
    header = {"layers": len(model.encoder.layers), "width": 384, "heads": layer.heads, "link": LINK,
              "feed_forward": layer.up.weight.shape[0], "epsilon": 1e-12, "pieces": len(keep), "features": T.FEATURES,
              "buckets": BUCKETS, "labels": G.LABELS, "entity_labels": G.ENTITY_LABELS,
              "window": {"most": MAX, "headline": HEADLINE, "lead": LEAD, "chunk": CHUNK}, "settings": settings}
    return w.write(out, header), len(keep)


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint")
    a.add_argument("--corpora", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--settings", help="settings.json as written by tune.py")
    a = a.parse_args()
    settings = json.load(open(a.settings)) if a.settings else {}
    size, pieces = export(a.checkpoint, a.corpora, a.out, settings)
    print(f"{a.out}: {size / 1e6:.2f} MB, {pieces} pieces")
