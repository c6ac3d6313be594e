"""Pictures in files: safetensors with `pictures`, uint8 [N, S, S, 3], and `labels`, int64 [N], -1 for none.

The driver exports the training pictures in this form and reads the samples back in it, so that every system and the
evaluation sees the same bytes. Written here in a few lines, for the peers need nothing but torch.
"""

import ctypes
import json
import os
import sys

import torch

TYPES = {"U8": torch.uint8, "I64": torch.int64}


class Pictures:
    """Pictures with their labels and the names of the classes; unlabelled when any label is missing."""

    def __init__(self, pixels, labels, names=()):
        if pixels.dtype != torch.uint8 or pixels.dim() != 4 or pixels.shape[1] != pixels.shape[2] or pixels.shape[3] != 3:
            raise ValueError(f"pictures must be uint8 [N, S, S, 3], not {pixels.dtype} {list(pixels.shape)}")
        if labels.dtype != torch.int64 or labels.shape != pixels.shape[:1]:
            raise ValueError(f"labels must be int64 [{pixels.shape[0]}], not {labels.dtype} {list(labels.shape)}")
        self.pixels, self.labels, self.names = pixels, labels, list(names)

    @property
    def size(self):
        return self.pixels.shape[1]

    @property
    def classes(self):
        """How many classes a generator can be conditioned on; 0 for none."""
        labelled = len(self.names) > 1 and bool((self.labels >= 0).all())
        return len(self.names) if labelled else 0

    def __len__(self):
        return len(self.labels)


def read(path):
    length = os.path.getsize(path)
    with open(path, "rb") as opened:
        header_bytes = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(header_bytes))
    content = torch.from_file(path, shared=False, size=length, dtype=torch.uint8)

    def tensor(name):
        entry = header[name]
        begin, end = (8 + header_bytes + offset for offset in entry["data_offsets"])
        if end > length:
            raise ValueError(f"{path}: {name} ends behind the file")
        # A copy begins at an address that any type accepts.
        return content[begin:end].clone().view(TYPES[entry["dtype"]]).view(entry["shape"])

    names = json.loads(header.get("__metadata__", {}).get("classes", "[]"))
    return Pictures(tensor("pictures"), tensor("labels"), names)


def write(path, pictures):
    tensors = {"pictures": ("U8", pictures.pixels), "labels": ("I64", pictures.labels)}
    header, offset = {"__metadata__": {"classes": json.dumps(pictures.names)}}, 0
    for name, (dtype, tensor) in tensors.items():
        end = offset + tensor.numel() * tensor.element_size()
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".part", "wb") as out:
        out.write(len(text).to_bytes(8, "little"))
        out.write(text)
        for _, tensor in tensors.values():
            out.write(raw(tensor))
    os.replace(path + ".part", path)


def raw(tensor):
    if sys.byteorder != "little":
        raise RuntimeError("safetensors are little endian, this machine is not")
    whole = tensor.contiguous()
    return ctypes.string_at(whole.data_ptr(), whole.numel() * whole.element_size())


class Feed:
    """Batches in shuffled order, epoch after epoch, as float [N, 3, S, S] in [-1, 1]; counts what it has given out."""

    def __init__(self, pictures, seed, flip, memory_format):
        self.pictures, self.flip, self.memory_format = pictures, flip, memory_format
        self.random = torch.Generator().manual_seed(seed)
        self.order, self.at = torch.empty(0, dtype=torch.int64), 0

    def next(self, count):
        chosen = []
        while count > 0:
            if self.at == len(self.order):
                self.order, self.at = torch.randperm(len(self.pictures), generator=self.random), 0
            part = self.order[self.at : self.at + count]
            self.at += len(part)
            count -= len(part)
            chosen.append(part)
        indices = torch.cat(chosen)
        pixels = self.pictures.pixels[indices]
        if self.flip:
            mirrored = torch.rand(len(indices), generator=self.random) < 0.5
            pixels[mirrored] = pixels[mirrored].flip(2)
        batch = pixels.permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
        return batch.contiguous(memory_format=self.memory_format), self.pictures.labels[indices]


def to_pixels(batch):
    """[N, 3, S, S] in [-1, 1], cut off beyond, as uint8 [N, S, S, 3]."""
    return batch.float().add(1).mul(127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous()
