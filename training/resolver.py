#!/usr/bin/env python3
"""resolver.py --corpora DIR --program CHOICES --out assets/resolver.txt [--news FILE.ann|.jsonl ... --split JSON]

Trains the scorer that says whom a pronoun or a role means (src/extract/resolve). The features are those that the
program itself computes: CHOICES is `examples/choices`, built beforehand. Data: GUM (gold coreference), GAP
(Webster et al. 2018), CoreNLP's chains of PolNeAR (silver), annotated news (`annotate.py`). Runs the program
--rounds times, since what was resolved before is part of the features.
"""
import argparse
import collections
import csv
import json
import os
import random
import re
import subprocess

import numpy as np
import torch

import annotate
import corpora

PRONOUNS = set("he she him her his hers himself herself they them their it its".split())
NETWORK = 66  # the feature that holds the network's score (src/extract/resolve/features.rs)
DEFINITE = re.compile(r"(the|his|her|its|their|this|that|these|those|both)\b", re.I)


class Question:
    """A phrase, whom it means, and how much it counts."""

    def __init__(self, span, content, right=(), wrong=(), weight=1.0, closed=True, whole=False,
                 named=False):
        self.span, self.content = tuple(span), content
        self.right, self.wrong = right, wrong  # judge: functions or spans
        self.weight, self.closed, self.whole, self.named = weight, closed, whole, named

    def expected(self, text):
        """Whether somebody who was mentioned before is certainly meant."""
        if self.right and isinstance(self.right[0], list):
            return self.named or text[slice(*self.span)].lower() in PRONOUNS
        return any(m[0] < self.span[0] for m in self.right)


def mentions_of(sentences):
    """GUM's mentions: chain, type, sentence, first and last token."""
    out = []
    for s, sentence in enumerate(sentences):
        opened = collections.defaultdict(list)
        for i, t in enumerate(sentence):
            m = re.search(r"Entity=([^|]*)", t.misc)
            if not m:
                continue
            for piece in re.findall(r"\([^()]*\)?|[^()]*\)", m[1]):
                key = piece.strip("()").split("-")
                if piece.startswith("("):
                    opened[key[0]].append((i, key[1] if len(key) > 1 else ""))
                if piece.endswith(")") and opened[key[0]]:
                    a, kind = opened[key[0]].pop()
                    out.append((key[0], kind, s, a, i))
    return out


def head_of(sentence, a, b):
    heads = [k for k in range(a, b + 1) if not a <= sentence[k].head - 1 <= b]
    return sentence[heads[0] if heads else b]


def gum(folder, part):
    """Texts of GUM with questions about pronouns and definite phrases."""
    held = set()
    if part == "train":
        for other in ("dev", "test"):
            held |= corpora._names_of(os.path.join(folder, "gum", f"{other}.conllu"))
    for name, text, sentences in corpora._conllu_documents(os.path.join(folder, "gum", f"{part}.conllu")):
        if name in held or name.split("_")[1] not in corpora.FREE_GENRES:
            continue
        chains = collections.defaultdict(list)
        for chain, kind, s, a, b in mentions_of(sentences):
            sentence = sentences[s]
            h = head_of(sentence, a, b)
            chains[chain].append((sentence[a].start, sentence[b].end, h.start, h.end, h.upos, kind))
        rng = random.Random(name)
        questions = []
        for chain, mentions in chains.items():
            mentions.sort()
            for n, (begin, end, hb, he, upos, kind) in enumerate(mentions):
                words = text[begin:end]
                lower = words.lower()
                pronoun = lower in PRONOUNS
                if not pronoun and not (DEFINITE.match(words) and upos == "NOUN" and len(words) < 60):
                    continue
                if not pronoun and kind not in ("person", "organization", "place", "abstract", "object"):
                    continue
                if lower in ("it", "its") and rng.random() < 0.5:
                    continue
                others = [m for k, m in enumerate(mentions) if k != n]
                # "it" is seldom anybody who speaks.
                spoken = 0.15 if lower in ("it", "its") else 1.0 if kind in ("person", "organization") else 0.3
                questions.append(Question((begin, end), [], [(m[0], m[1], m[2], m[3]) for m in others],
                                          weight=spoken, whole=True))
        yield f"gum:{name}", text, questions


