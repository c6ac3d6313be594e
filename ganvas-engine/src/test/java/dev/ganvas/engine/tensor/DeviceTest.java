package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
