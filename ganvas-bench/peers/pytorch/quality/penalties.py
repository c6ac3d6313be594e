"""R1 and R2: the discriminator's slope at pictures (Mescheder, Geiger, Nowozin, 2018)."""

import torch


def squared_slopes(logits, pictures):
    """[N]: the squared length of the gradient of each logit by its own picture; to be differentiated again.

    Logit i must depend on picture i alone, which rules out batch norm."""
    (slopes,) = torch.autograd.grad(logits.sum(), pictures, create_graph=True)
    return slopes.square().sum((1, 2, 3))