def gap(folder, part):
    """GAP's rows: whether A and B are meant; of others nothing is known."""
    with open(os.path.join(folder, "gap", f"gap-{part}.tsv"), encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            at = int(row["Pronoun-offset"])
            sides = {True: [], False: []}
            for side in "AB":
                begin = int(row[f"{side}-offset"])
                span = (begin, begin + len(row[side]))
                sides[row[f"{side}-coref"] == "TRUE"].append((*span, *span))
            q = Question((at, at + len(row["Pronoun"])), [], sides[True], sides[False], weight=1.0, closed=False)
            yield f"gap:{row['ID']}", row["Text"], [q]


def silver(folder, part):
    """PolNeAR's pronoun sources with the names that CoreNLP's chains give them."""
    chains = read_chains(os.path.join(folder, "polnear", f"{part}.corenlp.tsv"))
    for document in corpora.polnear(folder, part):
        questions = []
        found = chains.get(document["id"], [])
        for attribution in document["attributions"]:
            if not attribution["source"]:
                continue
            span = tuple(attribution["source"][0])
            if document["text"][span[0]:span[1]].lower() not in ("he", "she"):
                continue
            chain = next((c for c in found if span in c), None)
            names = [m for m in chain or [] if document["text"][m[0]:m[1]][:1].isupper()
                     and document["text"][m[0]:m[1]].lower() not in PRONOUNS]
            if names:
                right = [(*m, *m) for m in names]
                questions.append(Question(span, attribution["content"], right, weight=0.3))
        yield f"polnear:{document['id']}", document["text"], questions


def read_chains(path):
    out, current, sentences, sentence = {}, None, [], []
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# id = "):
                current, sentences, sentence = line[7:], [], []
                out[current] = []
            elif line.startswith("# coref "):
                if sentence:
                    sentences.append(sentence)
                    sentence = []
                chain = []
                for item in line[8:].split():
                    s, span = item.rstrip("*").split(":")
                    a, b = (int(x) for x in span.split("-"))
                    tokens = sentences[int(s) - 1]
                    chain.append((tokens[a - 1][0], tokens[b - 2][1]))
                out[current].append(chain)
            elif not line or line.startswith("#"):
                if sentence:
                    sentences.append(sentence)
                sentence = []
            else:
                c = line.split("\t")
                sentence.append((int(c[0]), int(c[1])))
    return out


def words(name):
    return re.findall(r"[^\W_]+", re.sub(r"^(the|a|an) ", "", name.lower()))


def is_name_of(mention, name):
    """Whether a mention's words are a short or full form of a name."""
    m, n = words(mention), words(name)
    titles = {"mr", "mrs", "ms", "dr", "sir", "miss", "lord", "lady", "president", "prime", "minister"}
    m = [w for w in m if w not in titles] or m
    if not m or not n:
        return False
    return m == n or set(m) <= set(n) and (m[-1] == n[-1] or m[0] == n[0])


def news(corpora_folder, files, ids):
    """Annotated news: source phrases and the names of who speaks."""
    articles = annotate.load_articles(corpora_folder)
    for path in files:
        for document in annotate.read(path, articles)[0]:
            if document["id"] not in ids:
                continue
            questions = []
            for one in document["attributions"]:
                if one["source"] and one["names"]:
                    content = [list(span) for span in one["content"]]
                    questions.append(Question(tuple(one["source"][0]), content, one["names"], weight=4.0,
                                              named="person" in one["kind"] or "body" in one["kind"]))
            yield document["id"], document["text"], questions


def right_candidates(text, question, candidates):
    """Which candidates the phrase means."""
    found = []
    for candidate in candidates:
        spans = [tuple(m) for m in candidate["mentions"]]
        if question.right and isinstance(question.right[0], list):
            said = [text[b:e] for b, e in spans]
            named = any(all(any(is_name_of(m, each) for m in said) for each in names) and
                        (len(names) > 1) == is_pair(candidate) for names in question.right)
            found.append(named)
        else:
            found.append(matches(spans, question.right, question.whole))
    return found


def is_pair(candidate):
    return candidate["features"][16 + 8] > 0


def matches(spans, gold, whole=False):
    """Whether one of the spans is a gold mention; where these are a whole chain, half of the spans."""
    hits = sum(any(b <= hb and he <= e and gb - 20 <= b and e <= ge + 3 for gb, ge, hb, he in gold) for b, e in spans)
    return hits > 0 and (not whole or hits * 2 >= min(len(spans), 4))


def ask(program, texts):
    """Runs the program; yields (text id, question, choice)."""
    by_id, lines = {}, []
    for name, text, questions in texts:
        seen, unique = set(), []
        for q in sorted(questions, key=lambda q: q.span):
            if q.span not in seen:
                seen.add(q.span)
                unique.append(q)
        by_id[name] = (text, {q.span: q for q in unique})
        asked = [{"span": q.span, "content": q.content} for q in unique]
        lines.append(json.dumps({"id": name, "text": text, "questions": asked}))
    out = subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        choice = json.loads(line)
        text, questions = by_id[choice["id"]]
        yield text, questions[tuple(choice["span"])], choice


class Set:
    """Choices as padded tensors."""

    def __init__(self, asked):
        rows = []
        for text, question, choice in asked:
            candidates = choice["candidates"]
            if not candidates:
                continue
            right = right_candidates(text, question, candidates)
            if not any(right) and question.expected(text):
                continue  # whoever is meant was not found as a name: nothing to learn here
            if question.closed:
                target = right + [not any(right)]
            elif any(right):
                target = right + [False]
            else:
                wrong = [matches([tuple(m) for m in c["mentions"]], question.wrong) for c in candidates]
                target = [not w for w in wrong] + [True]
            features = [c["features"] for c in candidates] + [choice["none"]]
            rows.append((features, target, question.weight, bool(any(right))))
        width = max(len(f) for f, *_ in rows)
        size = len(rows[0][0][0])
        self.x = torch.zeros(len(rows), width, size)
        self.mask = torch.full((len(rows), width), -1e4)
        self.y = torch.zeros(len(rows), width)
        self.w = torch.tensor([w for _, _, w, _ in rows])
        self.known = torch.tensor([k for *_, k in rows])
        self.last = torch.tensor([len(f) - 1 for f, *_ in rows])
        for n, (f, t, *_ ) in enumerate(rows):
            self.x[n, :len(f)] = torch.tensor(f)
            self.mask[n, :len(f)] = 0
            self.y[n, :len(t)] = torch.tensor([float(v) for v in t])

    def __len__(self):
        return len(self.x)


class Scorer(torch.nn.Module):
    def __init__(self, size, hidden):
        super().__init__()
        self.direct = torch.nn.Linear(size, 1, bias=False)
        self.hidden = torch.nn.Linear(size, hidden)
        self.out = torch.nn.Linear(hidden, 1, bias=False)
        torch.nn.init.zeros_(self.direct.weight)
        torch.nn.init.normal_(self.out.weight, std=0.1)

    def forward(self, x, drop=0.0):
        h = torch.relu(self.hidden(x))
        h = torch.nn.functional.dropout(h, drop, self.training)
        return (self.direct(x) + self.out(h)).squeeze(-1)


def loss_of(scores, y, mask, w):
    right = torch.logsumexp(scores + mask + (1 - y) * -1e4, 1)
    return ((torch.logsumexp(scores + mask, 1) - right) * w).sum() / w.sum()


def train(sets, hidden, seed, epochs=60):
    torch.manual_seed(seed)
    x, mask, y, w = (torch.cat([pad(getattr(s, k), width(sets), k) for s in sets]) for k in ("x", "mask", "y", "w"))
    model = Scorer(x.shape[2], hidden)
    opt = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02)
    steps = torch.optim.lr_scheduler.CosineAnnealingLR(opt, epochs)
    for _ in range(epochs):
        model.train()
        order = torch.randperm(len(x))
        for at in range(0, len(order), 128):
            part = order[at:at + 128]
            rows = x[part].clone()
            # The network has learned from these texts: what it says of them is surer than it will be.
            rows[torch.rand(len(rows)) < 0.5, :, NETWORK] = 0
            loss = loss_of(model(rows, 0.2), y[part], mask[part], w[part])
            opt.zero_grad()
            loss.backward()
            opt.step()
        steps.step()
    return model.eval()


