"""Scores to attributions, as the settings of a weights file say: tags, links, quotation marks, confidence."""
import tags as G
from confidence import Judge
from link import Linker, spans
from quotes import settle, signed

DEFAULTS = {"outside": 0.0, "arrow": 2.0, "nearest": 2.0, "least": 0.0, "confidence": None, "calibration": None,
            "quotes": True}


class Pipeline:
    def __init__(self, parameters, settings):
        self.s = {**DEFAULTS, **settings}
        self.p = parameters
        self.linker = Linker(parameters, self.s["arrow"], self.s["nearest"])
        self.judge = Judge(parameters, self.s["confidence"], self.s["calibration"])

    def groups(self, doc, scores):
        """[(attribution as segments, probability)]"""
        tags = [self.p.tags(e, self.s["outside"]) for e in scores.tags]
        found = self.linker.attributions(doc, scores, tags)
        if self.s["quotes"]:
            segments = [(label, p, i, j) for p, t in enumerate(tags) for label, i, j in G.segments(t)]
            found = signed(doc, settle(doc, found, segments))
        of = self.judge.probabilities(scores)
        sure = [(g, g.get("confidence") or self.judge.confidence(doc, g, of)) for g in found if g["content"]]
        return [(g, c) for g, c in sure if c >= self.s["least"]]

    def attributions(self, doc, scores):
        return [{**spans(doc, g), "confidence": round(float(c), 4)} for g, c in self.groups(doc, scores)]
