package dev.ganvas.peers.dl4j;

import dev.ganvas.bench.peer.DcganStep;
import dev.ganvas.bench.peer.PeerProgram;
import dev.ganvas.bench.peer.StepRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The step by two networks whose gradients and updates are asked for one by one, as Deeplearning4j documents for errors
 * from outside. That way the arithmetic is that of the other peers: the usual recipe of two graphs with a frozen
 * discriminator would run the generator twice and update the discriminator once for pictures and once for fakes.
 */
public final class Dl4jPeer implements DcganStep {
    private final MultiLayerNetwork generator;
    private final MultiLayerNetwork discriminator;
    private final INDArray real = Nd4j.rand(BATCH, 3, SIZE, SIZE).muli(2).subi(1);
    private final INDArray ones = Nd4j.ones(BATCH, 1);
    private final INDArray zeros = Nd4j.zeros(BATCH, 1);
    private INDArray latent = Nd4j.randn(BATCH, LATENT, 1, 1);
    private INDArray fakes = Nd4j.empty();
    private INDArray logits = Nd4j.empty();

    private Dl4jPeer() {
        generator = DcganNetworks.generator();
        discriminator = DcganNetworks.discriminator();
        // The library's own score is taken after the gradient has overwritten the logits, so they are caught on their
        // way.
        discriminator.setListeners(new BaseTrainingListener() {
            @Override
            public void onForwardPass(Model model, List<INDArray> activations) {
                logits = activations.get(activations.size() - 1).detach();
            }
        });
    }

    public static void main(String[] arguments) {
        new PeerProgram("dl4j", version(), Set.of("fp32-nchw")).main(arguments, Dl4jPeer::open);
    }

    /** The version that Maven wrote into the library's jar. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(
                "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static DcganStep open(StepRequest request) {
        Nd4j.getEnvironment().setMaxMasterThreads(request.threads());
        Nd4j.getEnvironment().setMaxThreads(request.threads());
        Nd4j.getRandom().setSeed(1);
        return new Dl4jPeer();
    }

    @Override
    public Losses step() {
        latent = Nd4j.randn(BATCH, LATENT, 1, 1);
        drawFakes();
        double discriminatorLoss = updateDiscriminator();
        return new Losses(discriminatorLoss, updateGenerator());
    }

    @Override
    public double repeatDiscriminator() {
        drawFakes();
        return updateDiscriminator();
    }

    @Override
    public double repeatGenerator() {
        drawFakes();
        return updateGenerator();
    }

    private void drawFakes() {
        generator.setInput(latent);
        // The activations stay with the layers for the backward pass.
        var activations = generator.feedForward(true, false);
        fakes = activations.get(activations.size() - 1);
    }

    private double updateDiscriminator() {
        double loss = discriminatorGradient(real, ones, true);
        INDArray onReal = discriminator.getGradientsViewArray().dup();
        loss += discriminatorGradient(fakes, zeros, false);
        discriminator.getGradientsViewArray().addi(onReal);
        onReal.close();
        update(discriminator, discriminator.gradient());
        return loss;
    }

    /** Leaves the gradient in the discriminator's view, over the one before; returns the mean loss. */
    private double discriminatorGradient(INDArray pictures, INDArray labels, boolean asReal) {
        discriminator.setInput(pictures);
        discriminator.setLabels(labels);
        discriminator.computeGradientAndScore();
        return loss(asReal);
    }

    private double updateGenerator() {
        INDArray error =
                discriminator.calculateGradients(fakes, ones, null, null).getSecond();
        double loss = loss(true);
        Gradient gradient = generator
                .backpropGradient(error, LayerWorkspaceMgr.noWorkspaces())
                .getFirst();
        update(generator, gradient);
        return loss;
    }

    /** The mean binary cross-entropy of the last logits against label 1 or 0. */
    private double loss(boolean asReal) {
        return Arrays.stream(logits.reshape(BATCH).toDoubleVector())
                .map(logit -> asReal ? -logit : logit)
                .map(wrong -> Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong))))
                .average()
                .orElseThrow();
    }

    /** One step of Adam; the updater divides by the batch, which makes the gradient that of the mean loss. */
    private static void update(MultiLayerNetwork network, Gradient gradient) {
        int iteration = network.getIterationCount();
        network.getUpdater().update(network, gradient, iteration, 0, BATCH, LayerWorkspaceMgr.noWorkspaces());
        INDArray change = network.getGradientsViewArray();
        network.params().subi(change.reshape(network.params().shape()));
        network.getLayerWiseConfigurations().setIterationCount(iteration + 1);
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
    }
}
