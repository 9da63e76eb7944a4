"""Who is meant by "she", "the minister", "his": what the heads for coreference learn from.

A document may have `candidates`, the mentions that may be meant, as (start, end): a name, or the head of a
description; and `anaphors`, what refers to one of them: {"span": (start, end), "right": numbers of the candidates that
are meant, "of": numbers of those that come into question (all without it), "weight"}. A candidate is looked at in its
last unit, an anaphor in its first."""
import bisect
import re

import tags as G
from model import coref_bucket

PRONOUNS = set("he she him her his hers himself herself they them their theirs themselves it its itself".split())
PERSONAL = set("he she him her his hers himself herself".split())
PLURAL = set("they them their theirs themselves".split())
DEFINITE = set("the this that these those his her its their".split())
# where the head of a noun phrase ends, at the latest
AFTER_HEAD = set("of in at on for from to with by who whom whose which that as and or , ; : ( - – — aged".split())


def coref_links(doc, own):
    """What the heads have to learn in a window: [(from, [(to, bucket, right)], none is right, weight)]; units are
    numbered in the window."""
    where = {u: k for k, u in enumerate(own)}
    paragraphs = sorted({p for p, _ in own})
    anaphors, candidates = getattr(doc, "coref", None) or ({}, {})
    ahead, total = {}, 0  # sentences of the paragraphs before
    for p in paragraphs:
        ahead[p] = total
        total += doc.paragraphs[p].sentences[-1] + 1

    def place(u):
        return ahead[u[0]] + doc.paragraphs[u[0]].sentences[u[1]]
    here = [(where[u], place(u), n) for p in paragraphs for u, n in candidates.get(p, []) if u in where]
    out = []
    for p in paragraphs:
        for u, a in anaphors.get(p, []):
            if u in where:
                entry = _choices(where[u], place(u), a, here)
                if entry:
                    out.append(entry)
    return out


def _choices(at, sentence, a, here):
    of = a.get("of")
    options, any_right = {}, False
    for k, s, n in here:
        if k == at or (of is not None and n not in of) or (k > at and s != sentence and of is None):
            continue
        right = n in a["right"] or options.get(k, (0, False))[1]
        options[k] = (coref_bucket(sentence - s, k > at), right)
        any_right |= right
    if not options:
        return None
    return at, [(k, b, r) for k, (b, r) in options.items()], not any_right, a.get("weight", 1.0)


def placed(doc, paragraphs):
    """A document's anaphors and candidates at their units, by paragraph."""
    ends = [p.end for p in paragraphs]

    def unit(span, last):
        k = bisect.bisect_left(ends, span[1])
        if k == len(paragraphs) or span[0] < paragraphs[k].start:
            return None
        i, j = G.cover(paragraphs[k].units, span)
        return (k, j - 1 if last else i) if i < j else None
    anaphors, candidates = {}, {}
    for a in doc.get("anaphors") or []:
        u = unit(a["span"], False)
        if u:
            anaphors.setdefault(u[0], []).append((u, a))
    for n, span in enumerate(doc.get("candidates") or []):
        u = unit(span, True)
        if u:
            candidates.setdefault(u[0], []).append((u, n))
    return anaphors, candidates


def head_of(text, span):
    """The head of a noun phrase, by rule: the last word before a preposition, a relative pronoun or a comma."""
    words = [(m.start() + span[0], m.end() + span[0]) for m in re.finditer(r"[\w'’]+(?:-\w+)*|[^\w\s]", text[span[0]:span[1]])]
    head = None
    for s, e in words:
        if head and text[s:e].lower() in AFTER_HEAD:
            break
        if text[s].isalnum():
            head = (s, e)
    if not head:
        return None
    s, e = head
    return (s, e - 2) if re.search(r"['’]s$", text[s:e]) else head


