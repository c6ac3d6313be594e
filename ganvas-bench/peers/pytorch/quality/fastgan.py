"""A generator for small sets after FastGAN (Liu et al., 2021, "Towards faster and stabilized GAN training for
high-fidelity few-shot image synthesis"), at 32 and 64 px.

Skip-layer excitation where both ends exist (4 to 64 px in the generator; pictures to a quarter, half to an eighth in the
discriminator), spectral norm, hinge loss with noisy margins, DiffAugment of colour and translation, a discriminator that
also learns to draw real pictures back from its features, mirrored pictures, running average 0.999. The paper's networks
begin at 256 px; here they end at the size asked for, the small second discriminator is left out, drawing back is judged
by squared error instead of a pretrained network, and the width is half by default.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from quality.augment import augmented
from quality.averages import warming
from quality.layers import SpectralConv, adam, update

LATENT, BATCH, RATE, BETAS, DECAY = 256, 16, 2e-4, (0.5, 0.999), 0.999
WIDTHS = {4: 16, 8: 8, 16: 4, 32: 2, 64: 2}
SEEN_WIDTHS = {8: 16, 16: 8, 32: 4, 64: 2}
EXCITED_FROM = {64: 4}


def conv(inputs, outputs, kernel, stride=1, padding=0):
    layer = SpectralConv(inputs, outputs, kernel, stride, padding, bias=False)
    nn.init.normal_(layer.weight, 0, 0.02)
    return layer


def batch_norm(width):
    norm = nn.BatchNorm2d(width)
    nn.init.normal_(norm.weight, 1, 0.02)
    return norm


class Noise(nn.Module):
    def __init__(self):
        super().__init__()
        self.strength = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        noise = torch.randn(len(x), 1, *x.shape[2:])
        return x + (self.strength * noise).to(x.dtype)


def gated(inputs, outputs, noisy):
    """3x3 convolution, noise, batch norm, gated linear unit."""
    layers = [conv(inputs, 2 * outputs, 3, 1, 1)] + ([Noise()] if noisy else [])
    return [*layers, batch_norm(2 * outputs), nn.GLU(1)]


def up(inputs, outputs, noisy=False):
    """noisy: two convolutions with noise instead of one without."""
    layers = [nn.Upsample(scale_factor=2), *gated(inputs, outputs, noisy)]
    return nn.Sequential(*layers, *(gated(outputs, outputs, True) if noisy else []))


class Excitation(nn.Module):
    """Weighs the channels of a fine map by a coarse one."""

    def __init__(self, coarse, fine):
        super().__init__()
        self.layers = nn.Sequential(
            nn.AdaptiveAvgPool2d(4), conv(coarse, fine, 4), nn.SiLU(), conv(fine, fine, 1), nn.Sigmoid()
        )

    def forward(self, coarse, fine):
        return fine * self.layers(coarse)


class Generator(nn.Module):
    def __init__(self, size, width):
        super().__init__()
        widths = {side: width * times for side, times in WIDTHS.items() if side <= size}
        self.first = nn.ConvTranspose2d(LATENT, 2 * widths[4], 4, bias=False)
        nn.init.normal_(self.first.weight, 0, 0.02)
        self.gate = nn.Sequential(batch_norm(2 * widths[4]), nn.GLU(1))
        self.sides = [side for side in widths if side > 4]
        self.ups = nn.ModuleList(
            up(widths[side // 2], widths[side], noisy=side in (8, 32)) for side in self.sides
        )
        self.excitations = nn.ModuleDict(
            {str(side): Excitation(widths[EXCITED_FROM[side]], widths[side]) for side in self.sides if side in EXCITED_FROM}
        )
        self.colours = conv(widths[size], 3, 3, 1, 1)

    def forward(self, z, labels=None):
        maps = {4: self.gate(self.first(z[:, :, None, None]))}
        for side, block in zip(self.sides, self.ups):
            maps[side] = block(maps[side // 2])
            if side in EXCITED_FROM:
                maps[side] = self.excitations[str(side)](maps[EXCITED_FROM[side]], maps[side])
        return torch.tanh(self.colours(maps[self.sides[-1]]))


class Down(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.main = nn.Sequential(
            *(conv(inputs, outputs, 4, 2, 1), batch_norm(outputs), nn.LeakyReLU(0.2)),
            *(conv(outputs, outputs, 3, 1, 1), batch_norm(outputs), nn.LeakyReLU(0.2)),
        )
        self.direct = nn.Sequential(
            nn.AvgPool2d(2), conv(inputs, outputs, 1), batch_norm(outputs), nn.LeakyReLU(0.2)
        )

    def forward(self, x):
        return (self.main(x) + self.direct(x)) / 2


class Decoder(nn.Sequential):
    """From an 8x8 map to pictures of `side` pixels."""

    def __init__(self, inputs, width, side):
        ups, at = [], inputs
        for _ in range(int(math.log2(side)) - 3):
            ups.append(up(at, width))
            at = width
        super().__init__(*ups, conv(at, 3, 3, 1, 1), nn.Tanh())


class Discriminator(nn.Module):
    """forward gives logits; with `drawn` true also the maps that the decoders draw from."""

    def __init__(self, size, width):
        super().__init__()
        widths = {side: width * times for side, times in SEEN_WIDTHS.items() if side <= size}
        self.stem = nn.Sequential(conv(3, widths[size], 3, 1, 1), nn.LeakyReLU(0.2))
        sides = [side for side in sorted(widths, reverse=True) if side < size]
        self.downs = nn.ModuleList(Down(widths[2 * side], widths[side]) for side in sides)
        self.excitations = nn.ModuleDict(
            {str(side): Excitation(widths[4 * side], widths[side]) for side in sides if 4 * side <= size}
        )
        self.sides = [size, *sides]
        self.last = nn.Sequential(
            *(conv(widths[8], widths[8] // 2, 1), batch_norm(widths[8] // 2), nn.LeakyReLU(0.2)),
            conv(widths[8] // 2, 1, 4),
        )
        self.whole = Decoder(widths[8], 2 * width, size // 2)
        self.part = Decoder(widths[16], 2 * width, size // 2)

    def forward(self, pictures, drawn=False):
        maps = {self.sides[0]: self.stem(pictures)}
        for side, block in zip(self.sides[1:], self.downs):
            maps[side] = block(maps[2 * side])
            if 4 * side in maps:
                maps[side] = self.excitations[str(side)](maps[4 * side], maps[side])
        logits = self.last(maps[8]).float().flatten()
        return (logits, maps[8], maps[16]) if drawn else logits

    def drawing_loss(self, pictures, coarse, fine):
        """Squared error of the whole picture at half its size, and of a random quarter of it."""
        whole = (self.whole(coarse) - F.avg_pool2d(pictures, 2)).float().square().mean()
        half = pictures.shape[2] // 2
        row, column = (int(torch.randint(2, ())) for _ in range(2))
        quarter = self.part(fine[:, :, 8 * row : 8 * row + 8, 8 * column : 8 * column + 8])
        truth = pictures[:, :, half * row : half * (row + 1), half * column : half * (column + 1)]
        return whole + (quarter - truth).float().square().mean()


def margins(logits):
    return 0.8 + 0.2 * torch.rand_like(logits)


class FastGan:
    latent, batch, flip, width = LATENT, BATCH, True, 32
    layout = "channels_last"

    def __init__(self, task, compute, width):
        if task.size not in (32, 64):
            raise ValueError("FastGAN is set for 32 and 64 px here")
        self.compute = compute
        self.generator = compute.place(Generator(task.size, width))
        self.discriminator = compute.place(Discriminator(task.size, width))
        self.g_adam, self.d_adam = (adam(net, RATE, BETAS) for net in (self.generator, self.discriminator))
        self.steps = 0

    def step(self, feed, progress):
        real = augmented(feed.next(BATCH)[0])
        with self.compute.forward():
            fakes = self.generator(torch.randn(BATCH, LATENT))
        changed = augmented(fakes)
        with self.compute.forward():
            real_logits, coarse, fine = self.discriminator(real, drawn=True)
            drawing = self.discriminator.drawing_loss(real, coarse, fine)
            fake_logits = self.discriminator(changed.detach())
        d_loss = F.relu(margins(real_logits) - real_logits).mean() + F.relu(margins(fake_logits) + fake_logits).mean()
        update(self.d_adam, self.discriminator, d_loss + drawing)
        with self.compute.forward():
            g_loss = -self.discriminator(changed).mean()
        update(self.g_adam, self.generator, g_loss)
        self.steps += 1
        figures = {"loss_d": d_loss.item(), "drawing": drawing.item(), "loss_g": g_loss.item()}
        return {"images": BATCH, **figures}

    def decay(self, before, after):
        return warming(DECAY, self.steps)
