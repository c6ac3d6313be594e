"""What several systems are built of."""

import torch
from torch import nn
from torch.nn import functional as F


class Compute:
    """How a system computes: its precision (bf16 by autocast, fp32 weights) and its layout in memory."""

    def __init__(self, precision, layout):
        self.precision, self.layout = precision, layout
        self.memory_format = torch.channels_last if layout == "channels_last" else torch.contiguous_format

    def forward(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.precision == "bf16")

    def place(self, network):
        return network.to(memory_format=self.memory_format)


def full_precision():
    return torch.autocast("cpu", enabled=False)


def adam(network, rate, betas):
    return torch.optim.Adam(network.parameters(), lr=rate, betas=betas, eps=1e-8, fused=True)


def update(optimiser, network, loss):
    """One step down the loss; gradients are asked for by name, so that no other network's are computed."""
    parameters = list(network.parameters())
    for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
        parameter.grad = gradient
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)


def set_rate(optimiser, rate):
    for group in optimiser.param_groups:
        group["lr"] = rate


class Normalised(nn.Module):
    """A weight over its largest singular value, found by one step of power iteration a training pass (Miyato et al.,
    2018, "Spectral normalization for generative adversarial networks", algorithm 1)."""

    def __init__(self, shape):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(shape))
        self.register_buffer("u", F.normalize(torch.randn(shape[0]), dim=0))

    def normalised(self):
        with full_precision():
            matrix = self.weight.flatten(1)
            with torch.no_grad():
                v = F.normalize(matrix.t() @ self.u, dim=0)
                u = F.normalize(matrix @ v, dim=0)
                if self.training:
                    self.u.copy_(u)
            return self.weight / torch.dot(u, matrix @ v)


class SpectralConv(Normalised):
    def __init__(self, inputs, outputs, kernel, stride=1, padding=0, bias=True):
        super().__init__((outputs, inputs, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None
        self.stride, self.padding = stride, padding

    def forward(self, x):
        return F.conv2d(x, self.normalised(), self.bias, self.stride, self.padding)


class SpectralLinear(Normalised):
    def __init__(self, inputs, outputs):
        super().__init__((outputs, inputs))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return F.linear(x, self.normalised(), self.bias)


class SpectralEmbedding(Normalised):
    def __init__(self, classes, width):
        super().__init__((classes, width))

    def forward(self, labels):
        return F.embedding(labels, self.normalised())


def count(network):
    return sum(parameter.numel() for parameter in network.parameters())
