"""DiffAugment (Zhao et al., 2020): random changes that gradients pass through, for real pictures and fakes alike."""

import torch
from torch.nn import functional as F


def uniform(x, low, high):
    return low + (high - low) * torch.rand(len(x), 1, 1, 1, dtype=x.dtype)


def colour(x):
    """Brightness by up to a half, saturation by 0 to 2, contrast by 0.5 to 1.5, of pictures in [-1, 1]."""
    x = x + uniform(x, -0.5, 0.5)
    grey = x.mean(1, keepdim=True)
    x = (x - grey) * uniform(x, 0, 2) + grey
    mean = x.mean((1, 2, 3), keepdim=True)
    return (x - mean) * uniform(x, 0.5, 1.5) + mean


def translation(x):
    """Shifts by up to an eighth of the side on each axis; zeros move in."""
    count, _, height, width = x.shape
    reach = round(height / 8)
    down, right = (torch.randint(0, 2 * reach + 1, (count, 1)) for _ in range(2))
    padded = F.pad(x, (reach, reach, reach, reach)).permute(0, 2, 3, 1)
    rows = (torch.arange(height) + down)[:, :, None]
    columns = (torch.arange(width) + right)[:, None, :]
    return padded[torch.arange(count)[:, None, None], rows, columns].permute(0, 3, 1, 2)


def augmented(x):
    return translation(colour(x.float()))
