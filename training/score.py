"""How well attributions are found: exact and usable F1, over all, direct and mixed, and indirect.

Spans are trimmed of outer punctuation and joined over gaps without a letter or digit. Pairs that share a cue token
are aligned one to one, best overlap first. Exact: source, cue and content equal. Usable: source and content overlap
by half (Dice over tokens). Direct and mixed: the content, with a character on either side, holds a quotation mark."""
import bisect
import collections
import re

ROLES = ("cue", "source", "content")
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[$€£%]")
CORE = re.compile(r"[^\W_]|[$€£%]")
QUOTE = re.compile("[\"“”„«»‘]|''|``|(?:^|\\s)'(?=\\w)")


def trimmed(text, spans):
    out = []
    for s, e in sorted(tuple(x) for x in spans):
        while s < e and not CORE.match(text[s]):
            s += 1
        while e > s and not CORE.match(text[e - 1]):
            e -= 1
        if s >= e:
            continue
        if out and not CORE.search(text[out[-1][1]:s]):
            out[-1] = (out[-1][0], max(e, out[-1][1]))
        else:
            out.append((s, e))
    return tuple(out)


def quoted(text, spans):
    return any(QUOTE.search(text[max(0, s - 1):e + 1]) for s, e in spans)


class Scored:
    """An attribution, ready to be compared."""

    def __init__(self, text, tokens, a):
        self.spans = {r: trimmed(text, a[r]) for r in ROLES}
        starts, ends = tokens
        self.tokens = {r: {k for s, e in self.spans[r] for k in range(bisect.bisect_right(ends, s),
                                                                      bisect.bisect_left(starts, e))} for r in ROLES}
        self.direct = quoted(text, a["content"])


def dice(a, b):
    return 1.0 if not a and not b else 2 * len(a & b) / (len(a) + len(b))


def aligned(gold, found):
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            a, b = g.tokens["cue"], f.tokens["cue"]
            if a & b or (not a and not b and g.tokens["content"] & f.tokens["content"]):
                pairs.append((-sum(dice(g.tokens[r], f.tokens[r]) for r in ROLES), i, j))
    to, used = {}, set()
    for _, i, j in sorted(pairs):
        if i not in to and j not in used:
            to[i] = j
            used.add(j)
    return to


def judged(g, f):
    """(exact, usable) of an aligned pair."""
    return (all(g.spans[r] == f.spans[r] for r in ROLES),
            dice(g.tokens["source"], f.tokens["source"]) >= .5 and dice(g.tokens["content"], f.tokens["content"]) >= .5)


def prepare(text, attributions):
    found = [m.span() for m in TOKEN.finditer(text)]
    tokens = [s for s, _ in found], [e for _, e in found]
    return [Scored(text, tokens, a) for a in attributions]


class Scorer:
    """Counts over documents; the gold side is prepared once."""

    def __init__(self, docs):
        self.docs = docs
        self.gold = [prepare(d["text"], d["attributions"]) for d in docs]

    def figures(self, predictions):
        n = collections.Counter()
        for d, gold, found in zip(self.docs, self.gold, predictions):
            found = prepare(d["text"], found)
            to = aligned(gold, found)
            back = {j: i for i, j in to.items()}
            for i, g in enumerate(gold):
                for c in ("all", "direct" if g.direct else "indirect"):
                    n[c, "gold"] += 1
                    if i in to:
                        exact, usable = judged(g, found[to[i]])
                        n[c, "exact"] += exact
                        n[c, "usable"] += usable
            for j, f in enumerate(found):
                direct = gold[back[j]].direct if j in back else f.direct
                for c in ("all", "direct" if direct else "indirect"):
                    n[c, "found"] += 1
        f1 = {(c, m): 200 * n[c, m] / max(1, n[c, "gold"] + n[c, "found"])
              for c in ("all", "direct", "indirect") for m in ("usable", "exact")}
        out = {"usable": f1["all", "usable"], "direct": f1["direct", "usable"], "indirect": f1["indirect", "usable"],
               "exact": f1["all", "exact"], "direct exact": f1["direct", "exact"],
               "indirect exact": f1["indirect", "exact"], "found": n["all", "found"], "gold": n["all", "gold"]}
        return {k: round(v, 2) for k, v in out.items()}
