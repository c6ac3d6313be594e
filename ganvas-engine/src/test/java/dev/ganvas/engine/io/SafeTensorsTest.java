package dev.ganvas.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
    private static byte[] written() throws IOException {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put(
                    "conv.weight",
                    Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 1, 2, 2).channelsLast());
            tensors.put("half", Tensor.of(new float[] {-1.5f, 2}, 2).to(DType.BF16));
            tensors.put("count", Tensor.ofLongs(new long[] {7}, 1));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new SafeTensors(Map.of("who", "我"), tensors).write(out);
            return out.toByteArray();
        }
    }

    private static SafeTensors read(byte[] bytes) throws IOException {
        return SafeTensors.read("file", new ByteArrayInputStream(bytes), bytes.length);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        try (Scope scope = Scope.open()) {
            SafeTensors content = read(written());
            assertThat(content.metadata()).containsExactly(Map.entry("who", "我"));
            assertThat(content.tensors().get("conv.weight").toFloats()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(content.tensors().get("half").dtype()).isEqualTo(DType.BF16);
            assertThat(content.tensors().get("half").toFloats()).containsExactly(-1.5f, 2);
            assertThat(content.tensors().get("count").shape()).containsExactly(1);
        }
    }

    @Test
    void anEmptyTensorIsWrittenAndRead() throws IOException {
        try (Scope scope = Scope.open()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new SafeTensors(
                            Map.of(),
                            Map.of("floats", Tensor.of(new float[0], 3, 0), "longs", Tensor.ofLongs(new long[0], 0)))
                    .write(out);
            SafeTensors content = read(out.toByteArray());
            assertThat(content.tensors().get("floats").shape()).containsExactly(3, 0);
            assertThat(content.tensors().get("floats").toFloats()).isEmpty();
            assertThat(content.tensors().get("longs").toLongs()).isEmpty();
        }
    }

    @Test
    void dataBeginsAtAMultipleOfEight() throws IOException {
        long header = ByteBuffer.wrap(written()).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat((8 + header) % 8).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000,1000000000],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
                "{\"a\":7}",
                "[]",
                "nonsense"
            })
    void aHeaderThatLiesIsRefused(String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(8 + text.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith("file: ");
    }

    @Property(tries = 300)
    void aCutFileIsRefused(@ForAll @IntRange(max = 10_000) int where) throws IOException {
        byte[] file = written();
        byte[] cut = Arrays.copyOf(file, where % file.length);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedFileException.class);
    }

    @Property(tries = 1000)
    void changedBytesAreReadOrRefusedButNeverWorse(@ForAll @Size(max = 8) int[] places, @ForAll byte value)
            throws IOException {
        byte[] file = written();
        for (int place : places) {
            file[Math.floorMod(place, file.length)] = value;
        }
        try (Scope scope = Scope.open()) {
            read(file);
        } catch (MalformedFileException expected) {
            assertThat(expected.reason()).isNotBlank();
        }
    }

    @Property(tries = 300)
    void randomBytesAreRefused(@ForAll @Size(max = 200) byte[] bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedFileException.class);
    }
}
