"""How sure an attribution is: the tags' own probabilities, brought to scale on dev."""
import numpy as np

import tags as G
from decode import marginals

FEATURES = ("one", "cue", "source", "content", "worst", "quoted", "sourceless")


def tag_log_probability(m, segment):
    """Mean log-probability of a segment's tags, and of its first and last unit's (its borders)."""
    label, _, i, j = segment
    b, inside = G.LABEL["B-" + label], G.LABEL["I-" + label]
    p = [m[i, b]] + [m[k, inside] for k in range(i + 1, j)]
    end = m[j, inside] if j < len(m) else 0.0
    logs = np.log(np.maximum(p, 1e-6))
    return float(logs.mean()), float(min(logs[0], np.log(max(1e-6, 1 - end))))


KNOTS = (0.0, 1.0, 2.0)
ENDS = (-3.0, 5.0)


def bent(z, points):
    """`z` on the line through `points` [(z, what it is then)], which goes on straight at both ends."""
    if not points:
        return z
    x, y = zip(*points)
    k = min(max(sum(a <= z for a in x), 1), len(x) - 1)
    return y[k - 1] + (z - x[k - 1]) * (y[k] - y[k - 1]) / (x[k] - x[k - 1])


class Judge:
    def __init__(self, parameters, weights=None, calibration=None):
        self.p, self.weights, self.calibration = parameters, weights, calibration

    def probabilities(self, scores):
        """Marginals per paragraph, worked out when first asked for."""
        cache = {}

        def of(p):
            if p not in cache:
                cache[p] = marginals(scores.tags[p], self.p.step, self.p.start)
            return cache[p]
        return of

    def features(self, doc, group, of):
        worst, mean = 0.0, {}
        for role in ("cue", "source", "content"):
            got = [tag_log_probability(of(s[1]), s) for s in group[role]]
            mean[role] = min((a for a, _ in got), default=0.0)
            worst = min([worst] + [b for _, b in got])
        quoted = any(doc.paragraphs[s[1]].quotes[k] for s in group["content"] for k in range(s[2], s[3]))
        return [1.0, mean["cue"], mean["source"], mean["content"], worst, float(quoted), float(not group["source"])]

    def confidence(self, doc, group, of):
        if not self.weights:
            return 1.0
        z = bent(float(np.dot(self.weights, self.features(doc, group, of))), self.calibration)
        return 1 / (1 + np.exp(-z))


def fit(x, y, ridge=1.0, rounds=30):
    """Logistic regression by Newton's method."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        h = x.T @ (x * (p * (1 - p))[:, None]) + ridge * np.eye(len(w))
        w += np.linalg.solve(h, x.T @ (y - p) - ridge * w)
    return [round(float(v), 4) for v in w]


def fit_bend(z, y):
    """What brings log-odds to scale where one straight line does not: a line with bends at KNOTS, as points. It never
    falls."""
    z = np.asarray(z, float)

    def row(z):
        return np.stack([np.ones_like(z), z] + [np.maximum(0, z - k) for k in KNOTS], 1)
    weights = np.array(fit(row(z), y, ridge=20.0))
    x = np.array((ENDS[0],) + KNOTS + (ENDS[1],))
    value = np.maximum.accumulate(row(x) @ weights)
    return [[round(float(a), 4), round(float(b), 4)] for a, b in zip(x, value)]
