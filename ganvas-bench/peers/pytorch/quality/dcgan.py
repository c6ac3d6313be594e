"""DCGAN (Radford, Metz, Chintala, 2015), with a running average of the generator.

Widths, initial weights and rates are those of the paper; at 32 px one stage fewer. No mirroring, as in the paper.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from quality.averages import warming
from quality.layers import adam, update

LATENT, BATCH, RATE, BETAS, DECAY = 100, 64, 2e-4, (0.5, 0.999), 0.999


class Generator(nn.Module):
    def __init__(self, size, width):
        super().__init__()
        at = width * size // 8
        layers = [nn.ConvTranspose2d(LATENT, at, 4, 1, 0, bias=False), nn.BatchNorm2d(at), nn.ReLU(True)]
        while at > width:
            layers += [nn.ConvTranspose2d(at, at // 2, 4, 2, 1, bias=False), nn.BatchNorm2d(at // 2), nn.ReLU(True)]
            at //= 2
        self.layers = nn.Sequential(*layers, nn.ConvTranspose2d(width, 3, 4, 2, 1, bias=False), nn.Tanh())

    def forward(self, z, labels=None):
        return self.layers(z[:, :, None, None])


class Discriminator(nn.Module):
    def __init__(self, size, width):
        super().__init__()
        layers, at = [nn.Conv2d(3, width, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True)], width
        for _ in range(int(math.log2(size)) - 3):
            layers += [nn.Conv2d(at, 2 * at, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * at), nn.LeakyReLU(0.2, True)]
            at *= 2
        self.layers = nn.Sequential(*layers, nn.Conv2d(at, 1, 4, 1, 0, bias=False), nn.Flatten(0))

    def forward(self, pictures):
        return self.layers(pictures).float()


def initialise(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)


class Dcgan:
    latent, batch, flip, width = LATENT, BATCH, False, 64
    layout = "channels_last"

    def __init__(self, task, compute, width):
        self.compute = compute
        self.generator = compute.place(Generator(task.size, width).apply(initialise))
        self.discriminator = compute.place(Discriminator(task.size, width).apply(initialise))
        self.g_adam, self.d_adam = (adam(net, RATE, BETAS) for net in (self.generator, self.discriminator))
        self.steps = 0

    def step(self, feed, progress):
        real, _ = feed.next(BATCH)
        with self.compute.forward():
            fakes = self.generator(torch.randn(BATCH, LATENT))
            real_logits, fake_logits = self.discriminator(real), self.discriminator(fakes.detach())
        d_loss = F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean()
        update(self.d_adam, self.discriminator, d_loss)
        with self.compute.forward():
            fake_logits = self.discriminator(fakes)
        g_loss = F.softplus(-fake_logits).mean()
        update(self.g_adam, self.generator, g_loss)
        self.steps += 1
        return {"images": BATCH, "loss_d": d_loss.item(), "loss_g": g_loss.item()}

    def decay(self, before, after):
        return warming(DECAY, self.steps)
