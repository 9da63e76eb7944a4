"""Documents to windows to batches. A window: [CLS] headline [SEP] end of what went before [SEP] paragraphs, each
with [SEP]. Only the units of its own paragraphs are labelled; headline and lead-in are there to be looked at."""
import bisect

import torch

import tags as G
import text as T
from coreference import coref_links, placed
from model import link_bucket

MAX, HEADLINE, LEAD = 320, 16, 32
CHUNK = 230  # pieces; a longer paragraph is cut, at a sentence's end if there is one


class Chunk:
    """A paragraph, or as much of it as fits a window."""
    __slots__ = ("paragraph", "lo", "hi", "pieces", "feats", "first")


class Prepared:
    """A document's paragraphs with pieces and, if it has any, labels."""

    def __init__(self, doc, vocab, relations=None):
        self.doc, self.text = doc, doc["text"]
        self.paragraphs = T.read(self.text)
        self.encoded = [vocab.encode(p) for p in self.paragraphs]
        self.chunks = [c for i in range(len(self.paragraphs)) for c in self._chunks(i)]
        self.labels = None
        if "attributions" in doc:
            self._label(doc, relations)
            self.coref = placed(doc, self.paragraphs)

    def _chunks(self, i):
        p, (ids, feats, first) = self.paragraphs[i], self.encoded[i]
        lo, n = 0, len(p.units)
        while lo < n:
            hi = n
            if len(ids) - first[lo] > CHUNK:
                hi = max(lo + 1, bisect.bisect_right(first, first[lo] + CHUNK) - 1)
                cut = next((k for k in range(hi, lo + (hi - lo) // 3, -1) if p.sentences[k] != p.sentences[k - 1]), hi)
                hi = cut
            c = Chunk()
            a, b = first[lo], first[hi] if hi < n else len(ids)
            c.paragraph, c.lo, c.hi = i, lo, hi
            c.pieces, c.feats = ids[a:b], feats[a:b]
            c.first = [f - a for f in first[lo:hi]]
            yield c
            lo = hi

    def _label(self, doc, relations):
        self.tags, self.entities, self.relations, self.segments = [], [], [], []
        for p in self.paragraphs:
            if doc["attributions"] is None:
                self.tags.append([G.IGNORE] * len(p.units))
                self.segments.append([])
            else:
                near = [(n, a) for n, a in enumerate(doc["attributions"])
                        if any(s < p.end and e > p.start for r in ("source", "cue", "content") for s, e in a[r])]
                tags, segments = G.encode(p, [a for _, a in near])
                self.tags.append([G.LABEL[t] for t in tags])
                self.segments.append([(role, i, j, near[k][0]) for role, i, j, k in segments])
            self.entities.append(self._entity_tags(p, doc.get("entities")))
            self.relations.append(self._relations(p, doc.get("parse"), relations))
        self.labels = True

    @staticmethod
    def _entity_tags(p, entities):
        if entities is None:
            return [G.IGNORE] * len(p.units)
        out = [0] * len(p.units)
        for s, e, kind in entities:
            if s >= p.end or e <= p.start:
                continue
            i, j = G.cover(p.units, (s, e))
            for k in range(i, j):
                out[k] = G.IGNORE if kind is None else G.ENTITY_LABEL[("B-" if k == i else "I-") + kind]
        return out

    @staticmethod
    def _relations(p, parse, relations):
        out = [G.IGNORE] * len(p.units)
        if parse and relations:
            starts = [s for s, _ in p.units]
            for s, rel in parse:
                if p.start <= s < p.end and rel in relations:
                    k = bisect.bisect_left(starts, s)
                    if k < len(starts) and starts[k] == s:
                        out[k] = relations[rel]
        return out


def windows(doc, most=MAX, headline=HEADLINE, lead=LEAD, rng=None):
    """The document's chunks in order, packed: lists of chunk numbers."""
    out, current, size = [], [], 0
    room = most - 3 - headline - lead

    def limit():
        return room if rng is None else int(room * rng.uniform(0.6, 1.0))
    lim = limit()
    for n, c in enumerate(doc.chunks):
        k = len(c.pieces) + 1
        if current and size + k > lim:
            out.append(current)
            current, size, lim = [], 0, limit()
        current.append(n)
        size += k
    if current:
        out.append(current)
    return out


def build(doc, chunk_ids, vocab, headline=HEADLINE, lead=LEAD, rng=None):
    """One window as plain lists."""
    ids, feats = [vocab.cls], [T.SPECIAL]

    def add(pieces, features):
        ids.extend(pieces)
        feats.extend(features)
        ids.append(vocab.sep)
        feats.append(T.SPECIAL)
    begin = chunk_ids[0]
    if begin > 0:
        h = doc.chunks[0]
        if headline and begin > 1 and len(h.pieces) <= 3 * headline and not (rng and rng.random() < 0.2):
            add(h.pieces[:headline], h.feats[:headline])
        if lead and not (rng and rng.random() < 0.2):
            before, tail = begin - 1, []
            prev = doc.chunks[before]
            tail = list(zip(prev.pieces, prev.feats))[-lead:]
            add([x for x, _ in tail], [x for _, x in tail])
    w = {"ids": ids, "feats": feats, "first": [], "owner": [], "begins": []}
    for n in chunk_ids:
        c = doc.chunks[n]
        base = len(ids)
        w["first"].extend(base + f for f in c.first)
        w["owner"].extend((c.paragraph, k) for k in range(c.lo, c.hi))
        w["begins"].extend(k == 0 for k in range(c.lo, c.hi))
        add(c.pieces, c.feats)
    if rng is not None:
        augment(w, vocab, rng)
    if doc.labels:
        own = w["owner"]
        w["tags"] = [doc.tags[p][k] for p, k in own]
        w["entities"] = [doc.entities[p][k] for p, k in own]
        w["relations"] = [doc.relations[p][k] for p, k in own]
        w["source_links"], w["content_links"] = links(doc, own)
        w["coref_links"] = coref_links(doc, own)
    return w


def augment(w, vocab, rng, masked=0.05, recase=0.06, unquote=0.02):
    """Hides some pieces; now and then writes a window in capitals or small letters or without quotation marks."""
    for i in range(1, len(w["ids"])):
        if w["feats"][i] != T.SPECIAL and rng.random() < masked:
            w["ids"][i] = vocab.mask
    r = rng.random()
    if r < recase:
        for i, f in enumerate(w["feats"]):
            case, quote = divmod(f, 4)
            if f != T.SPECIAL and case in (T.LOWER, T.UPPER, T.TITLE):
                new = T.UPPER if r < recase / 3 else T.TITLE if r < 2 * recase / 3 else T.LOWER
                w["feats"][i] = new * 4 + quote
    elif r > 1 - unquote:
        for i, f in enumerate(w["feats"]):
            case, quote = divmod(f, 4)
            if f != T.SPECIAL and quote != T.OUT:
                w["feats"][i] = case * 4 + T.OUT
                if quote != T.IN:
                    w["ids"][i] = vocab.mask


def links(doc, own):
    """What the linker has to learn in a window: [(from, [(to, bucket, right)], none is right)] for cue to source
    and for content to cue; units are numbered in the window."""
    where = {u: k for k, u in enumerate(own)}
    seen, cues, sources, contents = set(), [], [], []
    for p in sorted({p for p, _ in own}):
        for role, i, _, a in doc.segments[p]:
            if (p, i) in where:
                entry = (where[p, i], p, a)
                if role == "source":
                    sources.append(entry)
                elif role == "cue":
                    cues.append(entry)
                elif (p, i, a) not in seen:
                    contents.append(entry)
                    seen.add((p, i, a))
    positions = sorted(c[0] for c in cues)

    def between(x, y):
        lo, hi = min(x, y), max(x, y)
        return max(0, bisect.bisect_left(positions, hi) - bisect.bisect_right(positions, lo))

    def pairs(froms, tos, cue_is_from):
        out = []
        for f, fp, fa in froms:
            opts, any_right = {}, False
            for t, tp, ta in tos:
                if abs(tp - fp) > 1:
                    continue
                if cue_is_from:
                    b = link_bucket(t, f, tp - fp, between(t, f))
                else:
                    b = link_bucket(f, t, fp - tp, between(t, f))
                right = ta == fa or opts.get(t, (0, False))[1]
                opts[t] = (b, right)
                any_right |= right
            out.append((f, [(t, b, r) for t, (b, r) in opts.items()], not any_right))
        return out
    return pairs(cues, sources, True), pairs(contents, cues, False)


def collate(ws, labels=True):
    b, n, u = len(ws), max(len(w["ids"]) for w in ws), max(len(w["first"]) for w in ws)
    out = {"ids": torch.zeros(b, n, dtype=torch.long), "feats": torch.full((b, n), T.SPECIAL),
           "mask": torch.zeros(b, n, dtype=torch.bool), "first": torch.zeros(b, u, dtype=torch.long),
           "begins": torch.zeros(b, u, dtype=torch.bool)}
    names = ("tags", "entities", "relations") if labels else ()
    for x in names:
        out[x] = torch.full((b, u), G.IGNORE)
    for r, w in enumerate(ws):
        k, m = len(w["ids"]), len(w["first"])
        out["ids"][r, :k], out["feats"][r, :k], out["mask"][r, :k] = torch.tensor(w["ids"]), torch.tensor(w["feats"]), True
        out["first"][r, :m], out["begins"][r, :m] = torch.tensor(w["first"]), torch.tensor(w["begins"])
        for x in names:
            out[x][r, :m] = torch.tensor(w[x])
    if labels:
        for x in ("source_links", "content_links", "coref_links"):
            out[x] = _link_tensors([(r, e) for r, w in enumerate(ws) for e in w[x]], u)
    return out


def _link_tensors(entries, u):
    if not entries:
        return None
    width = max(1, max(len(e[1]) for _, e in entries))
    src = torch.tensor([r * u + e[0] for r, e in entries])
    dst = torch.full((len(entries), width), -1)
    bucket = torch.zeros(len(entries), width, dtype=torch.long)
    target, weight = torch.zeros(len(entries), width + 1), torch.ones(len(entries))
    for k, (r, (_, opts, none, *rest)) in enumerate(entries):
        weight[k] = rest[0] if rest else 1.0
        for m, (t, b, right) in enumerate(opts):
            dst[k, m], bucket[k, m], target[k, m] = r * u + t, b, float(right)
        target[k, width] = float(none)
    return src, dst, bucket, target, weight
