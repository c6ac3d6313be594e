"""The command line that all systems share."""

import argparse
import json
import os
import sys

import torch

from quality import checks, pictures
from quality.layers import Compute, count
from quality.race import SYSTEMS, Race, Task
from quality.timing import Clock


def arguments_of(given):
    parser = argparse.ArgumentParser(description="Trains one generator against the clock and leaves samples.")
    parser.add_argument("--check", action="store_true", help="run the checks of the ports and end")
    parser.add_argument("--system", choices=SYSTEMS)
    parser.add_argument("--data", help="the exported pictures, .safetensors")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--milestones", default="", help="shares of the time at which to draw samples too, such as 0.25,0.5")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="bf16")
    parser.add_argument("--layout", choices=("channels_last", "contiguous"), help="by default the faster, as measured")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--width", type=int, help="of the networks, as the system counts it; by default its own")
    parser.add_argument("--classes", type=int, help="0 trains without classes; by default those of the data")
    parser.add_argument("--n", type=int, default=5000, help="samples to draw")
    parser.add_argument("--out", help="folder for samples and race.json")
    arguments = parser.parse_args(given)
    if not arguments.check and not (arguments.system and arguments.data and arguments.out):
        parser.error("--system, --data and --out are needed")
    return arguments


def outcome_of(arguments):
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    data = pictures.read(arguments.data)
    classes = data.classes if arguments.classes is None else arguments.classes
    if classes not in (0, data.classes):
        raise ValueError(f"the data has {data.classes} classes, not {classes}")
    kind = SYSTEMS[arguments.system]
    compute = Compute(arguments.precision, arguments.layout or kind.layout)
    width = arguments.width or kind.width
    system = kind(Task(data.size, classes), compute, width)
    feed = pictures.Feed(data, arguments.seed, kind.flip, compute.memory_format)
    run = Race(system, data, feed, arguments.seed)
    os.makedirs(arguments.out, exist_ok=True)
    samples = {}

    def milestone(share):
        name = f"samples-{round(100 * share)}.safetensors"
        pictures.write(os.path.join(arguments.out, name), run.sample(arguments.n))
        samples[share] = name

    clock = Clock(60 * arguments.minutes)
    run.run(clock, [float(share) for share in arguments.milestones.split(",") if share], milestone)
    seconds = clock.elapsed()
    milestone(1.0)
    return {
        "version": "PyTorch " + torch.__version__,
        "precision": arguments.precision,
        "layout": compute.layout,
        "width": width,
        "threads": torch.get_num_threads(),
        "seconds": seconds,
        "steps": run.steps,
        "images": run.images,
        "generator_parameters": count(system.generator),
        "discriminator_parameters": count(system.discriminator),
        "samples": [{"share": share, "file": name} for share, name in samples.items()],
    }


def main(given=None):
    arguments = arguments_of(given)
    if arguments.check:
        return checks.run()
    try:
        outcome = outcome_of(arguments)
    except (ArithmeticError, OSError, ValueError) as failure:
        print(f"{arguments.system}: {failure}", file=sys.stderr)
        return 1
    path = os.path.join(arguments.out, "race.json")
    with open(path + ".part", "w", encoding="utf-8") as out:
        json.dump(outcome, out, indent=2)
    os.replace(path + ".part", path)
    return 0
