"""What augmentations do to images. Printed into the exported script.

All but the last take pixels from 0 to 255 and what was drawn for each of them, and give such pixels.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor

from layerlab.nn.seeding import mix


def draw_for(images: Tensor, numbers: int, seed: int, step: int) -> Tensor:
    """So many random numbers from 0 to 1 for each image of a step, whatever was drawn before.

    Shape: (images, numbers).
    """
    generator = torch.Generator().manual_seed(mix(seed, "augmentation", step))
    return torch.rand(len(images), numbers, generator=generator).to(images.device)


def crop(images: Tensor, draw: Tensor, padding: int, fill: int) -> Tensor:
    """Each image, framed by `padding` pixels, cut to its old size at a place of its own."""
    count, channels, height, width = images.shape
    framed = F.pad(images, (padding, padding, padding, padding), value=fill)
    first = (draw * (2 * padding + 1)).long().clamp(max=2 * padding)
    rows = first[:, :1] + torch.arange(height, device=images.device)
    columns = first[:, 1:] + torch.arange(width, device=images.device)
    each = torch.arange(count, device=images.device)[:, None, None, None]
    maps = torch.arange(channels, device=images.device)[None, :, None, None]
    return framed[each, maps, rows[:, None, :, None], columns[:, None, None, :]]


def flip(images: Tensor, draw: Tensor, probability: float) -> Tensor:
    """Some of the images mirrored, left for right."""
    return torch.where((draw < probability)[:, :, None, None], images.flip(3), images)


def rotate(images: Tensor, draw: Tensor, degrees: float, fill: int) -> Tensor:
    """Each image turned by an angle of its own, between -`degrees` and `degrees`."""
    height, width = images.shape[2:]
    angle = (2 * draw[:, 0] - 1) * math.radians(degrees)
    sine, cosine, none = angle.sin(), angle.cos(), torch.zeros_like(angle)
    # From where each pixel is fetched, on a plane whose edges lie at -1 and 1 whatever the image's sides.
    across = torch.stack([cosine, -sine * height / width, none], dim=1)
    down = torch.stack([sine * width / height, cosine, none], dim=1)
    plane = F.affine_grid(torch.stack([across, down], dim=1), list(images.shape), align_corners=False)
    return F.grid_sample(images.to(torch.float32) - fill, plane, align_corners=False) + fill


def erase(images: Tensor, draw: Tensor, probability: float, side: float, fill: int) -> Tensor:
    """A patch at a place of its own covered in some of the images."""
    height, width = images.shape[2:]
    high, wide = max(1, round(side * height)), max(1, round(side * width))
    top = (draw[:, 1:2] * (height - high + 1)).long()
    left = (draw[:, 2:3] * (width - wide + 1)).long()
    rows = torch.arange(height, device=images.device)
    columns = torch.arange(width, device=images.device)
    in_rows = (rows >= top) & (rows < top + high) & (draw[:, :1] < probability)
    in_columns = (columns >= left) & (columns < left + wide)
    return images.masked_fill((in_rows[:, :, None] & in_columns[:, None, :])[:, None], fill)


def normalise(images: Tensor, by: str) -> Tensor:
    """Each image, or each of its channels, with mean 0 and a spread of 1."""
    sides = (1, 2, 3) if by == "image" else (2, 3)
    mean = images.mean(dim=sides, keepdim=True)
    return (images - mean) / (images.std(dim=sides, keepdim=True, correction=0) + 1e-5)
