"""Encoder and heads in one pass, and the losses: CRF over the attribution tags, entity tags, links, relations."""
import torch
import torch.nn as nn
import torch.nn.functional as F

import tags as G
import text as T
from encoder import Encoder, load_pretrained

NL, NE = len(G.LABELS), len(G.ENTITY_LABELS)
FORBIDDEN = -1e4
LINK = 64        # width of the link vectors
BUCKETS = 40     # how two segments lie to each other, see link_bucket
COREF_BUCKETS = 8  # how far a mention is from what may refer to it, see coref_bucket


def allowed():
    """1 where tag j may follow tag i; and the tags that may begin a paragraph."""
    step, start = torch.ones(NL, NL), torch.ones(NL)
    for j, b in enumerate(G.LABELS):
        if b[0] == "I":
            start[j] = 0
            for i, a in enumerate(G.LABELS):
                if a == "O" or a[2:] != b[2:]:
                    step[i, j] = 0
    return step, start


def link_bucket(span_first, cue_first, paragraphs_apart, between):
    """A number for the relative place of a source or content and a cue: its side, how many cues stand between
    (at most 4), and the paragraph: the same, the next, the one before, or farther."""
    side = 0 if span_first < cue_first else 1
    where = 0 if paragraphs_apart == 0 else 1 if paragraphs_apart == 1 else 2 if paragraphs_apart == -1 else 3
    return (side * 4 + where) * 5 + min(between, 4)


def coref_bucket(sentences, after):
    """A number for how far before a referring word a mention stands: in sentences, and of those after it in its
    own sentence a number of their own."""
    if after:
        return 0
    return 1 + min(sentences, 3) + (sentences > 4) + (sentences > 7) + (sentences > 12)


class Model(nn.Module):
    def __init__(self, vocab, layers=6, ff=1536, relations=0, drop=0.1):
        super().__init__()
        self.encoder = Encoder(vocab, T.FEATURES, layers=layers, ff=ff, drop=drop)
        d = 384
        self.drop = nn.Dropout(drop)
        self.tags = nn.Linear(d, NL)
        self.entities = nn.Linear(d, NE)
        self.relations = nn.Linear(d, relations) if relations else None
        # each cue looks for its source, each content for its cue
        self.cue_to_source, self.source_key = nn.Linear(d, LINK), nn.Linear(d, LINK)
        self.content_to_cue, self.cue_key = nn.Linear(d, LINK), nn.Linear(d, LINK)
        # each word that refers to somebody looks for those it may mean
        self.coref_query, self.coref_key = nn.Linear(d, LINK), nn.Linear(d, LINK)
        self.coref_place, self.no_coref = nn.Parameter(torch.zeros(COREF_BUCKETS)), nn.Parameter(torch.zeros(1))
        self.source_place, self.content_place = (nn.Parameter(torch.zeros(BUCKETS)) for _ in range(2))
        self.no_source, self.no_cue = nn.Parameter(torch.zeros(1)), nn.Parameter(torch.zeros(1))
        self.step, self.start = nn.Parameter(torch.zeros(NL, NL)), nn.Parameter(torch.zeros(NL))
        ok_step, ok_start = allowed()
        self.register_buffer("bad_step", (1 - ok_step) * FORBIDDEN, persistent=False)
        self.register_buffer("bad_start", (1 - ok_start) * FORBIDDEN, persistent=False)

    def from_minilm(self):
        load_pretrained(self.encoder)
        return self

    def transitions(self):
        return self.step + self.bad_step, self.start + self.bad_start

    def forward(self, batch, bf16=False):
        """The vectors of the units: the encoder's output at each unit's first piece."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            h = self.encoder(batch["ids"], batch["feats"], batch["mask"])
        h = h.float()
        return torch.gather(h, 1, batch["first"][:, :, None].expand(-1, -1, h.shape[2]))

    def losses(self, batch, bf16=False, teacher=None):
        u = self.drop(self(batch, bf16))
        out = {}
        e = self.tags(u)
        attributed = batch["tags"] != G.IGNORE
        n = attributed.sum().clamp(min=1)
        out["tag"] = F.cross_entropy(e.flatten(0, 1), batch["tags"].flatten(), ignore_index=G.IGNORE, reduction="sum") / n
        rows = attributed.any(1)
        if rows.any():
            step, start = self.transitions()
            out["crf"] = crf_loss(e[rows], batch["tags"][rows], batch["begins"][rows], step, start) / n
        known = batch["entities"] != G.IGNORE
        out["entity"] = F.cross_entropy(self.entities(u).flatten(0, 1), batch["entities"].flatten(),
                                        ignore_index=G.IGNORE, reduction="sum") / known.sum().clamp(min=1)
        if self.relations is not None and (batch["relations"] != G.IGNORE).any():
            out["relation"] = F.cross_entropy(self.relations(u).flatten(0, 1), batch["relations"].flatten(),
                                              ignore_index=G.IGNORE)
        if teacher is not None:
            out["teacher"] = self._as_teacher(batch, u, teacher, bf16)
        flat = u.flatten(0, 1)
        out["source"] = link_loss(batch["source_links"], self.cue_to_source(flat), self.source_key(flat),
                                  self.source_place, self.no_source)
        out["content"] = link_loss(batch["content_links"], self.content_to_cue(flat), self.cue_key(flat),
                                   self.content_place, self.no_cue)
        out["coref"] = link_loss(batch["coref_links"], self.coref_query(flat), self.coref_key(flat),
                                 self.coref_place, self.no_coref)
        return {k: v for k, v in out.items() if v is not None}

    def _as_teacher(self, batch, u, teacher, bf16):
        """How far the tags' and entities' probabilities are from the teacher's, per unit."""
        with torch.no_grad():
            v = teacher(batch, bf16)
            want = F.softmax(teacher.tags(v), 2), F.softmax(teacher.entities(v), 2)
        here = (batch["tags"] != G.IGNORE) | (batch["entities"] != G.IGNORE)
        far = sum(-(w * F.log_softmax(head(u), 2)).sum(2) for w, head in zip(want, (self.tags, self.entities)))
        return far[here].mean()


