"""Attributions as tags of units, and back to segments.

CUE, S> S< C> C<: a source or content whose cue stands to the right or the left; entities as plain BIO."""
import bisect

LABELS = ["O"] + [p + x for x in ("CUE", "S>", "S<", "C>", "C<") for p in ("B-", "I-")]
LABEL = {l: i for i, l in enumerate(LABELS)}
KINDS = ["person", "organization", "place", "group", "date", "quantity"]
ENTITY_LABELS = ["O"] + [p + k for k in KINDS for p in ("B-", "I-")]
ENTITY_LABEL = {l: i for i, l in enumerate(ENTITY_LABELS)}
IGNORE = -100


def cover(us, span):
    """The units [i, j) that a span touches."""
    i = bisect.bisect_right([e for _, e in us], span[0])
    j = bisect.bisect_left([s for s, _ in us], span[1])
    return i, j


def _pieces(p, spans):
    """The unit ranges of a role's spans; neighbours with only punctuation between are one."""
    out = []
    for span in sorted(spans):
        if span[1] <= p.units[0][0] or span[0] >= p.units[-1][1]:
            continue
        i, j = cover(p.units, span)
        if i >= j:
            continue
        if out and not any(w.isalnum() for w in p.words[out[-1][1]:i]):
            out[-1][1] = j
        else:
            out.append([i, j])
    return out


def encode(p, attributions):
    """Tags of a paragraph, and its segments [(role, first unit, end unit, attribution index)]."""
    tags, segments = ["O"] * len(p.units), []
    for n, a in enumerate(attributions):
        for role, letter in (("cue", "CUE"), ("source", "S"), ("content", "C")):
            for i, j in _pieces(p, a[role]):
                label = letter
                if role != "cue":
                    label += _direction(p, a["cue"], i, j)
                if any(tags[k] != "O" for k in range(i, j)):
                    if role == "source":  # shared by two cues: its tag goes with the first
                        segments.append((role, i, j, n))
                        continue
                    while i < j and tags[i] != "O":
                        i += 1
                    end = i
                    while end < j and tags[end] == "O":
                        end += 1
                    j = end
                    if i >= j:
                        continue
                tags[i] = "B-" + label
                for k in range(i + 1, j):
                    tags[k] = "I-" + label
                segments.append((role, i, j, n))
    return tags, segments


def _direction(p, cues, i, j):
    if not cues:
        return "<"
    start, last = p.units[i][0], p.units[j - 1][1]
    c = min(cues, key=lambda c: min(abs(c[0] - last), abs(start - c[1])))
    return ">" if c[0] >= start else "<"


def segments(tags):
    """Runs of one label: [(label, first, end)]."""
    out = []
    for i, t in enumerate(tags):
        if t == "O":
            continue
        if t[0] == "I" and out and out[-1][0] == t[2:] and out[-1][2] == i:
            out[-1][2] = i + 1
        else:
            out.append([t[2:], i, i + 1])
    return [tuple(x) for x in out]
