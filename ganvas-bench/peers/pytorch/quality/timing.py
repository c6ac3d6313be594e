"""The clock of a training, and what follows from how much of it has passed."""

import contextlib
import math
import time


class Clock:
    """Runs from start() on, but not while paused; progress goes from 0 to 1 over the given seconds."""

    def __init__(self, seconds, now=time.perf_counter):
        self.seconds, self.now = seconds, now
        self.began = None

    def start(self):
        self.began = self.now()

    def elapsed(self):
        return self.now() - self.began

    def progress(self):
        return self.elapsed() / self.seconds

    @contextlib.contextmanager
    def paused(self):
        at = self.now()
        yield
        self.began += self.now() - at


def cosine(progress, first, last):
    """From first to last along half a cosine."""
    return last + (first - last) * 0.5 * (1 + math.cos(math.pi * min(progress, 1)))


def linear(progress, first, last):
    return first + (last - first) * min(progress, 1)
