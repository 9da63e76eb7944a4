"""From segments to attributions: which source and which contents go with a cue, and what quotation marks settle."""
import bisect

import tags as G
import text as T
from model import link_bucket


class Linker:
    """The learned scores of pairs, with the arrows of the tags as evidence.

    `arrow` is added where a cue lies on the side that the tag points to, `nearest` where it is the first one there."""

    def __init__(self, parameters, arrow=2.0, nearest=2.0):
        self.p, self.arrow, self.nearest = parameters, arrow, nearest

    def attributions(self, doc, scores, tags):
        segs = [(label, p, i, j) for p, t in enumerate(tags) for label, i, j in G.segments(t)]
        cues = [s for s in segs if s[0] == "CUE"]
        groups = [{"cue": [c], "source": [], "content": []} for c in cues]
        sources = [s for s in segs if s[0][0] == "S"]
        for g, cue in zip(groups, cues):
            s = self._source_of(doc, scores, cue, cues, sources)
            if s is not None:
                g["source"] = [s]
        for c in segs:
            if c[0][:2] in ("C>", "C<"):
                k = self._cue_of(scores, c, cues)
                if k is not None:
                    groups[k]["content"].append(c)
        return groups

    def _evidence(self, seg, cue, cues):
        """What the arrow of a source or content says of a cue."""
        if seg[0][1] == ">":
            if (cue[1], cue[2]) < (seg[1], seg[2]) or cue[1] != seg[1]:
                return 0.0
            k = bisect.bisect_left(_starts(cues), (seg[1], seg[2]))
            return self.arrow + (self.nearest if k < len(cues) and cues[k] == cue else 0)
        if (cue[1], cue[2]) > (seg[1], seg[2]):
            return 0.0
        k = bisect.bisect_left(_starts(cues), (seg[1], seg[2])) - 1
        return self.arrow + (self.nearest if k >= 0 and cues[k] == cue else 0)

    def _score(self, query, key, place, seg, cue, cues):
        at = _starts(cues)
        a, b = sorted([(seg[1], seg[2]), (cue[1], cue[2])])
        between = max(0, bisect.bisect_left(at, b) - bisect.bisect_right(at, a))
        side = link_bucket(*((0, 1) if (seg[1], seg[2]) < (cue[1], cue[2]) else (1, 0)), seg[1] - cue[1], between)
        return float(query @ key) / 8.0 + float(place[side])

    def _source_of(self, doc, scores, cue, cues, sources):
        best, top = None, self.p.no_source
        q = scores.links[cue[1]][cue[2], 0]
        for s in sources:
            if abs(s[1] - cue[1]) > 1:
                continue
            x = self._score(q, scores.links[s[1]][s[2], 1], self.p.source_place, s, cue, cues)
            x += self._evidence(s, cue, cues)
            if x > top:
                best, top = s, x
        return best

    def _cue_of(self, scores, content, cues):
        best, top = None, self.p.no_cue
        q = scores.links[content[1]][content[2], 2]
        for k, c in enumerate(cues):
            if abs(c[1] - content[1]) > 1:
                continue
            x = self._score(q, scores.links[c[1]][c[2], 3], self.p.content_place, content, c, cues)
            x += self._evidence(content, c, cues)
            if x > top:
                best, top = k, x
        return best


def _starts(cues):
    return [(c[1], c[2]) for c in cues]


class NearestLinker:
    """The baseline: each arrow to the nearest cue in its paragraph; a cue without a source takes the one before it
    in its sentence."""

    def attributions(self, doc, scores, tags):
        out = []
        for p, t in enumerate(tags):
            segs = [(label, p, i, j) for label, i, j in G.segments(t)]
            cues = [s for s in segs if s[0] == "CUE"]
            groups = [{"cue": [c], "source": [], "content": []} for c in cues]
            for s in segs:
                if s[0] == "CUE":
                    continue
                k = sum(c[2] < s[2] for c in cues) - (0 if s[0][1] == ">" else 1)
                if 0 <= k < len(cues):
                    groups[k]["source" if s[0][0] == "S" else "content"].append(s)
            sid = doc.paragraphs[p].sentences
            for a, b in zip(groups, groups[1:]):
                if not b["source"] and a["source"] and sid[a["cue"][0][2]] == sid[b["cue"][0][2]] \
                        and a["source"][0][2] < a["cue"][0][2]:
                    b["source"] = a["source"]
            out += [g for g in groups if g["content"]]
        return out


EDGE = set(",.;:–—-")


def spans(doc, group):
    """An attribution's spans in code points, without commas, full stops and dashes at their ends."""
    def of(s):
        p, i, j = doc.paragraphs[s[1]], s[2], s[3]
        while i < j - 1 and p.words[i] in EDGE:
            i += 1
        while i < j - 1 and p.words[j - 1] in EDGE and not _initial(p, j - 1):
            j -= 1
        return [p.units[i][0], p.units[j - 1][1]]
    return {r: [of(s) for s in group[r]] for r in ("source", "cue", "content")}


def _initial(p, k):
    """The full stop of "U.S." or "Jr." stays: it is glued to a capital letter or an abbreviation."""
    if p.words[k] != "." or k == 0 or p.units[k - 1][1] != p.units[k][0]:
        return False
    word = p.words[k - 1]
    return (len(word) == 1 and word.isupper()) or (word[0].isupper() and word.lower() in T.ABBREVIATIONS)