def width(sets):
    return max(s.x.shape[1] for s in sets)


def pad(value, to, key):
    if key == "w":
        return value
    more = to - value.shape[1]
    shape = list(value.shape)
    shape[1] = more
    return torch.cat([value, torch.full(shape, -1e4 if key == "mask" else 0.0)], 1)


@torch.no_grad()
def accuracy(models, data):
    """The share of choices that are right; the mean likelihood; of those with an answer."""
    scores = sum(m(data.x) for m in models) / len(models) + data.mask
    best = scores.argmax(1)
    hit = data.y[torch.arange(len(best)), best] > 0
    return hit.float().mean().item(), loss_of(scores, data.y, torch.zeros_like(data.mask), torch.ones(len(hit))).item(), \
        hit[data.known].float().mean().item(), len(hit)


@torch.no_grad()
def temperature(models, data):
    """What log-odds are divided by so that the probabilities are likeliest."""
    scores = sum(m(data.x) for m in models) / len(models)
    each = torch.ones(len(data))
    return min((loss_of(scores / t, data.y, data.mask / t, each).item(), t) for t in np.arange(0.5, 3, 0.05))[1]


def write(path, models, heat):
    """Writes the mean of the models: all their hidden units, each with its share."""
    direct = sum(m.direct.weight[0] for m in models) / len(models)
    rows = [f"{heat:.2f}", " ".join(f"{v:.4g}" for v in direct.tolist())]
    for m in models:
        out = (m.out.weight[0] / len(models)).tolist()
        for out, bias, weights in zip(out, m.hidden.bias.tolist(), m.hidden.weight.tolist()):
            rows.append(" ".join(f"{v:.4g}" for v in [out, bias, *weights]))
    head = "# Weights of the scorer of speakers, made by training/resolver.py: temperature, direct weights, hidden units."
    with open(path, "w", encoding="utf-8") as f:
        f.write(head + "\n" + "\n".join(rows) + "\n")


