"""Gradients by worker processes of one thread each, over shared weights.

On a machine that others use too, threads that must meet after every operation wait most of their time; processes
that meet once a step do not. Each part of a batch has a place of its own for its gradient, and the places are added
in order, so the result does not depend on who was first."""
import signal

import torch
import torch.multiprocessing as mp


class Workers:
    def __init__(self, model, count, parts, bf16, teacher=None):
        self.model, self.parts, self.teacher = model, parts, teacher
        model.share_memory()
        self.params = [p for p in model.parameters() if p.requires_grad]
        self.sizes = [p.numel() for p in self.params]
        self.places = torch.zeros(parts, sum(self.sizes)).share_memory_()
        context = mp.get_context("fork")
        self.tasks, self.done = context.SimpleQueue(), context.SimpleQueue()
        self.processes = [context.Process(target=self._work, args=(bf16,), daemon=True) for _ in range(count)]
        for p in self.processes:
            p.start()

    def _work(self, bf16):
        from batches import collate
        from train import WEIGHTS
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
        self.model.train()
        while True:
            task = self.tasks.get()
            if task is None:
                return
            part, windows, seed = task
            torch.manual_seed(seed)
            place, at = self.places[part], 0
            place.zero_()
            for p, n in zip(self.params, self.sizes):
                p.grad = place[at:at + n].view_as(p)
                at += n
            losses = self.model.losses(collate(windows), bf16, self.teacher)
            sum(WEIGHTS[n] * v for n, v in losses.items()).backward()
            self.done.put((part, {n: v.item() for n, v in losses.items()}))

    def gradient(self, windows, seed):
        """The batch's mean gradient, in the parameters' .grad; the mean losses."""
        size = -(-len(windows) // self.parts)
        parts = [windows[i:i + size] for i in range(0, len(windows), size)]
        for k, part in enumerate(parts):
            self.tasks.put((k, part, seed * 100 + k))
        losses = {}
        for _ in parts:
            _, got = self.done.get()
            for n, v in got.items():
                losses.setdefault(n, []).append(v)
        total = self.places[:len(parts)].sum(0).div_(len(parts))
        at = 0
        for p, n in zip(self.params, self.sizes):
            p.grad = total[at:at + n].view_as(p)
            at += n
        return {n: sum(v) / len(v) for n, v in losses.items()}

    def close(self):
        for _ in self.processes:
            self.tasks.put(None)
