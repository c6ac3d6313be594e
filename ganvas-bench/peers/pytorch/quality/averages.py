"""The running average of a generator, and its batch statistics."""

import copy

import torch
from torch import nn

STANDING_BATCHES, STANDING_BATCH = 16, 64


class RunningAverage:
    """A copy of a network whose parameters follow the original's; other tensors are those of the original."""

    def __init__(self, network):
        self.network = copy.deepcopy(network).requires_grad_(False)
        self.mine, self.theirs = list(self.network.parameters()), list(network.parameters())
        self.my_buffers, self.their_buffers = list(self.network.buffers()), list(network.buffers())

    @torch.no_grad()
    def update(self, decay):
        torch._foreach_lerp_(self.mine, [parameter.detach() for parameter in self.theirs], 1 - decay)

    @torch.no_grad()
    def ready(self, draw):
        """The average, ready to draw from: with standing statistics, the mean of batch statistics over many batches
        of its own (Brock et al., 2018, appendix), since those of the trained network belong to other weights.

        draw(count) gives latent vectors and labels."""
        for mine, theirs in zip(self.my_buffers, self.their_buffers):
            mine.copy_(theirs)
        norms = [module for module in self.network.modules() if isinstance(module, nn.BatchNorm2d)]
        if norms:
            self.network.train()
            for norm in norms:
                norm.reset_running_stats()
                norm.momentum = None
            for _ in range(STANDING_BATCHES):
                self.network(*draw(STANDING_BATCH))
        return self.network.eval()


def warming(decay, steps):
    """A decay that lets go of the first steps sooner."""
    return min(decay, (1 + steps) / (10 + steps))
