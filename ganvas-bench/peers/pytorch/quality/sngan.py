"""SNGAN (Miyato et al., 2018) and cGAN-PD (Miyato, Koyama, 2018) at 32 px.

Residual networks, widths 256 (generator) and 128 (discriminator), spectral norm in the discriminator, hinge loss, five
discriminator steps a generator step, Adam (0, 0.9) with a rate that falls linearly to zero over the plan. The
conditional form has conditional batch norm in the generator and a projection in the discriminator. No mirroring.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from quality.averages import warming
from quality.layers import SpectralConv, SpectralEmbedding, SpectralLinear, adam, full_precision, set_rate, update
from quality.timing import linear

LATENT, BATCH, RATE, BETAS, D_STEPS, DECAY = 128, 64, 2e-4, (0.0, 0.9), 5, 0.999


def xavier(layer, gain):
    nn.init.xavier_uniform_(layer.weight, gain)
    if getattr(layer, "bias", None) is not None:
        nn.init.zeros_(layer.bias)
    return layer


class ClassBatchNorm(nn.Module):
    """Batch norm with a scale and a shift for each class; with one of each when there are none."""

    def __init__(self, width, classes):
        super().__init__()
        self.norm = nn.BatchNorm2d(width, affine=classes == 0)
        self.scale = nn.Embedding.from_pretrained(torch.ones(classes, width), freeze=False) if classes else None
        self.shift = nn.Embedding.from_pretrained(torch.zeros(classes, width), freeze=False) if classes else None

    def forward(self, x, labels):
        x = self.norm(x)
        if self.scale is None:
            return x
        scale, shift = (table(labels)[:, :, None, None].to(x.dtype) for table in (self.scale, self.shift))
        return torch.addcmul(shift, x, scale)


def doubled(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


class GeneratorBlock(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        self.norms = nn.ModuleList(ClassBatchNorm(width, classes) for _ in range(2))
        self.convs = nn.ModuleList(xavier(nn.Conv2d(width, width, 3, 1, 1), math.sqrt(2)) for _ in range(2))
        self.shortcut = xavier(nn.Conv2d(width, width, 1), 1)

    def forward(self, x, labels):
        h = self.convs[0](doubled(F.relu(self.norms[0](x, labels))))
        h = self.convs[1](F.relu(self.norms[1](h, labels)))
        # A 1x1 convolution and the enlargement are linear in different axes, so the cheaper order gives the same.
        return h + doubled(self.shortcut(x))


class Generator(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        self.width = width
        self.first = xavier(nn.Linear(LATENT, width * 16), 1)
        self.blocks = nn.ModuleList(GeneratorBlock(width, classes) for _ in range(3))
        self.norm = nn.BatchNorm2d(width)
        self.last = xavier(nn.Conv2d(width, 3, 3, 1, 1), 1)

    def forward(self, z, labels=None):
        x = self.first(z).view(-1, self.width, 4, 4)
        for block in self.blocks:
            x = block(x, labels)
        return torch.tanh(self.last(F.relu(self.norm(x))))


class DiscriminatorBlock(nn.Module):
    def __init__(self, inputs, width, halve, first=False):
        super().__init__()
        self.first, self.halve = first, halve
        self.convs = nn.ModuleList(
            xavier(SpectralConv(given, width, 3, 1, 1), math.sqrt(2)) for given in (inputs, width)
        )
        self.shortcut = xavier(SpectralConv(inputs, width, 1), 1) if halve or inputs != width else None

    def forward(self, x):
        h = self.convs[0](x if self.first else F.relu(x))
        h = self.convs[1](F.relu(h))
        if self.halve:
            h, x = F.avg_pool2d(h, 2), F.avg_pool2d(x, 2)
        return h + (x if self.shortcut is None else self.shortcut(x))


class Discriminator(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        self.blocks = nn.Sequential(
            DiscriminatorBlock(3, width, True, first=True),
            DiscriminatorBlock(width, width, True),
            DiscriminatorBlock(width, width, False),
            DiscriminatorBlock(width, width, False),
        )
        self.last = xavier(SpectralLinear(width, 1), 1)
        self.classes = xavier(SpectralEmbedding(classes, width), 1) if classes else None

    def forward(self, pictures, labels):
        h = F.relu(self.blocks(pictures))
        with full_precision():
            features = h.float().sum((2, 3))
            logits = self.last(features).squeeze(1)
            return logits if self.classes is None else logits + (self.classes(labels) * features).sum(1)


class Sngan:
    latent, batch, flip, width = LATENT, BATCH, False, 128
    layout = "channels_last"
    conditional = False

    def __init__(self, task, compute, width):
        if task.size != 32:
            raise ValueError("SNGAN and cGAN-PD are defined at 32 px here")
        classes = task.classes if self.conditional else 0
        if self.conditional and not classes:
            raise ValueError("cGAN-PD needs pictures with classes")
        self.compute = compute
        self.generator = compute.place(Generator(2 * width, classes))
        self.discriminator = compute.place(Discriminator(width, classes))
        self.g_adam, self.d_adam = (adam(net, RATE, BETAS) for net in (self.generator, self.discriminator))
        self.steps = 0

    def step(self, feed, progress):
        for optimiser in (self.g_adam, self.d_adam):
            set_rate(optimiser, linear(progress, RATE, 0))
        for _ in range(D_STEPS):
            d_loss = self.discriminator_step(feed)
        labels = feed.pictures.labels[torch.randint(len(feed.pictures), (BATCH,))]
        with self.compute.forward():
            logits = self.discriminator(self.generator(torch.randn(BATCH, LATENT), labels), labels)
        g_loss = -logits.mean()
        update(self.g_adam, self.generator, g_loss)
        self.steps += 1
        return {"images": D_STEPS * BATCH, "loss_d": d_loss.item(), "loss_g": g_loss.item()}

    def discriminator_step(self, feed):
        real, labels = feed.next(BATCH)
        with torch.no_grad(), self.compute.forward():
            fakes = self.generator(torch.randn(BATCH, LATENT), labels).float()
        with self.compute.forward():
            logits = self.discriminator(torch.cat([real, fakes]), labels.repeat(2))
        real_logits, fake_logits = logits.chunk(2)
        loss = F.relu(1 - real_logits).mean() + F.relu(1 + fake_logits).mean()
        update(self.d_adam, self.discriminator, loss)
        return loss

    def decay(self, before, after):
        return warming(DECAY, self.steps)


class CganPd(Sngan):
    conditional = True
