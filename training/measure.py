#!/usr/bin/env python3
"""measure.py CHECKPOINT... --corpora DIR --weights FILE [--news FILE --split FILE]: figures to choose a checkpoint by.

With the settings of a weights file: statements on PolNeAR dev, names on GUM dev and Universal NER dev, on the part
"choose" of annotated news both and who is meant by a source that is no name, and GAP's validation part."""
import argparse
import json

import torch

import corpora
from batches import Prepared, build, collate, windows
from decode import Parameters, entity_spans, score
from evaluate import bare, entity_f1, load
from model import LINK
from pipeline import Pipeline
from reference import Weights
from score import Scorer

NAMES = ("person", "organization", "place")


def statements(model, vocab, data, settings, bf16):
    """Figures of the statements, and the scores that they came from."""
    docs = bare(data, vocab)
    scores = score(model, docs, vocab, bf16=bf16)
    pipe = Pipeline(Parameters.of_model(model), settings)
    return Scorer(data).figures([pipe.attributions(d, s) for d, s in zip(docs, scores)]), docs, scores


def names(data, docs, scores):
    """By kind: precision, recall. A name that is optional (kind None) is neither wrong nor missed."""
    out = {}
    for kind in NAMES:
        right = found = gold = 0
        for d, p, s in zip(data, docs, scores):
            open_spans = [(a, b) for a, b, k in d["entities"] if k is None]
            want = {x for x in d["entities"] if x[2] == kind}
            got = {x for para, e in zip(p.paragraphs, s.entities) for x in entity_spans(para, e) if x[2] == kind}
            got = {x for x in got if not any(a < x[1] and x[0] < b for a, b in open_spans)}
            right, found, gold = right + len(want & got), found + len(got), gold + len(want)
        out[kind] = (round(100 * right / max(1, found), 1), round(100 * right / max(1, gold), 1), gold)
    return out


@torch.inference_mode()
def meant(model, vocab, data):
    """How often the best candidate is a right one, among the anaphors that have one: (right, of)."""
    docs = [Prepared(d, vocab) for d in data]
    jobs = [build(d, w, vocab) for d in docs for w in windows(d)]
    right = total = 0
    for i in range(0, len(jobs), 16):
        batch = collate(jobs[i:i + 16])
        if batch["coref_links"] is None:
            continue
        src, dst, bucket, target, _ = batch["coref_links"]
        u = model(batch).flatten(0, 1)
        q, k = model.coref_query(u)[src], model.coref_key(u)[dst.clamp(min=0)]
        s = (q[:, None] * k).sum(-1) / LINK ** 0.5 + model.coref_place[bucket]
        s = s.masked_fill(dst < 0, -1e4)
        some = target[:, :-1].sum(1) > 0
        right += int(target[:, :-1].gather(1, s.argmax(1, keepdim=True))[some].sum())
        total += int(some.sum())
    return right, total


def gap_f1(model, vocab, data):
    """GAP's F1: each of the two names is meant or not; found if it beats the other and 'none'."""
    right = found = gold = 0
    for d in data:
        right, found, gold = (x + y for x, y in zip((right, found, gold), _gap_counts(model, vocab, d)))
    return round(200 * right / max(1, found + gold), 1)


@torch.inference_mode()
def _gap_counts(model, vocab, d):
    p = Prepared(d, vocab)
    gold = len(d["anaphors"][0]["right"])
    for w in windows(p):
        batch = collate([build(p, w, vocab)])
        if batch["coref_links"] is None:
            continue
        src, dst, bucket, target, _ = batch["coref_links"]
        u = model(batch).flatten(0, 1)
        s = (model.coref_query(u)[src][:, None] * model.coref_key(u)[dst]).sum(-1) / LINK ** 0.5 + model.coref_place[bucket]
        k = int(s[0].argmax())
        if s[0, k] < model.no_coref:
            return 0, 0, gold
        return int(target[0, k]), 1, gold
    return 0, 0, gold


def measure(path, a):
    model, vocab = load(path)
    settings = Weights(a.weights).header["settings"]
    if a.settings:
        with open(a.settings, encoding="utf-8") as f:
            settings = json.load(f)
    out = {"polnear": statements(model, vocab, corpora.polnear(a.corpora, "dev"), settings, True)[0]}
    print(path, json.dumps(out), flush=True)
    for name, data in (("gum", corpora.gum(a.corpora, "dev")), ("uner", corpora.uner(a.corpora))):
        docs = bare(data, vocab)
        out[name] = entity_f1(data, docs, score(model, docs, vocab, bf16=True))
        if name == "gum":
            out["gum meant"] = meant(model, vocab, data)
    out["gap"] = gap_f1(model, vocab, corpora.gap(a.corpora, "validation"))
    if a.news:
        with open(a.split, encoding="utf-8") as f:
            chosen = set(json.load(f)["choose"])
        data = [d for d in corpora.annotated(a.news) if d["id"] in chosen]
        f, docs, scores = statements(model, vocab, data, settings, True)
        out["news"] = {"articles": len(data), **f, "names": names(data, docs, scores), "meant": meant(model, vocab, data)}
    print(path, json.dumps({k: v for k, v in out.items() if k != "polnear"}), flush=True)


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("checkpoints", nargs="+")
    a.add_argument("--corpora", required=True)
    a.add_argument("--weights", required=True, help="the file whose settings are used")
    a.add_argument("--settings", help="settings.json of tune.py, instead")
    a.add_argument("--news", help="annotated news, from annotate.py build")
    a.add_argument("--split", help="JSON: which articles are to \"train\" and to \"choose\"")
    a = a.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    for path in a.checkpoints:
        measure(path, a)
