package dev.ganvas.peers.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.initializer.Initializer;
import dev.ganvas.bench.peer.DcganStep;

/** The two networks and their initial weights. */
final class DcganNetworks {
    private DcganNetworks() {}

    /** {@code [N, 100]} to {@code [N, 3, 64, 64]} in (-1, 1). */
    static SequentialBlock generator() {
        SequentialBlock network = new SequentialBlock();
        // On one pixel a transposed 4x4 convolution is a matrix product.
        int wide = DcganStep.WIDTH * 8;
        network.add(Linear.builder().setUnits(wide * 16L).optBias(false).build())
                .add(rows -> new NDList(rows.singletonOrThrow().reshape(-1, wide, 4, 4)))
                .add(batchNorm())
                .add(Activation::relu);
        for (int times : new int[] {4, 2, 1}) {
            network.add(new TransposedConvolution(DcganStep.WIDTH * times))
                    .add(batchNorm())
                    .add(Activation::relu);
        }
        network.add(new TransposedConvolution(3)).add(Activation::tanh);
        initialise(network);
        return network;
    }

    /** {@code [N, 3, 64, 64]} to logits {@code [N, 1]}. */
    static SequentialBlock discriminator() {
        SequentialBlock network = new SequentialBlock();
        network.add(convolution(DcganStep.WIDTH, 2, 1)).add(Activation.leakyReluBlock(0.2f));
        for (int wide : new int[] {2, 4, 8}) {
            network.add(convolution(DcganStep.WIDTH * wide, 2, 1))
                    .add(batchNorm())
                    .add(Activation.leakyReluBlock(0.2f));
        }
        network.add(convolution(1, 1, 0)).add(Blocks.batchFlattenBlock());
        initialise(network);
        return network;
    }

    private static Conv2d convolution(int filters, int stride, int padding) {
        return Conv2d.builder()
                .setKernelShape(new Shape(4, 4))
                .setFilters(filters)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optBias(false)
                .build();
    }

    private static BatchNorm batchNorm() {
        return BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.9f).build();
    }

    private static void initialise(SequentialBlock network) {
        network.setInitializer(normal(0), Parameter.Type.WEIGHT);
        network.setInitializer(normal(1), Parameter.Type.GAMMA);
    }

    private static Initializer normal(float mean) {
        return (manager, shape, type) -> manager.randomNormal(mean, DcganStep.INITIAL_DEVIATION, shape, type);
    }
}
