"""Checks of the ports: `python3 ganvas-bench/peers/pytorch/train_gan.py --check`. Needs torch alone."""

import math
import os
import tempfile
import unittest

import torch
from torch import nn

from quality import augment, pictures
from quality.averages import RunningAverage, warming
from quality.dcgan import Dcgan
from quality.layers import Compute, SpectralConv
from quality.penalties import squared_slopes
from quality.r3gan import Block, R3gan, halved, widths
from quality.race import SYSTEMS, Race, Task
from quality.timing import Clock, cosine, linear

NARROW = {"dcgan": 8, "sngan": 8, "cgan-pd": 8, "r3gan": 16, "fastgan": 4}


def noise(size, amount=96, classes=3):
    pixels = torch.randint(0, 256, (amount, size, size, 3), dtype=torch.uint8)
    return pictures.Pictures(pixels, torch.arange(amount) % classes, [str(name) for name in range(classes)])


class Systems(unittest.TestCase):
    def trained(self, name, size, precision):
        torch.manual_seed(1)
        data, compute = noise(size), Compute(precision, "channels_last")
        system = SYSTEMS[name](Task(size, data.classes), compute, NARROW[name])
        race = Race(system, data, pictures.Feed(data, 1, system.flip, compute.memory_format), 1)
        before = [parameter.clone() for net in (system.generator, system.discriminator) for parameter in net.parameters()]
        for step in range(3):
            figures = system.step(race.feed, step / 3)
            self.assertTrue(all(math.isfinite(figure) for figure in figures.values()), figures)
            race.average.update(system.decay(step / 3, (step + 1) / 3))
        after = [parameter for net in (system.generator, system.discriminator) for parameter in net.parameters()]
        moved = sum(not torch.equal(old, new) for old, new in zip(before, after))
        # Weights behind a last layer of zeros have no gradient in the very first steps; the rest must move.
        self.assertGreater(moved, len(after) // 2)
        return race

    def test_every_system_steps_and_draws(self):
        for name in SYSTEMS:
            for size in (32, 64) if name in ("dcgan", "r3gan", "fastgan") else (32,):
                for precision in ("fp32", "bf16"):
                    with self.subTest(system=name, size=size, precision=precision):
                        drawn = self.trained(name, size, precision).sample(7)
                        self.assertEqual(list(drawn.pixels.shape), [7, size, size, 3])
                        self.assertEqual(drawn.pixels.dtype, torch.uint8)
                        self.assertGreater(drawn.pixels.float().std(), 0)

    def test_widths_of_the_papers(self):
        def parameters(name, size, width):
            system = SYSTEMS[name](Task(size, 10), Compute("fp32", "contiguous"), width)
            return [sum(p.numel() for p in net.parameters()) for net in (system.generator, system.discriminator)]

        # DCGAN at 64 px: the sums of its layers' weights and batch norms.
        self.assertEqual(parameters("dcgan", 64, 64), [3_576_704, 2_765_568])
        # SNGAN and cGAN-PD: 4.3 and 1.1 million, as their papers' networks have.
        generator, discriminator = parameters("sngan", 32, 128)
        self.assertAlmostEqual(generator / 1e6, 4.28, delta=0.03)
        self.assertAlmostEqual(discriminator / 1e6, 1.05, delta=0.03)

    def test_pairs_share_their_class(self):
        data = noise(32)
        system = R3gan(Task(32, 3), Compute("fp32", "contiguous"), 16)
        seen = []
        system.generator.register_forward_pre_hook(lambda _, given: seen.append(given[1]))
        real, _, labels = system.pairs(pictures.Feed(data, 1, False, torch.contiguous_format))
        self.assertTrue(torch.equal(seen[0], labels))


class Penalties(unittest.TestCase):
    def test_slopes_and_their_gradients_are_those_of_finite_differences(self):
        torch.manual_seed(1)
        net = R3gan(Task(32, 0), Compute("fp32", "contiguous"), 8).discriminator.double()
        for block in net.modules():
            if isinstance(block, Block):
                nn.init.normal_(block.narrow.weight, 0, 0.2)
        x = torch.randn(2, 3, 32, 32, dtype=torch.float64, requires_grad=True)

        def penalty():
            return squared_slopes(whole(x), x).mean()

        def whole(given):
            h = net.blocks[0](net.colours(given))
            for move, block in zip(net.moves, net.blocks[1:]):
                h = block(move(halved(h)))
            return net.last((h * net.basis).sum((2, 3))).squeeze(1)

        direction, tiny = torch.randn_like(x), 1e-6
        with torch.no_grad():
            difference = (whole(x + tiny * direction) - whole(x - tiny * direction)) / (2 * tiny)
        (slopes,) = torch.autograd.grad(whole(x).sum(), x)
        self.assertTrue(torch.allclose((slopes * direction).sum((1, 2, 3)), difference, rtol=1e-5))
        self.assertTrue(torch.allclose(squared_slopes(whole(x), x), slopes.square().sum((1, 2, 3))))

        weight = net.blocks[0][0].look.weight
        (gradient,) = torch.autograd.grad(penalty(), weight)
        direction = torch.randn_like(weight)
        values = []
        for sign in (1, -1):
            with torch.no_grad():
                weight.add_(sign * tiny * direction)
            values.append(penalty().item())
            with torch.no_grad():
                weight.sub_(sign * tiny * direction)
        expected = (values[0] - values[1]) / (2 * tiny)
        self.assertAlmostEqual((gradient * direction).sum().item() / expected, 1, places=4)

    def test_r1_and_r2_are_one_sum(self):
        torch.manual_seed(1)
        system = R3gan(Task(32, 0), Compute("fp32", "contiguous"), 8)
        real, fakes, labels = torch.randn(64, 3, 32, 32), torch.randn(64, 3, 32, 32), torch.zeros(64, dtype=torch.int64)
        _, penalty = system.discriminator_loss(real, fakes, labels)
        single = 0
        for half in (real, fakes):
            half.requires_grad_()
            single += squared_slopes(system.discriminator(half), half).mean().item()
        self.assertAlmostEqual(penalty.item() / single, 1, places=4)


class Parts(unittest.TestCase):
    def test_halving_filters_with_1_3_3_1(self):
        spike = torch.zeros(1, 1, 8, 8)
        spike[0, 0, 3, 4] = 1
        taps = torch.tensor([0.0, 1, 3, 3, 1]) / 8
        # Pixel 3 is the third tap of output 1 and the first of output 2; pixel 4 the last of 1 and the second of 2.
        expected = torch.zeros(4, 4)
        for row, down in ((1, taps[3]), (2, taps[1])):
            for column, right in ((1, taps[4]), (2, taps[2])):
                expected[row, column] = down * right
        self.assertTrue(torch.allclose(halved(spike)[0, 0], expected))

    def test_r3gan_widths(self):
        self.assertEqual(widths(32, 128), [128, 128, 64, 32])
        self.assertEqual(widths(64, 128), [128, 128, 64, 32, 32])

    def test_blocks_begin_as_identity(self):
        x = torch.randn(2, 16, 5, 5)
        self.assertTrue(torch.equal(Block(16, 4)(x), x))

    def test_spectral_norm_is_one(self):
        layer = SpectralConv(4, 6, 3)
        nn.init.normal_(layer.weight)
        for _ in range(200):
            weight = layer.normalised()
        self.assertAlmostEqual(torch.linalg.matrix_norm(weight.detach().flatten(1), 2).item(), 1, places=4)

    def test_average_has_a_closed_form(self):
        net = nn.Linear(1, 1, bias=False)
        nn.init.zeros_(net.weight)
        average = RunningAverage(net)
        nn.init.ones_(net.weight)
        for _ in range(5):
            average.update(0.9)
        self.assertAlmostEqual(average.network.weight.item(), 1 - 0.9**5, places=6)
        self.assertEqual(warming(0.999, 0), 0.1)
        self.assertEqual(warming(0.999, 10**6), 0.999)

    def test_standing_statistics_are_those_of_the_average(self):
        net = nn.Sequential(nn.Conv2d(1, 1, 1, bias=False), nn.BatchNorm2d(1))
        nn.init.constant_(net[0].weight, 3.0)
        average = RunningAverage(net)
        nn.init.constant_(net[0].weight, 100.0)
        net(torch.randn(8, 1, 4, 4))
        ready = average.ready(lambda amount: (torch.randn(amount, 1, 8, 8) + 1,))
        self.assertAlmostEqual(ready[1].running_mean.item(), 3, delta=0.1)
        self.assertAlmostEqual(ready[1].running_var.item(), 9, delta=0.3)
        self.assertFalse(ready.training)

    def test_half_life_is_a_share_of_the_plan(self):
        system = R3gan(Task(32, 0), Compute("fp32", "contiguous"), 8)
        kept = 1.0
        for step in range(10_000):
            before, after = 0.95 + step / 200_000, 0.95 + (step + 1) / 200_000
            kept *= system.decay(before, after)
        self.assertAlmostEqual(kept, 0.5, delta=0.01)
        self.assertLess(system.decay(0, 1e-6), 1e-3)

    def test_schedules_and_clock(self):
        self.assertEqual([round(cosine(at, 4, 2), 9) for at in (0, 0.5, 1, 2)], [4, 3, 2, 2])
        self.assertEqual([linear(at, 4, 2) for at in (0, 0.5, 1, 2)], [4, 3, 2, 2])
        times = iter((10.0, 12.0, 13.0, 20.0, 21.0))
        clock = Clock(10, lambda: next(times))
        clock.start()
        self.assertEqual(clock.progress(), 0.2)
        with clock.paused():
            pass
        self.assertEqual(clock.elapsed(), 4)

    def test_a_race_stops_by_the_clock_and_draws_outside_of_it(self):
        data, looked = noise(32), []
        compute = Compute("fp32", "contiguous")
        race = Race(Dcgan(Task(32, 0), compute, 8), data, pictures.Feed(data, 1, False, torch.contiguous_format), 1)
        seconds = iter(range(1000))
        race.run(Clock(10, lambda: next(seconds)), [0.8, 0.25], looked.append)
        self.assertEqual(looked, [0.25, 0.8])
        # Each reading of this clock takes a second. Of the two around a milestone the first counts: 8 steps, 2 milestones.
        self.assertEqual(race.steps, 8)


class Data(unittest.TestCase):
    def test_files_keep_pictures_labels_and_names(self):
        data = noise(8, 5)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "x.safetensors")
            pictures.write(path, data)
            again = pictures.read(path)
        self.assertTrue(torch.equal(again.pixels, data.pixels))
        self.assertTrue(torch.equal(again.labels, data.labels))
        self.assertEqual((again.names, again.classes, again.size, len(again)), (["0", "1", "2"], 3, 8, 5))
        again.labels[2] = -1
        self.assertEqual(again.classes, 0)

    def test_pixels_survive_the_way_to_networks_and_back(self):
        pixels = torch.arange(256, dtype=torch.uint8).repeat(3).view(1, 16, 16, 3)
        feed = pictures.Feed(pictures.Pictures(pixels, torch.zeros(1, dtype=torch.int64)), 1, False, torch.channels_last)
        batch, _ = feed.next(1)
        self.assertEqual((batch.min().item(), batch.max().item()), (-1, 1))
        self.assertTrue(torch.equal(pictures.to_pixels(batch), pixels))

    def test_each_epoch_shows_each_picture_once(self):
        data = noise(4, 10, 10)
        feed = pictures.Feed(data, 1, False, torch.contiguous_format)
        labels = torch.cat([feed.next(4)[1] for _ in range(5)])
        self.assertEqual([sorted(labels[:10].tolist()), sorted(labels[10:].tolist())], [list(range(10))] * 2)

    def test_translation_moves_and_fills_with_zeros(self):
        torch.manual_seed(1)
        x = torch.arange(1.0, 65).view(1, 1, 8, 8).repeat(30, 1, 1, 1)
        seen = set()
        for moved in augment.translation(x)[:, 0]:
            matches = [
                (down, right)
                for down in (-1, 0, 1)
                for right in (-1, 0, 1)
                if torch.equal(moved, nn.functional.pad(x[0, 0], (1, 1, 1, 1))[1 + down : 9 + down, 1 + right : 9 + right])
            ]
            self.assertEqual(len(matches), 1)
            seen.update(matches)
        self.assertEqual(len(seen), 9)

    def test_colour_of_a_grey_plane_stays_grey_and_plane(self):
        changed = augment.colour(torch.full((20, 3, 4, 4), 0.2))
        self.assertLess(changed.std((1, 2, 3)).max(), 1e-6)
        self.assertTrue(((changed[:, 0, 0, 0] - 0.2).abs() <= 0.5 + 1e-6).all())
        self.assertGreater(changed[:, 0, 0, 0].std(), 0.1)


def run():
    torch.set_num_threads(1)
    suite = unittest.defaultTestLoader.loadTestsFromName(__name__)
    return 0 if unittest.TextTestRunner().run(suite).wasSuccessful() else 1
