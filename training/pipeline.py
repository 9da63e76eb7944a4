"""Scores to attributions, as the settings of a weights file say: tags, links, quotation marks, confidence."""
from confidence import Judge
from link import Linker, spans
from quotes import settle

DEFAULTS = {"outside": 0.0, "arrow": 2.0, "nearest": 2.0, "least": 0.0, "confidence": None, "quotes": True}


class Pipeline:
    def __init__(self, parameters, settings):
        self.s = {**DEFAULTS, **settings}
        self.p = parameters
        self.linker = Linker(parameters, self.s["arrow"], self.s["nearest"])
        self.judge = Judge(parameters, self.s["confidence"])

    def groups(self, doc, scores):
        """[(attribution as segments, probability)]"""
        tags = [self.p.tags(e, self.s["outside"]) for e in scores.tags]
        found = self.linker.attributions(doc, scores, tags)
        of = self.judge.probabilities(scores)
        out = []
        for g in found:
            sure = self.judge.confidence(doc, g, of)
            if sure >= self.s["least"]:
                out.append((settle(doc, g) if self.s["quotes"] else g, sure))
        return out

    def attributions(self, doc, scores):
        return [{**spans(doc, g), "confidence": round(float(c), 4)} for g, c in self.groups(doc, scores)]
