#!/usr/bin/env python3
"""reference.py WEIGHTS --corpora DIR: the forward pass as the Rust engine does it, in numpy; prints figures on dev.

Reads the exported file, nothing else; activations go to 8 bits a row before each matrix product."""
import argparse
import json
import struct

import numpy as np

import corpora
from batches import build, windows
from decode import Scores
from pieces import Vocabulary

def erf(x):
    """Abramowitz and Stegun 7.1.26: at most 1.5e-7 off."""
    s, x = np.sign(x), np.abs(x)
    t = 1 / (1 + np.float32(0.3275911) * x)
    y = 1 - (((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t \
        * np.exp(-x * x)
    return (s * y).astype(np.float32)


class Weights:
    def __init__(self, path):
        data = open(path, "rb").read()
        assert data[:8] == b"ONRECORD"
        self.version, n = struct.unpack("<II", data[8:16])
        self.header = json.loads(data[16:16 + n])
        base = 16 + n
        base += -base % 64
        kinds = {"i8": np.int8, "f32": np.float32, "u8": np.uint8}
        self.t = {}
        for x in self.header["tensors"]:
            count = int(np.prod(x["shape"]))
            self.t[x["name"]] = np.frombuffer(data, kinds[x["type"]], count, base + x["offset"]).reshape(x["shape"])
        self.vocab = Vocabulary(self.t["vocabulary"].tobytes().decode().split("\n"))
        self.wide = {k: v.astype(np.float32) for k, v in self.t.items() if k.endswith(".q") and k.startswith("layer")}


def norm(x, w, b):
    m = x.mean(1, keepdims=True)
    v = ((x - m) ** 2).mean(1, keepdims=True)
    return (x - m) / np.sqrt(v + np.float32(1e-12)) * w + b


class Engine:
    """The parts of Model that decoding and linking need, from an exported file."""

    def __init__(self, path):
        self.w = Weights(path)
        self.header, self.vocab = self.w.header, self.w.vocab
        t = self.w.t
        self.step, self.start = t["step"], t["start"]
        self.settings = self.header["settings"]

    def linear(self, x, name):
        """8 bits times 8 bits, summed in integers, scaled by the row's and the column's scale."""
        t = self.w.t
        x = x * t[name + ".smooth"]
        scale = np.maximum(np.abs(x).max(1, keepdims=True), np.float32(1e-8)) / np.float32(127)
        q = np.rint(x / scale)
        return (q @ self.w.wide[name + ".q"].T) * scale * t[name + ".scale"] + t[name + ".bias"]

    def encode(self, ids, feats):
        t, h = self.w.t, self.header
        n, heads = len(ids), h["heads"]
        x = t["word.q"][ids] * t["word.scale"][ids][:, None] + t["feature"][feats]
        x = x + t["position.q"][:n] * t["position.scale"][:n][:, None]
        x = norm(x.astype(np.float32), t["norm.weight"], t["norm.bias"])
        d = x.shape[1] // heads
        for i in range(h["layers"]):
            p = f"layer.{i}."
            q, k, v = self.linear(x, p + "qkv").reshape(n, 3, heads, d).transpose(1, 2, 0, 3)
            s = (q @ k.transpose(0, 2, 1)) * np.float32(d ** -0.5)
            s = np.exp(s - s.max(2, keepdims=True))
            a = (s / s.sum(2, keepdims=True)) @ v
            x = norm(x + self.linear(a.transpose(1, 0, 2).reshape(n, -1), p + "att_out"),
                     t[p + "norm1.weight"], t[p + "norm1.bias"])
            u = self.linear(x, p + "up")
            u = u * np.float32(0.5) * (1 + erf(u * np.float32(2 ** -0.5)))
            x = norm(x + self.linear(u, p + "down"), t[p + "norm2.weight"], t[p + "norm2.bias"])
        return x

    def head(self, x, name):
        return x @ self.w.t[name + ".weight"].T + self.w.t[name + ".bias"]

    def score(self, docs):
        out = []
        for d in docs:
            s = Scores(d)
            for w in windows(d):
                win = build(d, w, self.vocab)
                u = self.encode(np.array(win["ids"]), np.array(win["feats"]))[win["first"]]
                tags, entities = self.head(u, "tags"), self.head(u, "entities")
                links = np.stack([self.head(u, x) for x in ("cue_to_source", "source_key", "content_to_cue", "cue_key")], 1)
                for n, (p, k) in enumerate(win["owner"]):
                    s.tags[p][k], s.entities[p][k], s.links[p][k] = tags[n], entities[n], links[n]
            out.append(s)
        return out


if __name__ == "__main__":
    from decode import Parameters
    from evaluate import bare, entity_f1
    from pipeline import Pipeline
    from score import Scorer
    a = argparse.ArgumentParser()
    a.add_argument("weights")
    a.add_argument("--corpora", required=True)
    a = a.parse_args()
    engine = Engine(a.weights)
    pipe = Pipeline(Parameters.of_engine(engine), engine.settings)
    dev = corpora.polnear(a.corpora, "dev")
    docs = bare(dev, engine.vocab)
    f = Scorer(dev).figures([pipe.attributions(d, s) for d, s in zip(docs, engine.score(docs))])
    for name, data in (("gum", corpora.gum(a.corpora, "dev")), ("uner", corpora.uner(a.corpora))):
        prepared = bare(data, engine.vocab)
        f[name] = entity_f1(data, prepared, engine.score(prepared))
    print(json.dumps(f))
