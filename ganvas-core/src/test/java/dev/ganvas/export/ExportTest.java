package dev.ganvas.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.nn.ParametricRelu;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.TorchScriptModule;
import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Input;
import dev.ganvas.model.PortableNetwork.Output;
import dev.ganvas.model.PortableNetwork.Side;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModel;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.NetworkShape.Family;
import dev.ganvas.repair.network.RestorationNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ExportTest {
    private static final NetworkShape TINY = new NetworkShape(Family.SRVGG, 3, 3, 4, 0, 2);

    @TempDir
    Path folder;

    private static NetworkShape tiny(Family family) {
        return switch (family) {
            case UNET -> new NetworkShape(family, 4, 3, 4, 2, 1);
            case DETECTOR -> new NetworkShape(family, 3, 1, 4, 2, 1);
            case HOLE_UNET -> new NetworkShape(family, 4, 3, 4, 2, 1);
            case SRVGG, COMPACT -> new NetworkShape(family, 3, 3, 4, 1, 2);
            case DNCNN -> new NetworkShape(family, 1, 1, 4, 2, 1);
            case FFDNET -> new NetworkShape(family, 4, 3, 8, 3, 1);
            case RRDB -> new NetworkShape(family, 3, 3, 4, 1, 2);
            case NAFNET -> new NetworkShape(family, 3, 3, 4, 1, 1, List.of(1, 1, 1));
            case COLOUR_CURVES, LIGHT_CURVES -> new NetworkShape(family, 3, 3, 4, 2, 1);
        };
    }

    /** A model file of random weights: networks begin as zero, and would all be the same. */
    private Path written(NetworkShape shape) throws IOException {
        Path file = folder.resolve("tiny.ganvas");
        RepairKind kind =
                switch (shape.family()) {
                    case SRVGG, COMPACT, RRDB -> RepairKind.SUPERRES;
                    case UNET, DNCNN, FFDNET -> RepairKind.DENOISE;
                    case NAFNET -> RepairKind.DEBLUR;
                    case DETECTOR -> RepairKind.SCRATCHES;
                    case HOLE_UNET -> RepairKind.FILL;
                    case COLOUR_CURVES -> RepairKind.COLOR;
                    case LIGHT_CURVES -> RepairKind.LOWLIGHT;
                };
        try (RestorationNetwork network = Scope.making(() -> shape.build(Seed.of(1)));
                Scope scope = Scope.open()) {
            network.namedTensors().forEach((name, tensor) -> {
                RandomStream random = Seed.of(2).child(name).stream();
                float[] values = new float[(int) tensor.count()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble(-0.2, 0.2);
                }
                tensor.copyFrom(Tensor.of(values, tensor.shape()));
            });
            new ModelFile(
                            new RepairModel(kind, shape, false).toJson(network),
                            ModelFile.weightsOf(network),
                            "# Tiny\n\n## Data\n\nnone at\nall\n\n## Licence\n\nCC0\n\n## Limits\n\nmany\n",
                            JsonNodeFactory.instance.objectNode(),
                            new byte[0])
                    .write(file);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            mode = Mode.EXCLUDE,
            names = {"COLOUR_CURVES", "LIGHT_CURVES"})
    void everyNetworkThatRestoresIsSaidInTorchScriptAndOnnx(Family family) throws IOException {
        Path out = folder.resolve("tiny.pt");
        try (PortableModel model = PortableModel.open(written(tiny(family)))) {
            Export.Result result = Export.torchScript(model, out);
            assertThat(result.checks()).hasSize(3).allMatch(check -> check.difference() < Check.MOST_DIFFERENCE);
            TorchScriptModule.load(out).close();
            // Whether its numbers are right, only another program can say; that there are words for all, this.
            assertThatThrownBy(() -> Export.onnx(model, folder.resolve("tiny.onnx"), file -> {
                        assertThat(file).isNotEmptyFile();
                        throw new IOException("was written");
                    }))
                    .hasMessage("was written");
        }
    }

    @Test
    void networksWhoseCopiesFollowFromThePictureAreRefused() throws IOException {
        Path file = written(tiny(Family.COLOUR_CURVES));
        assertThatThrownBy(() -> PortableModel.open(file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("A network for color looks at a small copy");
    }

    @Test
    void pythonCodeSaysWhatTheNetworkDoes() throws IOException {
        Path weights = folder.resolve("tiny.safetensors");
        try (PortableModel model = PortableModel.open(written(TINY))) {
            Export.safetensors(model, weights);
        }
        assertThat(folder.resolve("tiny.py"))
                .content()
                .startsWith(
                        """
                        # Written by Ganvas.
                        # model: tiny
                        # licence: CC0
                        # training data: none at all
                        # picture [batch, 3, height, width]: sRGB, red first, 0 to 1
                        # restored [batch, 3, height_x2, width_x2]: sRGB, red first, 0 to 1, not cut off
                        import json
                        """)
                .contains(
                        """
                            def forward(self, picture):
                                t1 = torch.conv2d(picture, self.body_0_weight, self.body_0_bias, [1, 1], [1, 1], [1, 1], 1)
                                t2 = torch.prelu(t1, self.body_1_weight)
                                t3 = torch.conv2d(t2, self.body_2_weight, self.body_2_bias, [1, 1], [1, 1], [1, 1], 1)
                                t4 = torch.narrow(picture, 1, 0, 3)
                                t5 = torch.narrow(t4, 2, 1, 1)
                                t6 = torch.narrow(t4, 2, 0, 1)
                                t7 = torch.narrow(t4, 2, -1, 1)
                                t8 = torch.narrow(t4, 2, -2, 1)
                                t9 = torch.cat([t5, t6, t4, t7, t8], 2)
                                t10 = torch.narrow(t9, 3, 1, 1)
                                t11 = torch.narrow(t9, 3, 0, 1)
                                t12 = torch.narrow(t9, 3, -1, 1)
                                t13 = torch.narrow(t9, 3, -2, 1)
                                t14 = torch.cat([t10, t11, t9, t12, t13], 3)
                                t15 = torch.conv2d(t14, self.constant0, None, [1, 1], [0, 0], [1, 1], 3)
                                t16 = torch.pixel_shuffle(t15, 2)
                                t17 = torch.pixel_shuffle(t3, 2)
                                t18 = torch.add(t16, t17)
                                return t18
                        """)
                .contains("def load(path=\"tiny.safetensors\"):");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = StateDict.read(weights).tensors();
            assertThat(tensors).containsKeys("body.0.weight", "body.2.bias", "constant0");
            assertThat(tensors.get("constant0").shape()).containsExactly(12, 1, 5, 5);
        }
    }

    /** A runtime that runs the network itself, and then changes what comes out. */
    private static Check.Opener changing(PortableNetwork network, double by) {
        return file -> new Check.Runner() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                try (NoGrad off = Autograd.noGrad()) {
                    Map<String, Tensor> changed = new LinkedHashMap<>();
                    network.forward().of(inputs).forEach((name, tensor) -> changed.put(name, tensor.add(by)));
                    return changed;
                }
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    @Test
    void whatGivesOtherNumbersIsNotKept() throws IOException {
        Path out = folder.resolve("tiny.onnx");
        Files.writeString(out, "what was there before");
        try (PortableModel model = PortableModel.open(written(TINY))) {
            for (double by : new double[] {1e-3, Double.NaN}) {
                assertThatThrownBy(() -> Export.onnx(model, out, changing(model.network(), by)))
                        .isInstanceOf(EngineException.class)
                        .hasMessageContaining("other numbers at 1x3x17x24");
            }
            assertThat(out).hasContent("what was there before");
            assertThat(Export.onnx(model, out, changing(model.network(), 1e-5)).files())
                    .containsExactly(out);
            assertThat(Files.size(out)).isGreaterThan(1000);
        }
    }

    @Test
    void whatThereIsNoWordForIsRefusedByName() {
        try (ParametricRelu layer = Scope.making(() -> new ParametricRelu(3));
                Scope scope = Scope.open()) {
            PortableNetwork network = new PortableNetwork(
                    layer,
                    List.of(new Input("x", List.of(Side.BATCH, Side.fixed(3)), false, 0, 1)),
                    List.of(new Output("y", List.of())),
                    inputs -> Map.of("y", inputs.get("x").mul(2).norm()),
                    Map.of());
            Map<String, Tensor> example = Examples.traced(network);
            Trace trace = Trace.of(
                    layer.namedTensors(), example, () -> network.forward().of(example));
            assertThat(trace.steps())
                    .extracting(step -> step.operation().name())
                    .containsExactly("mul_scalar", "norm");
            assertThatThrownBy(() -> OnnxFile.of(trace, network, Map.of()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("it does norm");
            assertThatThrownBy(() -> TorchSource.python(trace)).hasMessageContaining("it does norm");
        }
    }
}
