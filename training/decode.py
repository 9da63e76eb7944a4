"""From the network's numbers to tags: one pass over a document, Viterbi a paragraph."""
import numpy as np
import torch

import tags as G
from batches import build, collate, windows

NL = len(G.LABELS)


class Scores:
    """What the network says of a document: per paragraph arrays over units."""

    def __init__(self, doc):
        sizes = [len(p.units) for p in doc.paragraphs]
        self.tags = [np.zeros((n, NL), np.float32) for n in sizes]
        self.entities = [np.zeros((n, len(G.ENTITY_LABELS)), np.float32) for n in sizes]
        self.links = [np.zeros((n, 4, 64), np.float32) for n in sizes]


@torch.inference_mode()
def score(model, docs, vocab, size=16, bf16=False, **window):
    """Scores of many documents; windows of like length go together."""
    out = [Scores(d) for d in docs]
    options = {k: v for k, v in window.items() if k in ("headline", "lead")}
    jobs = [(k, build(_bare(d), w, vocab, **options)) for k, d in enumerate(docs) for w in windows(d, **window)]
    jobs.sort(key=lambda j: len(j[1]["ids"]))
    for i in range(0, len(jobs), size):
        part = jobs[i:i + size]
        u = model(collate([w for _, w in part], labels=False), bf16)
        t, e = model.tags(u).numpy(), model.entities(u).numpy()
        v = torch.stack([f(u) for f in (model.cue_to_source, model.source_key, model.content_to_cue, model.cue_key)],
                        2).numpy()
        for r, (k, w) in enumerate(part):
            for n, (p, x) in enumerate(w["owner"]):
                out[k].tags[p][x], out[k].entities[p][x], out[k].links[p][x] = t[r, n], e[r, n], v[r, n]
    return out


def _bare(doc):
    """The document without its labels: build() then gives no targets."""
    bare = object.__new__(type(doc))
    bare.__dict__.update(doc.__dict__)
    bare.labels = None
    return bare


def viterbi(e, step, start):
    if not len(e):
        return []
    s, back = start + e[0], []
    for row in e[1:]:
        m = s[:, None] + step
        k = m.argmax(0)
        back.append(k)
        s = m[k, np.arange(len(k))] + row
    y = [int(s.argmax())]
    for k in reversed(back):
        y.append(int(k[y[-1]]))
    return y[::-1]


def marginals(e, step, start):
    """The probability of each tag at each unit (forward-backward)."""
    n = len(e)
    a, b = np.zeros_like(e, dtype=np.float64), np.zeros_like(e, dtype=np.float64)
    a[0] = start + e[0]
    for t in range(1, n):
        a[t] = _lse(a[t - 1][:, None] + step, 0) + e[t]
    for t in range(n - 2, -1, -1):
        b[t] = _lse(step + (e[t + 1] + b[t + 1])[None], 1)
    z = _lse(a[-1], 0)
    return np.exp(a + b - z)


def _lse(x, axis):
    m = x.max(axis, keepdims=True)
    return np.squeeze(m, axis) + np.log(np.exp(x - m).sum(axis))


class Parameters:
    """What decoding and linking need besides the scores; from a model or from an exported file."""

    NAMES = ("source_place", "content_place", "no_source", "no_cue")

    def __init__(self, step, start, rest):
        self.step, self.start = step, start
        self.source_place, self.content_place, self.no_source, self.no_cue = rest
        self.no_source, self.no_cue = float(self.no_source[0]), float(self.no_cue[0])

    @staticmethod
    def of_model(model):
        with torch.no_grad():
            step, start = model.transitions()
        return Parameters(step.numpy(), start.numpy(), [getattr(model, n).detach().numpy() for n in Parameters.NAMES])

    @staticmethod
    def of_engine(engine):
        t = engine.w.t
        return Parameters(t["step"], t["start"], [t[n] for n in Parameters.NAMES])

    def tags(self, e, outside=0.0):
        """The best tags of a paragraph; `outside` is taken off O's score (more is found, less surely)."""
        e = e.copy()
        e[:, 0] -= outside
        return [G.LABELS[k] for k in viterbi(e, self.step, self.start)]


ENTITY_STEP = np.array([[0 if b[0] != "I" or (a != "O" and a[2:] == b[2:]) else -1e4 for b in G.ENTITY_LABELS]
                        for a in G.ENTITY_LABELS], np.float32)
ENTITY_START = np.array([-1e4 if b[0] == "I" else 0 for b in G.ENTITY_LABELS], np.float32)


def entity_spans(p, e):
    """[(start, end, kind)] of a paragraph."""
    t = [G.ENTITY_LABELS[k] for k in viterbi(e, ENTITY_STEP, ENTITY_START)]
    return [(p.units[i][0], p.units[j - 1][1], kind) for kind, i, j in G.segments(t)]
