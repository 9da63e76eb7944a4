"""Quotation marks as hard evidence for where a content begins and ends, and for contents that no tag found."""
import text as T

FAR = 3  # units that may stand between a cue or source and its quotation (comma, colon, a closing mark)


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


def settle(doc, groups, segments, rules=("extend", "adopt", "go on")):
    """Attributions with their contents' borders moved to the marks; `segments` are all that the tags gave.

    extend: a content with its greater part in a quotation, without another segment beside it there, is all of it.
    adopt: a cue without a content takes the untagged quotation next to it or to its source.
    go on: an untagged quotation after a quoted content's own cue belongs to it ("...," he said. "...")."""
    taken = {(s[1], k) for s in segments for k in range(s[2], s[3])}
    out = [{**g, "content": list(g["content"])} for g in groups]
    for p in sorted({s[1] for s in segments}):
        for a, b in quotations(doc.paragraphs[p]):
            inside = [(g, n) for g in out for n, s in enumerate(g["content"]) if s[1] == p and s[2] < b and s[3] > a]
            free = not any((p, k) in taken for k in range(a, b))
            if "extend" in rules and len(inside) == 1:
                g, n = inside[0]
                g["content"][n] = _extended(g["content"][n], p, a, b, taken)
            elif free and b - a >= 5:
                if "adopt" in rules and _adopt(doc, out, p, a, b):
                    continue
                if "go on" in rules:
                    _go_on(doc, out, p, a, b)
    return out


def _extended(s, p, a, b, taken):
    label, _, i, j = s
    others = any((p, k) in taken for k in range(a, b) if not i <= k < j)
    if others or (min(j, b) - max(i, a)) * 2 < b - a:
        return s
    return (label, p, min(i, a), max(j, b))


def _adopt(doc, groups, p, a, b):
    for g in groups:
        if g["content"]:
            continue
        for s in g["cue"] + g["source"]:
            gap = range(s[3], a) if s[3] <= a else range(b, s[2])
            if s[1] == p and len(gap) <= FAR and not any(T.is_word(doc.paragraphs[p].words[k][0]) for k in gap):
                g["content"].append(("C<" if s[3] <= a else "C>", p, a, b))
                return True
    return False


def _go_on(doc, groups, p, a, b):
    """The quotation follows a cue and source (or a full stop after them) whose content is a quotation before them."""
    words = doc.paragraphs[p].words
    for g in groups:
        before = [s for s in g["content"] if s[1] == p and s[3] <= a]
        if not before or not any(doc.paragraphs[p].quotes[k] for s in before for k in range(s[2], s[3])):
            continue
        tail = max([s[3] for s in g["cue"] + g["source"] if s[1] == p and s[3] <= a], default=None)
        if tail is None or tail < before[-1][3] or any(T.is_word(words[k][0]) for k in range(tail, a)):
            continue
        g["content"].append(("C<", p, a, b))
        return