def link_loss(links, query, key, place, none):
    """links: (from [N], to [N, K], bucket [N, K], target [N, K+1], weight [N]); a `to` below 0 is padding; the last
    column of the target stands for 'none'. Several targets may be right: their probabilities are added."""
    if links is None:
        return None
    src, dst, bucket, target, weight = links
    q = query[src]
    k = key[dst.clamp(min=0)]
    s = (q[:, None] * k).sum(-1) / LINK ** 0.5 + place[bucket]
    s = s.masked_fill(dst < 0, -1e4)
    s = torch.cat([s, none.expand(len(s), 1)], 1)
    far = torch.logsumexp(s, 1) - torch.logsumexp(s + (1 - target) * -1e4, 1)
    return (far * weight).sum() / len(s)


class Chains(torch.autograd.Function):
    """Log of the sum over all taggings of exp(score), of every chain of a batch together. The gradient is worked
    out by hand (forward-backward with scaling): ten times faster than through autograd."""

    @staticmethod
    def forward(ctx, e, valid, begins, step, start):
        b, n, k = e.shape
        top = e.amax(2, keepdim=True)
        x, s, s0 = (e - top).exp(), step.exp(), start.exp()
        alpha, norm = torch.empty_like(x), torch.ones(b, n)
        a = s0 * x[:, 0]
        for t in range(n):
            if t:
                a = torch.where(begins[:, t, None], s0, a @ s) * x[:, t]
            z = a.sum(1, keepdim=True)
            a = a / z
            alpha[:, t], norm[:, t] = a, z[:, 0]
        ctx.save_for_backward(alpha, norm, x, valid, begins, s, s0)
        return ((norm.log() + top[:, :, 0]) * valid).sum()

    @staticmethod
    def backward(ctx, out):
        alpha, norm, x, valid, begins, s, s0 = ctx.saved_tensors
        b, n, k = x.shape
        into = torch.zeros_like(x)  # x * beta / norm: what a step into the unit is worth
        ends = torch.ones(b, n, dtype=torch.bool)
        ends[:, :-1] = begins[:, 1:] | ~valid[:, 1:]
        beta, one = torch.empty_like(x), torch.ones(b, k)
        for t in range(n - 1, -1, -1):
            g = one if t == n - 1 else torch.where(ends[:, t, None], one, into[:, t + 1] @ s.T)
            beta[:, t] = g
            into[:, t] = g * x[:, t] / norm[:, t, None]
        m = alpha * beta * valid[:, :, None]
        fresh = begins.clone()
        fresh[:, 0] = True
        on = (~fresh[:, 1:] & valid[:, 1:])[:, :, None]
        pairs = torch.einsum("bti,btj->ij", alpha[:, :-1] * on, into[:, 1:]) * s
        first = (m * fresh[:, :, None]).sum((0, 1))
        return out * m, None, None, out * pairs, out * first


def crf_loss(e, y, begins, step, start):
    """Negative log-likelihood, summed. A chain starts anew where `begins` is set (paragraphs); padding is IGNORE at
    the row's end."""
    valid = y != G.IGNORE
    y0 = y.clamp(min=0)
    gold = (e.gather(2, y0[:, :, None]).squeeze(2) * valid).sum()
    prev, cur = y0[:, :-1], y0[:, 1:]
    fresh = begins[:, 1:]
    trans = torch.where(fresh, start[cur], step[prev, cur])
    gold = gold + (trans * valid[:, 1:]).sum() + start[y0[:, 0]].sum()
    return Chains.apply(e, valid, begins, step, start) - gold
