"""One training against the clock, and the systems that can be trained."""

import math
import sys
import time
from typing import NamedTuple

import torch

from quality import pictures
from quality.averages import RunningAverage
from quality.dcgan import Dcgan
from quality.fastgan import FastGan
from quality.r3gan import R3gan
from quality.sngan import CganPd, Sngan

SYSTEMS = {"dcgan": Dcgan, "sngan": Sngan, "cgan-pd": CganPd, "r3gan": R3gan, "fastgan": FastGan}
DRAWN_AT_ONCE = 100
REPORT_SECONDS = 30


class Task(NamedTuple):
    """What the networks must fit: the pictures' side, and the number of classes, 0 for none."""

    size: int
    classes: int


class Race:
    """One training against the clock, and the samples it leaves."""

    def __init__(self, system, data, feed, seed):
        self.system, self.data, self.feed = system, data, feed
        self.average = RunningAverage(system.generator)
        self.sampling = torch.Generator().manual_seed(seed)
        self.steps = self.images = 0

    def run(self, clock, milestones, milestone):
        """Steps until the clock has run out; calls milestone(share) outside of the clock as each share of it has passed."""
        due = sorted(milestones)
        reported = time.perf_counter()
        clock.start()
        progress = 0.0
        while progress < 1:
            figures = self.system.step(self.feed, progress)
            if not all(math.isfinite(figure) for figure in figures.values()):
                raise ArithmeticError(f"a loss is not finite after {self.steps} steps: {figures}")
            self.steps += 1
            self.images += figures["images"]
            before, progress = progress, clock.progress()
            self.average.update(self.system.decay(before, progress))
            if time.perf_counter() > reported + REPORT_SECONDS:
                reported = time.perf_counter()
                print(f"{clock.elapsed():.0f} s, {self.images} pictures, {figures}", file=sys.stderr, flush=True)
            while due and progress >= due[0] and progress < 1:
                with clock.paused():
                    milestone(due.pop(0))

    def draws(self, amount):
        """Latent vectors, and labels as frequent as in the data."""
        z = torch.randn(amount, self.system.latent, generator=self.sampling)
        chosen = torch.randint(len(self.data), (amount,), generator=self.sampling)
        return z, self.data.labels[chosen]

    @torch.no_grad()
    def sample(self, amount):
        """Pictures of the average, computed in fp32."""
        generator = self.average.ready(self.draws)
        drawn, labels = [], []
        for at in range(0, amount, DRAWN_AT_ONCE):
            z, chosen = self.draws(min(DRAWN_AT_ONCE, amount - at))
            drawn.append(pictures.to_pixels(generator(z, chosen)))
            labels.append(chosen)
        return pictures.Pictures(torch.cat(drawn), torch.cat(labels), self.data.names)
