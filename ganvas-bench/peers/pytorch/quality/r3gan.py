"""R3GAN (Huang et al., 2024, "The GAN is dead; long live the GAN! A modern GAN baseline"), narrow enough for a CPU.

Networks without normalisation: residual blocks of 1x1, grouped 3x3 and 1x1 convolutions whose last starts at zero
(Zhang, Dauphin, Ma, 2019, "Fixup initialization"), [1, 3, 3, 1] filters between resolutions, a learned 4x4 basis at the
generator's head. The relativistic pairing loss (Jolicoeur-Martineau, 2019) with R1 and R2 at every step. Rates, gamma,
beta2 and the average's half-life follow cosines over the plan. Mirrored pictures.

Different from the paper: width, one block a resolution instead of two, batch 64 instead of 256 to 512, three times its
rates (narrow networks at small batches bear and need more), no augmentation but mirroring, and a half-life of the
average that ends at 5 % of the plan.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from quality.layers import adam, update
from quality.penalties import squared_slopes
from quality.timing import cosine

LATENT, EMBEDDING, BATCH, BLOCKS, GROUP, SLOPE = 64, 64, 64, 1, 16, 0.2
RATES, BETA2S, HALF_LIFE = (6e-4, 1.5e-4), (0.9, 0.99), 0.05
GAMMAS = {32: (0.05, 0.005), 64: (2.0, 0.2)}


def widths(size, width):
    """Of each resolution from 4 px on: two at full width, then halves down to a quarter."""
    stages = int(math.log2(size)) - 1
    return [max(8, width // min(4, 2 ** max(0, stage - 1))) for stage in range(stages)]


def conv(inputs, outputs, kernel=1, groups=1, bias=False, gain=1.0):
    layer = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, groups=groups, bias=bias)
    fan_in = inputs // groups * kernel**2
    nn.init.normal_(layer.weight, 0, gain / math.sqrt(fan_in))
    if bias:
        nn.init.zeros_(layer.bias)
    return layer


class Block(nn.Module):
    """depth: the number of blocks in the network, which the initial gain divides by its fourth root."""

    def __init__(self, width, depth):
        super().__init__()
        gain = math.sqrt(2 / (1 + SLOPE**2)) * depth**-0.25
        inner = 2 * width
        self.widen = conv(width, inner, bias=True, gain=gain)
        self.look = conv(inner, inner, 3, groups=max(1, inner // GROUP), bias=True, gain=gain)
        self.narrow = conv(inner, width, gain=0)

    def forward(self, x):
        h = F.leaky_relu(self.widen(x), SLOPE)
        return x + self.narrow(F.leaky_relu(self.look(h), SLOPE))


def doubled(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


def halved(x):
    """[1, 3, 3, 1] / 8 on each axis at every second pixel, zeros beyond the edge."""
    return halved_axis(halved_axis(x, 2), 3)


def halved_axis(x, axis):
    x = F.pad(x, (0, 0, 1, 1) if axis == 2 else (1, 1, 0, 0))
    half = x.shape[axis] // 2 - 1
    even = x.unflatten(axis, (half + 1, 2)).select(axis + 1, 0)
    odd = x.unflatten(axis, (half + 1, 2)).select(axis + 1, 1)
    inner = odd.narrow(axis, 0, half) + even.narrow(axis, 1, half)
    outer = even.narrow(axis, 0, half) + odd.narrow(axis, 1, half)
    return inner * 0.375 + outer * 0.125


class Generator(nn.Module):
    def __init__(self, size, width, classes):
        super().__init__()
        stages = widths(size, width)
        depth = BLOCKS * len(stages)
        self.classes = class_vectors(classes)
        given = LATENT + (EMBEDDING if classes else 0)
        self.basis = nn.Parameter(torch.randn(stages[0], 4, 4))
        self.mix = nn.Linear(given, stages[0], bias=False)
        nn.init.normal_(self.mix.weight, 0, 1 / math.sqrt(given))
        self.blocks = nn.ModuleList(
            nn.Sequential(*(Block(stage, depth) for _ in range(BLOCKS))) for stage in stages
        )
        self.moves = nn.ModuleList(
            conv(coarse, fine) if coarse != fine else nn.Identity() for coarse, fine in zip(stages, stages[1:])
        )
        self.colours = conv(stages[-1], 3)

    def forward(self, z, labels=None):
        if self.classes is not None:
            z = torch.cat([z, self.classes(labels)], 1)
        x = self.blocks[0](self.basis * self.mix(z)[:, :, None, None])
        for move, block in zip(self.moves, self.blocks[1:]):
            x = block(doubled(move(x)))
        return self.colours(x)


class Discriminator(nn.Module):
    def __init__(self, size, width, classes):
        super().__init__()
        stages = widths(size, width)[::-1]
        depth = BLOCKS * len(stages)
        self.colours = conv(3, stages[0])
        self.blocks = nn.ModuleList(
            nn.Sequential(*(Block(stage, depth) for _ in range(BLOCKS))) for stage in stages
        )
        self.moves = nn.ModuleList(
            conv(fine, coarse) if coarse != fine else nn.Identity() for fine, coarse in zip(stages, stages[1:])
        )
        self.basis = nn.Parameter(torch.randn(stages[-1], 4, 4) / 4)
        self.last = nn.Linear(stages[-1], EMBEDDING if classes else 1, bias=False)
        nn.init.normal_(self.last.weight, 0, 1 / math.sqrt(stages[-1]))
        self.classes = class_vectors(classes)
        if classes:
            nn.init.normal_(self.classes.weight, 0, 1 / math.sqrt(EMBEDDING))

    def forward(self, pictures, labels=None):
        x = self.blocks[0](self.colours(pictures))
        for move, block in zip(self.moves, self.blocks[1:]):
            x = block(move(halved(x)))
        features = self.last((x * self.basis).sum((2, 3))).float()
        return features.squeeze(1) if self.classes is None else (features * self.classes(labels)).sum(1)


def class_vectors(classes):
    return nn.Embedding(classes, EMBEDDING) if classes else None


class R3gan:
    latent, batch, flip, width = LATENT, BATCH, True, 128
    # Grouped convolutions are faster this way.
    layout = "contiguous"

    def __init__(self, task, compute, width):
        if task.size not in GAMMAS:
            raise ValueError(f"R3GAN is set for {sorted(GAMMAS)} px here")
        self.compute, self.gammas = compute, GAMMAS[task.size]
        self.generator = compute.place(Generator(task.size, width, task.classes))
        self.discriminator = compute.place(Discriminator(task.size, width, task.classes))
        self.g_adam, self.d_adam = (adam(net, RATES[0], (0.0, BETA2S[0])) for net in (self.generator, self.discriminator))

    def step(self, feed, progress):
        for optimiser in (self.g_adam, self.d_adam):
            for group in optimiser.param_groups:
                group["lr"] = cosine(progress, *RATES)
                group["betas"] = (0.0, cosine(progress, *BETA2S))
        gamma = cosine(progress, *self.gammas)

        real, fakes, labels = self.pairs(feed)
        d_loss, penalty = self.discriminator_loss(real, fakes.detach(), labels)
        update(self.d_adam, self.discriminator, d_loss + gamma / 2 * penalty)

        real, fakes, labels = self.pairs(feed)
        with torch.no_grad(), self.compute.forward():
            real_logits = self.discriminator(real, labels)
        with self.compute.forward():
            fake_logits = self.discriminator(fakes, labels)
        g_loss = F.softplus(real_logits - fake_logits).mean()
        update(self.g_adam, self.generator, g_loss)
        return {"images": BATCH, "loss_d": d_loss.item(), "penalty": penalty.item(), "loss_g": g_loss.item()}

    def pairs(self, feed):
        """Real pictures and fakes of the same classes."""
        real, labels = feed.next(BATCH)
        with self.compute.forward():
            return real, self.generator(torch.randn(BATCH, LATENT), labels), labels

    def discriminator_loss(self, real, fakes, labels):
        both = torch.cat([real, fakes.float()]).requires_grad_()
        with self.compute.forward():
            logits = self.discriminator(both, labels.repeat(2))
        real_logits, fake_logits = logits.chunk(2)
        # Twice the mean over both halves: R1 of the real pictures and R2 of the fakes.
        penalty = 2 * squared_slopes(logits, both).mean()
        return F.softplus(fake_logits - real_logits).mean(), penalty

    def decay(self, before, after):
        return 0.5 ** ((after - before) / max(cosine(after, 0, HALF_LIFE), 1e-9))
