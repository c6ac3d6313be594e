package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    @Test
    void isReadAsItIsWritten() {
        assertThat(Device.parse("cpu")).isEqualTo(Device.CPU).hasToString("cpu");
        assertThat(Device.parse("CPU")).isEqualTo(Device.CPU);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:100", "cpu:0"})
    void whatIsNoDeviceIsRefused(String text) {
        assertThatThrownBy(() -> Device.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("cpu, cuda");
    }

    @Test
    void nativesWithoutCudaSaySo() {
        assumeFalse(NativeLibrary.builtWithCuda(), "these natives have CUDA");
        assertThatThrownBy(() -> Device.parse("cuda:1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("this build has natives for the CPU only");
        assertThatThrownBy(() -> new Device(Device.Kind.CUDA, 0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Device(Device.Kind.CPU, 1)).isInstanceOf(UsageException.class);
    }

    @Test
    void theBestDeviceIsThereAndACardIfThereIsOne() {
        assertThat(Device.parse("auto").isCuda()).isEqualTo(Cuda.devices() > 0);
        assertThat(Cuda.missing().isPresent()).isEqualTo(Cuda.devices() == 0);
    }

    @Test
    void whatIsMissingForACardIsNamed() {
        assumeFalse(NativeLibrary.builtWithCuda(), "these natives have CUDA");
        assertThatThrownBy(() -> Device.parse("cuda"))
                .hasMessageContaining("There is no device cuda:0: this build has natives for the CPU only")
                .hasMessageContaining("mvn -Pcuda")
                .hasMessageContaining("org.bytedeco:pytorch with the classifier")
                .hasMessageContaining("cuda-redist");
    }

    @Test
    void aFullCardIsToldInWords() {
        // The beginning of libtorch's own message, from c10/cuda/CUDACachingAllocator.cpp.
        RuntimeException full = new RuntimeException("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total"
                + " capacity of 7.79 GiB of which 1.02 GiB is free.\nException raised from malloc at ...");
        assertThat(NativeErrors.translated("conv2d", full))
                .hasMessageContaining("Tried to allocate 2.00 GiB")
                .hasMessageContaining("The card's memory is full")
                .hasMessageNotContaining("Exception raised");
    }

    @Test
    void whatLiesOnTheStandInMeetsNothingOfTheCpu() {
        try (Scope scope = Scope.open()) {
            Tensor there = Device.STAND_IN.of(new float[] {1, 2}, 1, 2);
            Tensor here = Tensor.of(new float[] {3, 4}, 1, 2);
            assertThat(there.device()).isEqualTo(Device.STAND_IN);
            assertThatThrownBy(() -> there.add(here))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("add of F32[1, 2] on stand-in, F32[1, 2] on cpu");
            assertThatThrownBy(() -> Tensor.cat(List.of(here, there), 0)).isInstanceOf(EngineException.class);
            assertThatThrownBy(() -> there.indexSelect(1, Tensor.ofLongs(new long[1], 1)))
                    .isInstanceOf(EngineException.class);
            Tensor moved = here.to(Device.STAND_IN);
            assertThat(there.mul(moved).reshape(2).each().get(1).device()).isEqualTo(Device.STAND_IN);
            assertThat(there.mul(moved).toFloats()).containsExactly(3, 8);
            assertThat(here.device()).isEqualTo(Device.CPU);
            assertThat(moved.to(Device.CPU).add(here).toFloats()).containsExactly(6, 8);
        }
    }

    @Test
    void gradientsLieWhereWhatTheyAreOfLies() {
        try (Scope scope = Scope.open()) {
            Tensor here = Tensor.of(new float[] {3, 4}, 2).requiresGrad(true);
            Tensor there = Device.STAND_IN.of(new float[] {1, 2}, 2).requiresGrad(true);
            Tensor scalar = here.to(Device.STAND_IN).mul(there).sum();
            List<Tensor> gradients = Autograd.gradients(scalar, List.of(here, there));
            assertThat(gradients.get(0).device()).isEqualTo(Device.CPU);
            assertThat(gradients.get(0).toFloats()).containsExactly(1, 2);
            assertThat(gradients.get(1).device()).isEqualTo(Device.STAND_IN);
            assertThat(gradients.get(1).toFloats()).containsExactly(3, 4);
        }
    }

    @Test
    void anOptimiserOfNetworkElsewhereKeepsItsMomentsThere() {
        try (DefaultDevice use = DefaultDevice.use(Device.STAND_IN);
                Linear linear = Scope.making(
                        () -> ParameterTree.placed(new Linear(2, 1, true, Initializer.fanIn(1), Seed.of(1))));
                Adam adam = new Adam(linear.namedParameters());
                Scope scope = Scope.open()) {
            assertThat(linear.device()).isEqualTo(Device.STAND_IN);
            adam.namedTensors().values().forEach(each -> assertThat(each.device())
                    .isEqualTo(Device.STAND_IN));
            List<Tensor> elsewhere = linear.parameters().stream()
                    .map(parameter -> Tensor.zeros(DType.F32, parameter.shape()))
                    .toList();
            assertThatThrownBy(() -> adam.step(elsewhere, new FusedOperators.AdamRates(1e-3, 0.9, 0.99, 1e-8)))
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    void theDefaultDeviceIsTheThreadsOwnAndThatOfThoseItStarts() throws InterruptedException {
        assertThat(DefaultDevice.get()).isEqualTo(Device.CPU);
        Device[] seen = new Device[1];
        try (DefaultDevice use = DefaultDevice.use(Device.STAND_IN)) {
            Thread child = new Thread(() -> seen[0] = DefaultDevice.get());
            child.start();
            child.join();
            try (DefaultDevice inner = DefaultDevice.use(Device.CPU)) {
                assertThat(DefaultDevice.get()).isEqualTo(Device.CPU);
            }
            assertThat(DefaultDevice.get()).isEqualTo(Device.STAND_IN);
        }
        assertThat(seen[0]).isEqualTo(Device.STAND_IN);
        assertThat(DefaultDevice.get()).isEqualTo(Device.CPU);
    }

    @Test
    void tensorsLieWhereTheyWereMadeAndStayThereWhenTheyNeedNotMove() throws IOException {
        Device device = Device.CPU;
        try (Scope scope = Scope.open();
                Linear linear = new Linear(2, 3, true, Initializer.fanIn(1), Seed.of(1))) {
            Tensor made = device.of(new float[] {1, 2}, 1, 2);
            assertThat(made.device()).isEqualTo(device);
            assertThat(made.to(device)).isSameAs(made);
            float[] before = linear.forward(made).toFloats();
            linear.to(device);
            assertThat(linear.forward(made).toFloats()).isEqualTo(before);
            assertThat(linear.forward(made).device()).isEqualTo(device);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            new SafeTensors(Map.of(), linear.namedTensors()).write(file);
            SafeTensors.read("linear", new ByteArrayInputStream(file.toByteArray()), file.size(), device)
                    .tensors()
                    .values()
                    .forEach(tensor -> assertThat(tensor.device()).isEqualTo(device));
        }
    }
}
