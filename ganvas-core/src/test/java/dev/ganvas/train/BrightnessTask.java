package dev.ganvas.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.*;
import dev.ganvas.engine.nn.*;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.*;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.*;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.InputContract;
import java.io.IOException;
import java.util.*;
import java.util.Optional;
import java.util.stream.LongStream;

/** All that a capability has to give to be trained: here, linear regression from a picture's pixels to their mean. */
record BrightnessTask(RunSettings run) implements FixedSizeTask {
    @Override
    public String name() {
        return "brightness";
    }

    @Override
    public Prepared on(TrainingPictures pictures, Optional<ObjectNode> record) {
        return precision ->
                new Regression(pictures.cache(), new DataOrder(pictures.cache().count(), Seed.of(run.seed())));
    }

    private record Regression(PixelCache data, DataOrder order, Linear layer, Adam adam) implements Trainable {
        Regression(PixelCache data, DataOrder order) {
            this(data, order, new Linear(3 * 32 * 32, 1, true, Initializer.normal(0, 1e-3), Seed.of(1)));
        }

        Regression(PixelCache data, DataOrder order, Linear layer) {
            this(data, order, layer, new Adam(layer.namedParameters()));
        }

        private Tensor error(long first) {
            var pictures = LongStream.range(first, first + batch())
                    .mapToObj(i -> data.picture(order.at(i)))
                    .toList();
            Tensor pixels = PixelTensors.toTensor(pictures, DType.F32).reshape(batch(), -1);
            return layer.forward(pixels)
                    .sub(pixels.mean(1).reshape(batch(), 1))
                    .square()
                    .mean();
        }

        @Override
        public Map<String, Double> step(Position at) {
            try (Scope scope = Scope.open()) {
                Tensor loss = error(at.images());
                var rates = new FusedOperators.AdamRates(1e-3 * at.rateScale(), 0.9, 0.99, 1e-8);
                adam.step(Autograd.gradients(loss, layer.parameters()), rates);
                return Map.of("loss", loss.item());
            }
        }

        @Override
        public Map<String, Tensor> state() {
            Map<String, Tensor> state = new LinkedHashMap<>(layer.namedTensors());
            adam.namedTensors().forEach((name, tensor) -> state.put("adam." + name, tensor));
            return state;
        }

        @Override
        public Snapshot evaluate() throws IOException {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                var description = ModelDescription.of(
                                "brightness",
                                List.of(),
                                InputContract.rgb(data.shape().width()))
                        .fields();
                var about = new Snapshot.About("Brightness", "By least squares.", "On a batch.", "Knows nothing else.");
                var model = new Snapshot.Model(description, ModelFile.weightsOf(layer), Map.of(), about);
                return new Snapshot(Map.of("precision", 1 / (1 + error(0).item())), data.picture(0), model);
            }
        }

        @Override
        public Origin samplesOrigin() {
            return Origin.real();
        }

        @Override
        public List<Figure> figures() {
            var better = Figure.Direction.HIGHER_IS_BETTER;
            return List.of(
                    Figure.named("precision").scaled(100, "%").better(better).asHeadline());
        }

        @Override
        public Map<String, List<Map<String, Tensor>>> transferable() {
            return Map.of(ModelFile.WEIGHTS, List.of(layer.namedTensors()));
        }

        @Override
        public int batch() {
            return 8;
        }

        @Override
        public void close() {
            adam.close();
            layer.close();
        }
    }
}
