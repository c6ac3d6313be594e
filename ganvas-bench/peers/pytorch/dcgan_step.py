"""One DCGAN-64 training step in PyTorch, timed; prints one JSON line last.

The networks, losses, order of work and initial weights are those of ganvas-bench/peers/README.md, which every peer
follows. Needs only a Python with torch; nothing is downloaded.
"""

import argparse
import contextlib
import json
import math
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, LATENT, WIDTH, SIZE = 64, 100, 64, 64
CHECK_STEPS = 50


def generator():
    blocks = [nn.ConvTranspose2d(LATENT, WIDTH * 8, 4, 1, 0, bias=False), nn.BatchNorm2d(WIDTH * 8), nn.ReLU(True)]
    for wide, narrow in ((8, 4), (4, 2), (2, 1)):
        blocks += [
            nn.ConvTranspose2d(WIDTH * wide, WIDTH * narrow, 4, 2, 1, bias=False),
            nn.BatchNorm2d(WIDTH * narrow),
            nn.ReLU(True),
        ]
    return nn.Sequential(*blocks, nn.ConvTranspose2d(WIDTH, 3, 4, 2, 1, bias=False), nn.Tanh())


def discriminator():
    blocks = [nn.Conv2d(3, WIDTH, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True)]
    for narrow, wide in ((1, 2), (2, 4), (4, 8)):
        blocks += [
            nn.Conv2d(WIDTH * narrow, WIDTH * wide, 4, 2, 1, bias=False),
            nn.BatchNorm2d(WIDTH * wide),
            nn.LeakyReLU(0.2, True),
        ]
    return nn.Sequential(*blocks, nn.Conv2d(WIDTH * 8, 1, 4, 1, 0, bias=False), nn.Flatten(0))


def initialise(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


class Step:
    """The two networks with their optimisers, on one fixed batch of noise pictures in [-1, 1]."""

    def __init__(self, precision, layout, compiled, frozen):
        torch.manual_seed(1)
        memory_format = torch.channels_last if layout == "nhwc" else torch.contiguous_format
        self.g = generator().apply(initialise).to(memory_format=memory_format)
        self.d = discriminator().apply(initialise).to(memory_format=memory_format)
        self.real = (torch.rand(BATCH, 3, SIZE, SIZE) * 2 - 1).to(memory_format=memory_format)
        self.ones, self.zeros = torch.ones(BATCH), torch.zeros(BATCH)
        self.g_adam, self.d_adam = (
            torch.optim.Adam(net.parameters(), lr=2e-4, betas=(0.5, 0.999), fused=True) for net in (self.g, self.d)
        )
        self.forward_precision = (
            (lambda: torch.autocast("cpu", torch.bfloat16)) if precision == "bf16" else contextlib.nullcontext
        )
        self.memory_format = memory_format
        self.frozen = frozen
        if compiled:
            self.g, self.d = torch.compile(self.g), torch.compile(self.d)

    def scores(self, pictures):
        return self.d(pictures).float()

    def fakes(self):
        with self.forward_precision():
            return self.g(self.z)

    def update_discriminator(self, fakes):
        self.d_adam.zero_grad(set_to_none=True)
        with self.forward_precision():
            real_loss = F.binary_cross_entropy_with_logits(self.scores(self.real), self.ones)
        real_loss.backward()
        with self.forward_precision():
            fake_loss = F.binary_cross_entropy_with_logits(self.scores(fakes.detach()), self.zeros)
        fake_loss.backward()
        self.d_adam.step()
        return real_loss.item() + fake_loss.item()

    def update_generator(self, fakes):
        self.g_adam.zero_grad(set_to_none=True)
        if self.frozen:
            self.d.requires_grad_(False)
        with self.forward_precision():
            loss = F.binary_cross_entropy_with_logits(self.scores(fakes), self.ones)
        loss.backward()
        if self.frozen:
            self.d.requires_grad_(True)
        self.g_adam.step()
        return loss.item()

    def run(self):
        """Both updates, on the same fakes; returns the two losses."""
        self.z = torch.randn(BATCH, LATENT, 1, 1).to(memory_format=self.memory_format)
        fakes = self.fakes()
        return self.update_discriminator(fakes), self.update_generator(fakes)

    def repeat_discriminator(self):
        return self.update_discriminator(self.fakes())

    def repeat_generator(self):
        return self.update_generator(self.fakes())


def falls(network, update):
    losses = [update() for _ in range(CHECK_STEPS)]
    first, last = losses[0], losses[-1]
    print(f"loss check: {network} {first:.4f} -> {last:.4f} after {CHECK_STEPS} steps on fixed data", file=sys.stderr)
    return math.isfinite(last) and last < first / 2


def check_learning(step):
    """Each network alone, on fixed pictures and latent vectors: its loss must fall, or its optimiser does nothing."""
    step.run()
    learned = [falls("D", step.repeat_discriminator), falls("G", step.repeat_generator)]
    if not all(learned):
        sys.exit("a network did not learn; its optimiser does not update it")


def resident_mib():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def quantile(ordered, q):
    """Linear between the closest ranks, as every peer and the driver do."""
    at = q * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def measure(step, seconds, warmup):
    for _ in range(warmup):
        step.run()
    times = []
    end = time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        losses = step.run()
        times.append((time.perf_counter() - start) * 1e3)
        if not all(map(math.isfinite, losses)):
            sys.exit(f"losses are not finite: {losses}")
    print(f"losses at the end: D {losses[0]:.4f}, G {losses[1]:.4f}", file=sys.stderr)
    return sorted(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="fp32")
    parser.add_argument("--layout", choices=("nchw", "nhwc"), default="nchw")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--warmup", type=int, default=5, help="steps before timing begins")
    parser.add_argument("--check", action="store_true", help="only check that both networks learn")
    parser.add_argument("--compile", action="store_true", help="torch.compile both networks (needs a C++ compiler)")
    parser.add_argument(
        "--no-wasted-gradients",
        action="store_true",
        help="do not compute the discriminator's weight gradients in the generator's update, where nobody uses them",
    )
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    step = Step(arguments.precision, arguments.layout, arguments.compile, arguments.no_wasted_gradients)
    if arguments.check:
        check_learning(step)
        return
    times = measure(step, arguments.seconds, arguments.warmup)
    median = quantile(times, 0.5)
    print(
        json.dumps(
            {
                "peer": "pytorch"
                + ("-compile" if arguments.compile else "")
                + ("-frozen-d" if arguments.no_wasted_gradients else ""),
                "version": torch.__version__,
                "precision": arguments.precision,
                "layout": arguments.layout,
                "threads": torch.get_num_threads(),
                "images_per_s": round(BATCH / median * 1e3, 3),
                "step_ms_median": round(median, 3),
                "step_ms_p10": round(quantile(times, 0.1), 3),
                "step_ms_p90": round(quantile(times, 0.9), 3),
                "steps": len(times),
                "rss_mb": round(resident_mib(), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
