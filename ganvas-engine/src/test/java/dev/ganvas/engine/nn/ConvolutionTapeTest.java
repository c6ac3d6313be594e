package dev.ganvas.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvolutionTapeTest {
    private static final Initializer WEIGHTS = Initializer.normal(0, 0.3);

    private static Tensor normal(String name, long... shape) {
        return Initializer.normal(0, 1).initial(Seed.of(1).child(name), shape);
    }

    /** Down and up again, over each kind of convolution, with a bias among them. */
    private static final class Network extends ParameterTree {
        final Conv2d first = child("first", new Conv2d(ConvShape.resampling(3, 5), true, WEIGHTS, Seed.of(2)));
        final Conv2d second = child("second", new Conv2d(new ConvShape(5, 6, 3, 1, 1), false, WEIGHTS, Seed.of(3)));
        final Conv2d whole = child("whole", new Conv2d(new ConvShape(6, 7, 4, 1, 0), true, WEIGHTS, Seed.of(4)));
        final ConvTranspose2d start =
                child("start", new ConvTranspose2d(new ConvShape(7, 6, 4, 1, 0), WEIGHTS, Seed.of(5)));
        final ConvTranspose2d up = child("up", new ConvTranspose2d(ConvShape.resampling(6, 3), WEIGHTS, Seed.of(6)));

        Tensor loss(Tensor x) {
            Tensor seen = whole.forward(second.forward(first.forward(x)).leakyRelu(0.2));
            return up.forward(start.forward(seen.tanh())).square().mean();
        }
    }

    @Test
    void itsGradientsAreThoseOfAutogradOverSeveralUses() {
        try (Scope scope = Scope.open();
                Network network = new Network()) {
            Tensor one = normal("one", 2, 3, 8, 8).channelsLast();
            Tensor other = normal("other", 3, 3, 8, 8);
            List<Tensor> expected =
                    Autograd.gradients(network.loss(one).add(network.loss(other)), network.parameters());
            List<Tensor> found;
            try (ConvolutionTape tape = ConvolutionTape.open()) {
                Tensor loss = network.loss(one).add(network.loss(other));
                try (NoGrad off = Autograd.noGrad()) {
                    network.loss(one);
                }
                found = tape.gradients(loss, network.parameters());
            }
            List<String> names = new ArrayList<>(network.namedParameters().keySet());
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).shape())
                        .as(names.get(i))
                        .isEqualTo(expected.get(i).shape());
                assertThat(found.get(i).toFloats())
                        .as(names.get(i))
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(expected.get(i).toFloats());
            }
        }
    }

    @Test
    void whatWentInStillGetsItsGradient() {
        try (Scope scope = Scope.open();
                Network network = new Network()) {
            Tensor x = normal("one", 2, 3, 8, 8).requiresGrad(true);
            float[] expected =
                    Autograd.gradients(network.loss(x), List.of(x)).get(0).toFloats();
            try (ConvolutionTape tape = ConvolutionTape.open()) {
                assertThat(tape.gradients(network.loss(x), List.of(x)).get(0).toFloats())
                        .usingComparatorWithPrecision(1e-6f)
                        .containsExactly(expected);
            }
        }
    }

    /** A kernel with a single place to be is computed as a linear map. */
    @Test
    void aSinglePlaceIsALinearMap() {
        try (Scope scope = Scope.open();
                Network network = new Network()) {
            Tensor x = normal("x", 2, 6, 4, 4).channelsLast();
            Tensor weight = network.whole.namedParameters().get("weight");
            Tensor bias = normal("bias", 7);
            network.whole.namedParameters().get("bias").copyFrom(bias);
            assertThat(network.whole.forward(x).toFloats())
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(
                            x.conv2d(weight, Optional.of(bias), 1, 0, 1).toFloats());
            Tensor z = normal("z", 2, 7, 1, 1);
            Tensor up = network.start.forward(z);
            assertThat(up.isChannelsLast()).isTrue();
            assertThat(up.toFloats())
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(
                            z.convTranspose2d(network.start.namedParameters().get("weight"), Optional.empty(), 1, 0)
                                    .toFloats());
        }
    }

    @Test
    void aThreadHasOneAtATime() {
        try (ConvolutionTape tape = ConvolutionTape.open()) {
            assertThatThrownBy(ConvolutionTape::open).isInstanceOf(UsageException.class);
        }
        ConvolutionTape.open().close();
    }
}
