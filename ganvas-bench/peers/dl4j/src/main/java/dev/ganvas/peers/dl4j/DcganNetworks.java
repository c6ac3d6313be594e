package dev.ganvas.peers.dl4j;

import dev.ganvas.bench.peer.DcganStep;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The two networks and their initial weights. */
final class DcganNetworks {
    private static final long SEED = 1;

    private DcganNetworks() {}

    /** {@code [N, 100, 1, 1]} to {@code [N, 3, 64, 64]} in (-1, 1); its gradient comes from outside. */
    static MultiLayerNetwork generator() {
        NeuralNetConfiguration.ListBuilder layers = layers();
        for (int wide : new int[] {8, 4, 2, 1}) {
            boolean first = wide == 8;
            layers.layer(deconvolution(DcganStep.WIDTH * wide, first ? 1 : 2, first ? 0 : 1))
                    .layer(batchNorm())
                    .layer(activation(new ActivationReLU()));
        }
        layers.layer(deconvolution(3, 2, 1)).layer(activation(new ActivationTanH()));
        return network(layers, InputType.convolutional(1, 1, DcganStep.LATENT));
    }

    /** {@code [N, 3, 64, 64]} to the binary cross-entropy of sigmoid scores {@code [N, 1]}. */
    static MultiLayerNetwork discriminator() {
        NeuralNetConfiguration.ListBuilder layers =
                layers().layer(convolution(DcganStep.WIDTH, 2, 1)).layer(activation(new ActivationLReLU(0.2)));
        for (int wide : new int[] {2, 4, 8}) {
            layers.layer(convolution(DcganStep.WIDTH * wide, 2, 1))
                    .layer(batchNorm())
                    .layer(activation(new ActivationLReLU(0.2)));
        }
        layers.layer(convolution(1, 1, 0))
                .layer(new LossLayer.Builder(LossFunctions.LossFunction.XENT)
                        .activation(Activation.SIGMOID)
                        .build());
        return network(layers, InputType.convolutional(DcganStep.SIZE, DcganStep.SIZE, 3));
    }

    private static NeuralNetConfiguration.ListBuilder layers() {
        return new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .updater(new Adam(DcganStep.LEARNING_RATE, DcganStep.BETA1, DcganStep.BETA2, 1e-8))
                .dist(new NormalDistribution(0, DcganStep.INITIAL_DEVIATION))
                .convolutionMode(ConvolutionMode.Truncate)
                .list();
    }

    private static Deconvolution2D deconvolution(int filters, int stride, int padding) {
        return new Deconvolution2D.Builder(4, 4)
                .nOut(filters)
                .stride(stride, stride)
                .padding(padding, padding)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static ConvolutionLayer convolution(int filters, int stride, int padding) {
        return new ConvolutionLayer.Builder(4, 4)
                .nOut(filters)
                .stride(stride, stride)
                .padding(padding, padding)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static BatchNormalization batchNorm() {
        return new BatchNormalization.Builder().decay(0.9).eps(1e-5).build();
    }

    private static ActivationLayer activation(IActivation activation) {
        return new ActivationLayer.Builder().activation(activation).build();
    }

    private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder layers, InputType input) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(layers.setInputType(input).build());
        network.init();
        network.paramTable().forEach((name, values) -> {
            if (name.endsWith("_gamma")) {
                values.assign(Nd4j.randn(values.shape())
                        .muli(DcganStep.INITIAL_DEVIATION)
                        .addi(1));
            }
        });
        return network;
    }
}