def sample(texts, count):
    """At most `count` of the texts, the same ones each time."""
    texts = list(texts)
    return random.Random(3).sample(texts, min(count, len(texts)))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpora", required=True)
    a.add_argument("--program", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--news", nargs="*", default=[])
    a.add_argument("--split")
    a.add_argument("--hidden", type=int, default=24)
    a.add_argument("--silver", type=int, default=250, help="how many articles with silver chains")
    a.add_argument("--seeds", type=int, default=3)
    a = a.parse_args()
    torch.set_num_threads(1)
    split = json.load(open(a.split)) if a.split else {"train": [], "choose": []}

    def sets(texts, name):
        texts = list(texts)
        s = Set(ask(a.program, texts))
        print(f"{name:14} {len(texts)} texts, {len(s)} choices, {s.known.float().mean():.2f} with an answer", flush=True)
        return s
    training = [sets(gum(a.corpora, "train"), "gum train"), sets(gap(a.corpora, "development"), "gap dev"),
                sets(sample(silver(a.corpora, "train"), a.silver), "silver")]
    testing = {"gum dev": sets(gum(a.corpora, "dev"), "gum dev"), "gap val": sets(gap(a.corpora, "validation"), "gap val")}
    if a.news:
        training.append(sets(news(a.corpora, a.news, set(split["train"])), "news train"))
        testing["news choose"] = sets(news(a.corpora, a.news, set(split["choose"])), "news choose")
    models = []
    for seed in range(a.seeds):
        models.append(train(training, a.hidden, seed))
        for name, data in testing.items():
            print(seed, name, "right %.3f loss %.3f of known %.3f (%d)" % accuracy(models[-1:], data), flush=True)
    for name, data in testing.items():
        print("mean of seeds", name, "right %.3f loss %.3f of known %.3f (%d)" % accuracy(models, data))
    heat = temperature(models, testing.get("news choose", testing["gum dev"]))
    write(a.out, models, heat)
    print("temperature", heat)


if __name__ == "__main__":
    main()
