#!/usr/bin/env python3
"""train.py --corpora DIR --out DIR [options]: trains the network, measures it on dev, keeps the best.

Resumes from OUT/last.pt when that is there. The schedule is warm-up, a level stretch, and a decay to zero over the
last part; a number in OUT/epochs.txt overrules --epochs while it runs (before the decay has begun)."""
import argparse
import collections
import json
import os
import random
import signal
import sys
import time

import torch

import coreference
import corpora
import silver
import web
from batches import Prepared, build, windows
from model import Model
from names import renamed
from pieces import Vocabulary
from workers import Workers

WEIGHTS = {"crf": 1.0, "tag": 0.5, "entity": 0.6, "relation": 0.15, "source": 0.15, "content": 0.15,
           "coref": 0.3, "teacher": 1.0}


def arguments():
    a = argparse.ArgumentParser()
    a.add_argument("--corpora", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--epochs", type=float, default=6)
    a.add_argument("--decay", type=float, default=0.4, help="part of the run over which the rate goes to zero")
    a.add_argument("--rate", type=float, default=3e-4)
    a.add_argument("--head-rate", type=float, default=1.5e-3)
    a.add_argument("--coref-factor", type=float, default=1, help="the rate of coreference's heads, in that of heads")
    a.add_argument("--layer-decay", type=float, default=0.92)
    a.add_argument("--batch", type=int, default=16)
    a.add_argument("--layers", type=int, default=6)
    a.add_argument("--ema", type=float, default=0.99)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--workers", type=int, default=2)
    a.add_argument("--parts", type=int, default=4, help="of a batch, handed to the workers as they get free")
    a.add_argument("--measure-from", type=float, default=1, help="epoch from which dev is measured")
    a.add_argument("--start", help="checkpoint to begin with, instead of MiniLM (from prune.py)")
    a.add_argument("--web", help="kinds of names in web text (from web.py): train on that text's names too")
    a.add_argument("--gum", type=int, default=2, help="how often an epoch sees each of GUM's documents")
    a.add_argument("--own", help="entities that a network sees in the texts (from own.py), instead of CoreNLP's")
    a.add_argument("--news", help="annotated news, from annotate.py build")
    a.add_argument("--split", help="JSON: which articles of the news are to \"train\"")
    a.add_argument("--news-copies", type=int, default=3, help="how often an epoch sees each article of the news")
    a.add_argument("--no-statements", action="store_true", help="the news tell who is meant and names, not what is said")
    a.add_argument("--gap", type=float, default=0, help="share of GAP's development part that an epoch sees")
    a.add_argument("--replay", type=float, default=1, help="share of PolNeAR that an epoch sees")
    a.add_argument("--teacher", help="checkpoint whose tag and entity scores are learned too")
    a.add_argument("--no-bf16", action="store_true")
    a.add_argument("--save-every", type=float, default=240, help="seconds")
    return a.parse_args()


def relation_names(parsed):
    """The dependency relations that are common enough to be worth telling apart."""
    counts = collections.Counter(t[5] for sentences in parsed.values() for s in sentences for t in s)
    return {r: i for i, r in enumerate(sorted(r for r, n in counts.items() if n >= 200))}


def polnear_documents(folder, vocab, parsed, relations, groups, own):
    table = silver.votes(parsed, groups)
    chains = corpora.chains(folder, "train")
    docs = []
    for d in corpora.polnear(folder, "train"):
        sentences = parsed.get(d["id"])
        if sentences:
            d["entities"] = silver.clean(sentences, table, groups)
            d.update(coreference.of_corenlp(sentences, chains.get(d["id"], []), d["entities"]))
            d["parse"] = [(t[0], t[5]) for s in sentences for t in s]
        if own and d["id"] not in own:
            continue
        if own:
            d["entities"] = [tuple(x) for x in own[d["id"]]]
        d["part"] = "replay"
        docs.append(Prepared(d, vocab, relations))
    return docs


def news_documents(a, vocab, own):
    """The annotated articles to train on, with the groups, dates and quantities that a network sees beside them."""
    with open(a.split, encoding="utf-8") as f:
        wanted = set(json.load(f)["train"])
    docs = []
    for d in corpora.annotated(a.news):
        if d["id"] not in wanted:
            continue
        more = [tuple(x) for x in own.get(d["id"], []) if x[2] in ("group", "date", "quantity")
                and all(x[1] <= s or x[0] >= e for s, e, _ in d["entities"])]
        d["entities"] = sorted(d["entities"] + more, key=lambda x: x[:2])
        if a.no_statements:
            d["attributions"] = None
        docs.append(Prepared(d, vocab))
    return docs * a.news_copies


def training_documents(a, vocab, parsed, relations):
    folder, copies, kinds = a.corpora, a.gum, a.web
    groups = silver.nationalities(parsed)
    own = {}
    if a.own:
        with open(a.own, encoding="utf-8") as f:
            own = json.load(f)
    docs = polnear_documents(folder, vocab, parsed, relations, groups, own)
    if a.news:
        docs += news_documents(a, vocab, own)
    if a.gap:
        docs += [Prepared({**d, "part": "gap"}, vocab) for d in corpora.gap(folder, "development")]
    gold = [Prepared(d, vocab) for d in corpora.gum(folder, "train", corpora.FREE_GENRES, groups)]
    docs += gold * copies
    if kinds:
        with open(kinds, encoding="utf-8") as f:
            docs += [Prepared(d, vocab) for d in web.web(folder, json.load(f), groups)]
    return docs


def other_names(d, vocab, relations, rng):
    """Of every third document, and of every second of GUM's, a version with other names."""
    if d.doc.get("entities") and rng.random() < (0.35 if d.doc["attributions"] else 0.5):
        return Prepared(renamed(d.doc, rng), vocab, relations)
    return d


def epoch_batches(docs, vocab, relations, size, seed, epoch, shares=None):
    """`shares`: of the documents of a part, how many an epoch sees; others all."""
    rng = random.Random(seed * 1000 + epoch)
    docs = [d for d in docs if rng.random() < (shares or {}).get(d.doc.get("part"), 1)]
    docs = [other_names(d, vocab, relations, rng) for d in docs]
    ws = [build(d, w, vocab, rng=rng) for d in docs for w in windows(d, rng=rng)]
    rng.shuffle(ws)
    out = []
    for i in range(0, len(ws), size * 12):
        block = sorted(ws[i:i + size * 12], key=lambda w: len(w["ids"]))
        batches = [block[k:k + size] for k in range(0, len(block), size)]
        rng.shuffle(batches)
        out.extend(batches)
    return out


def optimiser(model, a):
    groups, n = [], len(model.encoder.layers)
    for name, p in model.named_parameters():
        if name == "encoder.word.weight":
            p.requires_grad_(False)  # a dense step over 30,522 rows buys little and costs much
            continue
        if name.startswith("encoder.layers."):
            rate = a.rate * a.layer_decay ** (n - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and "feature" not in name:
            rate = a.rate * a.layer_decay ** n
        elif name in ("step", "start", "source_place", "content_place", "no_source", "no_cue", "coref_place", "no_coref"):
            rate = a.head_rate * 4
        elif name.startswith("coref_"):
            rate = a.head_rate * a.coref_factor
        else:
            rate = a.head_rate
        decay = 0.01 if p.dim() > 1 else 0.0
        groups.append({"params": [p], "lr": rate, "base": rate, "weight_decay": decay})
    merged = {}
    for g in groups:
        m = merged.setdefault((g["base"], g["weight_decay"]), {**g, "params": []})
        m["params"] += g["params"]
    return torch.optim.AdamW(list(merged.values()), betas=(0.9, 0.98))


def factor(step, progress, epochs, decay):
    down = epochs * (1 - decay)
    level = 1.0 if progress < down else max(0.0, (epochs - progress) / (epochs - down))
    return min(1.0, (step + 1) / 120) * level


class Trainer:
    def __init__(self, a):
        self.a = a
        os.makedirs(a.out, exist_ok=True)
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
        torch.manual_seed(a.seed)
        self.vocab = Vocabulary.of_minilm()
        parsed = corpora.corenlp(a.corpora, "train")
        self.relations = relation_names(parsed)
        self.model = self.first_model()
        if self.model.relations is None:
            self.relations = None
        self.opt = optimiser(self.model, a)
        self.workers = Workers(self.model, a.workers, a.parts, not a.no_bf16, self.teacher())  # forked before the data is read
        self.docs = training_documents(a, self.vocab, parsed, self.relations)
        self.ema = {k: v.detach().clone() for k, v in self.model.named_parameters() if v.requires_grad}
        self.step, self.epoch, self.at, self.best = 0, 0, 0, -1.0
        self.log("documents", len(self.docs), "pieces", sum(len(c.pieces) for d in self.docs for c in d.chunks))
        self.resume()

    def first_model(self):
        if not self.a.start:
            return Model(len(self.vocab.pieces), layers=self.a.layers, relations=len(self.relations)).from_minilm()
        from evaluate import load
        return load(self.a.start)[0].train()

    def teacher(self):
        if not self.a.teacher:
            return None
        from evaluate import load
        return load(self.a.teacher)[0].share_memory()

    def log(self, *what):
        line = time.strftime("%H:%M:%S ") + " ".join(str(x) for x in what)
        print(line, flush=True)

    def path(self, name):
        return os.path.join(self.a.out, name)

    def resume(self):
        if not os.path.exists(self.path("last.pt")):
            return
        s = torch.load(self.path("last.pt"), weights_only=False)
        self.model.load_state_dict(s["model"])
        self.opt.load_state_dict(s["optimiser"])
        self.ema, self.step, self.epoch, self.at, self.best = s["ema"], s["step"], s["epoch"], s["at"], s["best"]
        torch.set_rng_state(s["rng"])
        self.log("resumed at step", self.step, "epoch", self.epoch, "batch", self.at)

    def save(self):
        torch.save({"model": self.model.state_dict(), "optimiser": self.opt.state_dict(), "ema": self.ema,
                    "step": self.step, "epoch": self.epoch, "at": self.at, "best": self.best,
                    "rng": torch.get_rng_state(), "args": vars(self.a)}, self.path("last.tmp"))
        os.replace(self.path("last.tmp"), self.path("last.pt"))

    def epochs(self):
        try:
            with open(self.path("epochs.txt")) as f:
                return float(f.read())
        except (OSError, ValueError):
            return self.a.epochs

    def averaged(self):
        """The model's weights as a running average over the last hundred steps or so, in half the space."""
        state = {k: v.clone() for k, v in self.model.state_dict().items()}
        state.update({k: v.clone() for k, v in self.ema.items()})
        return state

    def measure(self):
        """Dev figures of the averaged weights; keeps the best by usable F1."""
        state = self.averaged()
        torch.save({"model": state, "layers": self.a.layers, "relations": self.relations, "step": self.step},
                   self.path("now.pt"))
        from evaluate import figures_of
        f = figures_of(self.path("now.pt"), self.a.corpora)  # no entities: they take as long again
        self.log("dev", json.dumps(f))
        if f["usable"] > self.best:
            self.best = f["usable"]
            os.replace(self.path("now.pt"), self.path("best.pt"))

    def train_batch(self, ws, progress):
        k = factor(self.step, progress, self.epochs(), self.a.decay)
        for g in self.opt.param_groups:
            g["lr"] = g["base"] * k
        losses = self.workers.gradient(ws, self.a.seed * 1_000_003 + self.step)
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
        self.opt.step()
        keep = min(self.a.ema, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for n, p in self.model.named_parameters():
                if n in self.ema:
                    self.ema[n].lerp_(p, 1 - keep)
        return losses, k

    def run(self):
        saved, run, since, pieces = time.time(), {}, time.time(), 0
        while self.epoch < self.epochs():
            batches = epoch_batches(self.docs, self.vocab, self.relations, self.a.batch, self.a.seed, self.epoch,
                                    {"replay": self.a.replay, "gap": self.a.gap})
            for i in range(self.at, len(batches)):
                progress = self.epoch + i / len(batches)
                if progress >= self.epochs():
                    break
                losses, k = self.train_batch(batches[i], progress)
                for n, v in losses.items():
                    run[n] = v if n not in run else 0.97 * run[n] + 0.03 * v
                pieces += sum(len(w["ids"]) for w in batches[i])
                self.step, self.at = self.step + 1, i + 1
                if self.step % 20 == 0:
                    speed = pieces / (time.time() - since)
                    self.log(f"step {self.step} epoch {progress:.2f}/{self.epochs():g} rate x{k:.2f}",
                             " ".join(f"{n} {v:.4f}" for n, v in run.items()), f"{speed:.0f} pieces/s")
                    since, pieces = time.time(), 0
                if time.time() - saved > self.a.save_every:
                    self.save()
                    saved = time.time()
            self.epoch, self.at = self.epoch + 1, 0
            self.save()
            saved = time.time()
            if self.epoch < min(self.a.measure_from, self.epochs()):
                continue
            try:
                self.measure()
            except Exception as e:  # a failed measurement must not lose the training
                self.log("measuring failed:", repr(e))
        self.workers.close()
        self.log("done at step", self.step, "best", self.best)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the workers end too
    Trainer(arguments()).run()
