package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    @Test
    void tooFewAddressesAreToldBeforeLoading() {
        AddressSpace tight = new AddressSpace(6_144_000_000L, 5_600_000_000L);
        assertThat(tight.shortage(2).orElseThrow())
                .startsWith("memory: the address space of this process is limited to 6144 MB (ulimit -v)")
                .contains("Java has reserved 5600 MB", "libtorch needs about 1190 MB more", "-Xmx")
                .doesNotContain("OPENBLAS");
        assertThat(tight.shortage(1).orElseThrow()).contains("900 MB").doesNotContain("OPENBLAS");
        assertThat(new AddressSpace(6_144_000_000L, 3_000_000_000L).shortage(2)).isEmpty();
        assertThat(new AddressSpace(6_144_000_000L, 3_000_000_000L).shortage(64).orElseThrow())
                .contains("or set OPENBLAS_NUM_THREADS=1");
    }

    @Test
    void openBlasTakesRoomForAsManyThreadsAsItIsTold() {
        assertThat(AddressSpace.blasThreads(Map.of(), 8)).isEqualTo(8);
        assertThat(AddressSpace.blasThreads(Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "4"), 8))
                .isEqualTo(1);
        assertThat(AddressSpace.blasThreads(Map.of("OMP_NUM_THREADS", "16"), 8)).isEqualTo(8);
        assertThat(AddressSpace.blasThreads(Map.of("OPENBLAS_NUM_THREADS", "many"), 8))
                .isEqualTo(8);
    }

    @Test
    void memoryDiskAndJarsAreToldApart() {
        Throwable memory = new UnsatisfiedLinkError("libtorch_cpu.so: failed to map segment from shared object");
        assertThat(NativeLibrary.reason(memory)).contains("too little memory").doesNotContain("jar");
        Throwable inside =
                new UnsatisfiedLinkError("no jnitorch").initCause(new OutOfMemoryError("Cannot allocate memory"));
        assertThat(NativeLibrary.reason(inside)).contains("too little memory");
        Throwable disk = new UnsatisfiedLinkError("no jnitorch").initCause(new IOException("No space left on device"));
        assertThat(NativeLibrary.reason(disk)).contains("is full", "org.bytedeco.javacpp.cachedir");
        assertThat(NativeLibrary.reason(new UnsatisfiedLinkError("no jnitorch in java.library.path")))
                .contains("no jar org.bytedeco:pytorch");
    }

    @Test
    void anotherFolderThanExpectedIsNamedWithThePropertyThatChoosesIt() {
        File usual = new File("/home/a/.javacpp/cache");
        File temporary = new File("/tmp/.javacpp-a/cache");
        assertThat(NativeCache.detour(Optional.empty(), "/home/a", usual)).isEmpty();
        assertThat(NativeCache.detour(Optional.empty(), "/home/a", temporary).orElseThrow())
                .contains(usual.getPath(), temporary.getPath(), "org.bytedeco.javacpp.cachedir")
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
        assertThat(NativeCache.detour(Optional.of("/n"), "/home/a", new File("/n")))
                .isEmpty();
        assertThat(NativeCache.detour(Optional.of("/n"), "/home/a", usual)).isPresent();
    }
}
