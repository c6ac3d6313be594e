"""A training step of one process, or of several by DistributedDataParallel over Gloo, timed; rank 0 prints one JSON line last.

The networks are those of dev.ganvas.bench.ranks, by the same names. RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT say who takes
part, as torchrun sets them. Needs only a Python with torch.
"""

import argparse
import contextlib
import json
import math
import os
import statistics
import time

import torch
from torch import distributed, nn
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel

BATCH, LATENT, WIDTH, UNET_WIDTH = 16, 100, 64, 16


def generator(side):
    doublings = int(math.log2(side // 4))
    widths = [WIDTH << min(doublings - 1 - i, 4) for i in range(doublings)]
    blocks, before = [], LATENT
    for i, width in enumerate(widths):
        shape = (4, 1, 0) if i == 0 else (4, 2, 1)
        blocks += [nn.ConvTranspose2d(before, width, *shape, bias=False), nn.BatchNorm2d(width), nn.ReLU(True)]
        before = width
    return nn.Sequential(*blocks, nn.ConvTranspose2d(before, 3, 4, 2, 1, bias=False), nn.Tanh())


def discriminator(side):
    doublings = int(math.log2(side // 4))
    blocks, before = [], 3
    for i in range(doublings):
        width = WIDTH << min(i, 4)
        blocks.append(nn.Conv2d(before, width, 4, 2, 1, bias=False))
        if i > 0:
            blocks.append(nn.BatchNorm2d(width))
        blocks.append(nn.LeakyReLU(0.2, True))
        before = width
    return nn.Sequential(*blocks, nn.Conv2d(before, 1, 4, 1, 0, bias=False), nn.Flatten(0))


def initialise(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


def shared(network, memory_format):
    network = network.to(memory_format=memory_format)
    if not distributed.is_initialized():
        return network
    return DistributedDataParallel(network, broadcast_buffers=False, gradient_as_bucket_view=True)


class DiscriminatorLoss(nn.Module):
    """Both batches in one forward pass, since DistributedDataParallel waits for one backward pass a forward pass."""

    def __init__(self, side):
        super().__init__()
        self.network = discriminator(side).apply(initialise)

    def forward(self, real, fakes):
        on_real, on_fakes = self.network(real), self.network(fakes)
        return F.binary_cross_entropy_with_logits(on_real, torch.ones_like(on_real)) + F.binary_cross_entropy_with_logits(
            on_fakes, torch.zeros_like(on_fakes)
        )


class Gan:
    """Both updates; the discriminator's weight gradients are not computed in the generator's, as in Ganvas."""

    def __init__(self, side, part, memory_format):
        self.part, self.memory_format = part, memory_format
        self.g = shared(generator(side).apply(initialise), memory_format)
        self.d = shared(DiscriminatorLoss(side), memory_format)
        self.plain_d = getattr(self.d, "module", self.d).network
        self.real = torch.randn(part, 3, side, side).tanh().to(memory_format=memory_format)
        self.g_adam, self.d_adam = (
            torch.optim.Adam(net.parameters(), lr=2e-4, betas=(0.5, 0.999), fused=True) for net in (self.g, self.d)
        )
        self.networks = [self.g, self.d]

    def run(self):
        fakes = self.g(torch.randn(self.part, LATENT, 1, 1).to(memory_format=self.memory_format))
        self.d_adam.zero_grad(set_to_none=True)
        self.d(self.real, fakes.detach()).backward()
        self.d_adam.step()
        self.g_adam.zero_grad(set_to_none=True)
        self.plain_d.requires_grad_(False)
        scores = self.plain_d(fakes)
        loss = F.binary_cross_entropy_with_logits(scores, torch.ones_like(scores))
        loss.backward()
        self.plain_d.requires_grad_(True)
        self.g_adam.step()
        return loss.item()


def block(before, width):
    return nn.Sequential(
        nn.Conv2d(before, width, 3, 1, 1), nn.ReLU(True), nn.Conv2d(width, width, 3, 1, 1), nn.ReLU(True)
    )


class UNet(nn.Module):
    """Three halvings; levels joined by addition, the result added to the picture."""

    def __init__(self):
        super().__init__()
        widths = [UNET_WIDTH << min(level, 2) for level in range(4)]
        self.encoders = nn.ModuleList(block(3 if i == 0 else widths[i], widths[i]) for i in range(3))
        self.halvings = nn.ModuleList(nn.Conv2d(widths[i], widths[i + 1], 2, 2) for i in range(3))
        self.bottom = block(widths[3], widths[3])
        self.doublings = nn.ModuleList(nn.ConvTranspose2d(widths[i + 1], widths[i], 2, 2, bias=False) for i in range(3))
        self.decoders = nn.ModuleList(block(widths[i], widths[i]) for i in range(3))
        self.last = nn.Conv2d(UNET_WIDTH, 3, 3, 1, 1)

    def forward(self, x):
        at, skips = x, []
        for encoder, halving in zip(self.encoders, self.halvings):
            skips.append(encoder(at))
            at = halving(skips[-1])
        at = self.bottom(at)
        for level in (2, 1, 0):
            at = self.decoders[level](self.doublings[level](at) + skips[level])
        return x + self.last(at)


class Restorer:
    def __init__(self, part, memory_format):
        self.network = shared(UNet(), memory_format)
        self.adam = torch.optim.Adam(self.network.parameters(), lr=2e-4, betas=(0.9, 0.99), fused=True)
        self.given, self.clean = (
            torch.randn(part, 3, 64, 64).mul(0.2).add(0.5).to(memory_format=memory_format) for _ in range(2)
        )
        self.networks = [self.network]

    def run(self):
        self.adam.zero_grad(set_to_none=True)
        loss = (self.network(self.given) - self.clean).abs().mean()
        loss.backward()
        self.adam.step()
        return loss.item()


def step_of(name, part, memory_format):
    torch.manual_seed(1)
    if name == "unet-16":
        return Restorer(part, memory_format)
    return Gan(int(name.removeprefix("dcgan-")), part, memory_format)


def values(step):
    return sum(parameter.numel() for network in step.networks for parameter in network.parameters())


def barrier():
    if distributed.is_initialized():
        distributed.barrier()


def timed(step, arguments, exchanges):
    """Median of a step, milliseconds."""
    with contextlib.ExitStack() as quiet:
        if distributed.is_initialized() and not exchanges:
            for network in step.networks:
                quiet.enter_context(network.no_sync())
        for _ in range(arguments.warmup):
            step.run()
        barrier()
        times = []
        for _ in range(arguments.steps):
            start = time.perf_counter()
            if not math.isfinite(step.run()):
                raise SystemExit("a loss is not finite")
            times.append((time.perf_counter() - start) * 1e3)
        barrier()
        return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", choices=("dcgan-32", "dcgan-64", "dcgan-128", "unet-16"))
    parser.add_argument("--layout", choices=("nchw", "nhwc"), default="nchw")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--warmup", type=int, default=5, help="steps before timing begins")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    ranks = int(os.environ.get("WORLD_SIZE", "1"))
    if ranks > 1:
        distributed.init_process_group("gloo")
    memory_format = torch.channels_last if arguments.layout == "nhwc" else torch.contiguous_format
    step = step_of(arguments.network, BATCH // ranks, memory_format)
    alone = timed(step, arguments, exchanges=False)
    together = timed(step, arguments, exchanges=True) if ranks > 1 else alone
    if os.environ.get("RANK", "0") == "0":
        print(
            json.dumps(
                {
                    "version": torch.__version__,
                    "values": values(step),
                    "ms": round(together, 3),
                    "ms_alone": round(alone, 3),
                    "steps": arguments.steps,
                }
            ),
            flush=True,
        )
    if ranks > 1:
        distributed.destroy_process_group()


if __name__ == "__main__":
    main()
