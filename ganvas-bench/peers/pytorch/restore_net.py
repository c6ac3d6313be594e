"""Runs a network that restores over one picture in PyTorch, timed; prints one JSON line last.

The network is the TorchScript that `ganvas export --to torchscript` writes. Needs only a Python with torch.
"""

import argparse
import json
import math
import os
import time

import torch


def resident_mib():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def quantile(ordered, q):
    """Linear between the closest ranks, as the driver does."""
    at = q * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", help="a file of TorchScript")
    parser.add_argument("side", type=int, help="pixels of the picture in each direction")
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="fp32")
    parser.add_argument("--layout", choices=("nchw", "nhwc"), default="nchw")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--warmup", type=int, default=2, help="pictures before timing begins")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    memory_format = torch.channels_last if arguments.layout == "nhwc" else torch.contiguous_format
    precision = torch.bfloat16 if arguments.precision == "bf16" else torch.float32
    network = torch.jit.load(arguments.network).eval()
    channels = next(network.parameters()).shape[1]
    network = torch.jit.freeze(network.to(precision).to(memory_format=memory_format))
    torch.manual_seed(1)
    picture = torch.rand(1, channels, arguments.side, arguments.side)
    times = []
    end = math.inf
    with torch.inference_mode():
        while len(times) < arguments.warmup or time.perf_counter() < end:
            start = time.perf_counter()
            if len(times) == arguments.warmup:
                end = start + arguments.seconds
            # A picture comes and goes as planes of fp32, as in Ganvas.
            result = network(picture.to(precision).contiguous(memory_format=memory_format)).float().contiguous()
            if not math.isfinite(result[0, 0, 0, 0].item()):
                raise SystemExit("what comes out is not finite")
            times.append((time.perf_counter() - start) * 1e3)
    times = sorted(times[arguments.warmup :])
    print(
        json.dumps(
            {
                "version": torch.__version__,
                "layout": arguments.layout,
                "ms_median": round(quantile(times, 0.5), 3),
                "ms_p10": round(quantile(times, 0.1), 3),
                "ms_p90": round(quantile(times, 0.9), 3),
                "pictures": len(times),
                "rss_mb": round(resident_mib(), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
