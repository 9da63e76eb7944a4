#!/usr/bin/env python3
"""mean.py FIRST SECOND --share A --out FILE: the mean of two checkpoints of one origin, A parts of the second.

A head that only the second has is taken as it is."""
import argparse

import torch


def weights(path):
    """Of a resumable checkpoint the running average."""
    s = torch.load(path, weights_only=False)
    return {**s["model"], **s.get("ema", {})}


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("first")
    a.add_argument("second")
    a.add_argument("--share", type=float, default=0.5)
    a.add_argument("--out", required=True)
    a = a.parse_args()
    one, other = weights(a.first), weights(a.second)
    mixed = {k: torch.lerp(one[k], v, a.share) if k in one else v for k, v in other.items()}
    torch.save({"model": mixed}, a.out)