def of_annotated(doc):
    """Adds to an annotated article who is meant by its sources that are no names. `doc` as annotate.py builds it."""
    text, candidates, names = doc["text"], [], []
    for one in doc["entities"]:
        if one["kind"] in ("person", "org"):
            for span in one["spans"]:
                candidates.append(tuple(span))
                names.append(one["name"])
    anaphors = []
    for a in doc["attributions"]:
        if len(a["source"]) != 1 or len(a["names"]) != 1 or len(a["names"][0]) != 1 or "unnamed" in a["kind"]:
            continue
        span, meant = tuple(a["source"][0]), a["names"][0][0].split()
        words = re.findall(r"[^\W_]+", text[span[0]:span[1]])
        if not words or any(s < span[1] and span[0] < e and n.split()[-1] in meant for (s, e), n in zip(candidates, names)):
            continue
        if words[0].lower() not in PRONOUNS | DEFINITE:
            continue
        right = {n for n, name in enumerate(names) if _same(name.split(), meant)}
        if len(words) == 1 and words[0].lower() in PRONOUNS:
            at = (span[0], span[0] + len(words[0]))
        else:
            at = head_of(text, span)
        if right and at:
            anaphors.append({"span": at, "right": right})
    return {"candidates": candidates, "anaphors": anaphors}


def _same(name, meant):
    """Whether a name is a form of the full name: all its words are in it, the last one or, alone, the first."""
    return all(w in meant for w in name) and (name[-1] == meant[-1] or (len(name) == 1 and name[0] == meant[0]))


def of_gum(sentences, mentions):
    """GUM's chains. `mentions`: (sentence, first token, last token, type, number of the entity)."""
    candidates, meant, anaphors = [], [], []
    for s, a, b, _, entity in mentions:
        sentence = sentences[s]
        heads = [k for k in range(a, b + 1) if not a <= sentence[k].head - 1 <= b]
        if not heads:
            continue
        h, first = heads[0], sentence[a].form.lower()
        span = (sentence[h].start, sentence[h].end)
        if sentence[h].upos in ("PRON", "DET"):
            if sentence[h].form.lower() in PRONOUNS and a == b:
                anaphors.append((span, entity))
            continue
        if sentence[h].upos == "PROPN":
            j = h
            while j < b and sentence[j + 1].upos == "PROPN" and sentence[j + 1].head - 1 in range(a, j + 1) \
                    and sentence[j + 1].rel.startswith("flat"):
                j += 1
            span = (sentence[h].start, sentence[j].end)
        elif sentence[h].upos == "NOUN" and (first in DEFINITE or sentence[a].rel.startswith("nmod:poss")):
            anaphors.append((span, entity))
        candidates.append(span)
        meant.append(entity)
    out = []
    for span, entity in anaphors:
        right = {n for n, e in enumerate(meant) if e == entity and candidates[n] != span}
        pronoun = not any(c == span for c in candidates)
        out.append({"span": span, "right": right, "weight": 1.0 if pronoun or right else 0.3})
    return {"candidates": candidates, "anaphors": out}


def of_corenlp(sentences, chains, entities):
    """From CoreNLP's chains: a pronoun means the nearest name before it of its chain, if there is one.
    `chains`: lists of (sentence, first token, end token), from 0; `entities` as (start, end, kind)."""
    named = [(s, e, kind) for s, e, kind in entities if kind in ("person", "organization", "place")]
    anaphors = []
    for chain in chains:
        places = []
        for s, i, j in chain:
            if s < len(sentences) and j <= len(sentences[s]):
                places.append((sentences[s][i][0], sentences[s][j - 1][1], j - i))
        for begin, end, size in places:
            if size != 1:
                continue
            word = next((t[2] for t in _sentence_at(sentences, begin) if t[0] == begin), "")
            if word.lower() not in PRONOUNS:
                continue
            own = [(a, b) for a, b, _ in places if b <= begin]
            before = [n for n, (s, e, kind) in enumerate(named) if e <= begin
                      and (kind == "person") == (word.lower() in PERSONAL or kind == "person" and word.lower() in PLURAL)
                      and any(s - 25 <= a <= s and e <= b <= e + 2 for a, b in own)]
            if before:
                anaphors.append({"span": (begin, end), "right": {before[-1]}, "weight": 0.3})
    return {"candidates": [x[:2] for x in named], "anaphors": anaphors}


def _sentence_at(sentences, begin):
    return next((s for s in sentences if s and s[0][0] <= begin < s[-1][1]), [])
