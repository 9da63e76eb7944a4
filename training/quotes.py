"""Quotation marks as hard evidence: where a quoted content ends, and quotations that are signed with a dash."""
import text as T

DASHES = set("―—–-")
LONGEST_NAME = 8  # units
SIGNED = 0.9      # how sure a signed quotation is


def quotations(p):
    """Closed quotations of a paragraph: [(unit of the opening mark, end unit after the closing one)]."""
    out, opened = [], None
    for k, state in enumerate(p.quotes):
        if state == T.OPEN and opened is None:
            opened = k
        elif state == T.CLOSE and opened is not None:
            out.append((opened, k + 1))
            opened = None
    return out


def settle(doc, groups, segments):
    """A content with its greater part in a quotation, without another segment beside it there, is all of it.
    `segments` are all that the tags gave."""
    taken = {(s[1], k) for s in segments for k in range(s[2], s[3])}
    out = [{**g, "content": list(g["content"])} for g in groups]
    for p in sorted({s[1] for s in segments}):
        for a, b in quotations(doc.paragraphs[p]):
            inside = [(g, n) for g in out for n, s in enumerate(g["content"]) if s[1] == p and s[2] < b and s[3] > a]
            if len(inside) == 1:
                g, n = inside[0]
                g["content"][n] = _extended(g["content"][n], p, a, b, taken)
    for g in out:
        g["content"] = _without_strays(doc, _at_home(doc, g))
    return out


def _at_home(doc, g):
    """Only a quotation goes over into another paragraph than its cue's, or what a colon announces."""
    home = {s[1] for s in g["cue"]}

    def stays(s):
        if s[1] in home or any(doc.paragraphs[s[1]].quotes[s[2]:s[3]]):
            return True
        return s[1] - 1 in home and doc.paragraphs[s[1] - 1].words[-1] == ":"
    return {**g, "content": [s for s in g["content"] if stays(s)]}


def _without_strays(doc, g):
    """What follows the cue without any mark is not part of a content that is wholly quoted before it: "...," she
    said, and soon the balloons were dropping. (In the training articles 13 such contents against 1,518 that go on
    in quotation marks.)"""
    cue = (g["cue"][0][1], g["cue"][0][2])
    before = [s for s in g["content"] if (s[1], s[2]) < cue]
    after = [s for s in g["content"] if (s[1], s[2]) > cue]

    def quotes(s):
        return doc.paragraphs[s[1]].quotes[s[2]:s[3]]
    whole = before and all(quotes(s)[0] == T.OPEN and T.CLOSE in quotes(s)[-2:] for s in before)
    return before if whole and after and not any(any(quotes(s)) for s in after) else g["content"]


def _extended(s, p, a, b, taken):
    label, _, i, j = s
    others = any((p, k) in taken for k in range(a, b) if not i <= k < j)
    if others or (min(j, b) - max(i, a)) * 2 < b - a:
        return s
    return (label, p, min(i, a), max(j, b))


def signed(doc, groups):
    """("..." - Name) at the end of a paragraph: the cue is the dash, the source the name. What the tags made of the
    signature gives way; what they made of the quotation, with a cue elsewhere, does not."""
    for n, p in enumerate(doc.paragraphs):
        found = _signature(p)
        if not found:
            continue
        a, b, dash, name, end = found

        def within(s, i, j):
            return s[1] == n and s[2] < j and s[3] > i
        if any(within(s, a, b) for g in groups if not within(g["cue"][0], a, len(p.units)) for s in g["content"]):
            continue
        own = [g for g in groups if any(within(c, b, len(p.units)) for c in g["cue"] + g["source"])]
        groups = [g for g in groups if g not in own]
        groups.append({"cue": [("CUE", n, dash, name)], "source": [("S<", n, name, end)],
                       "content": [("C>", n, a, b)], "confidence": SIGNED})
    return groups


def _signature(p):
    """(quotation's first unit, its end, dash, first unit of the name, its end) or None."""
    b = max((k + 1 for k, state in enumerate(p.quotes) if state == T.CLOSE), default=0)
    # marks within the quotation may have confused the count: one at the paragraph's beginning is the one that counts
    a = 0 if b and p.words[0] in T.DOUBLES else next((i for i, j in quotations(p) if j == b), None)
    k = b
    while k < len(p.units) and p.words[k] in DASHES:
        k += 1
    if a is None or k == b or b - a < 5 or not 1 <= len(p.units) - k <= LONGEST_NAME:
        return None
    if p.words[b] == "-" and k - b == 1 and p.units[k][0] == p.units[b][1] and p.units[b][0] == p.units[b - 1][1]:
        return None  # a hyphen between two words
    end = k
    while end < len(p.units) and p.words[end] not in ",(;:":
        end += 1
    names = [c for w, c in zip(p.words[k:end], p.cases[k:end]) if c != T.SYMBOL]
    if len(names) < 2 or sum(c in (T.TITLE, T.UPPER) for c in names) < len(names) * 0.7 or p.cases[k] == T.LOWER:
        return None
    return a, b, b, k, end
