package dev.ganvas.engine.tensor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is of CUDA here: natives, NVIDIA's driver, cards. */
public final class Cuda {
    /** Whether F32 products may be rounded to TF32 on the card, {@code true} or {@code false}; by default they are not. */
    public static final String TF32 = "ganvas.cuda.tf32";

    /**
     * Whether the card computes the same bits every time, {@code true} or {@code false}; by default it does, as far as libtorch has such
     * versions of its operations.
     */
    public static final String DETERMINISTIC = "ganvas.cuda.deterministic";

    /** What cuBLAS needs in the environment to be deterministic, as NVIDIA's manual of it has it. */
    public static final String WORKSPACE = "CUBLAS_WORKSPACE_CONFIG";

    private static final Logger LOG = LoggerFactory.getLogger(Cuda.class);
    private static final List<String> PLATFORMS = List.of("linux-x86_64", "windows-x86_64");

    private Cuda() {}

    /** Whether natives with CUDA are on the class path; loads nothing. */
    public static boolean hasNatives() {
        return Natives.PRESENT;
    }

    /** Looked for once. */
    private static final class Natives {
        static final boolean PRESENT = present();

        private static boolean present() {
            String folder = "org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/";
            ClassLoader loader = Cuda.class.getClassLoader();
            return loader.getResource(folder + "libtorch_cuda.so") != null
                    || loader.getResource(folder + "torch_cuda.dll") != null;
        }
    }

    /** Cards that can be computed with; loads libtorch where its natives have CUDA. */
    public static int devices() {
        if (!hasNatives()) {
            return 0;
        }
        NativeLibrary.load();
        return torch.hasDeviceGuardImpl(DeviceType.CUDA)
                ? torch.getDeviceGuardImpl(DeviceType.CUDA).deviceCount()
                : 0;
    }

    /** What is missing to compute on a card, and how to get it, beginning with a small letter; empty when nothing is. */
    public static Optional<String> missing() {
        String platform = Loader.getPlatform();
        if (!hasNatives()) {
            return Optional.of(
                    PLATFORMS.contains(platform)
                            ? "this build has natives for the CPU only: build with the Maven profile cuda (mvn -Pcuda ...), or"
                                    + " add org.bytedeco:pytorch with the classifier " + platform
                                    + "-gpu and org.bytedeco:cuda-redist with the classifier " + platform
                                    + " to the class path."
                            : "natives with CUDA exist for " + String.join(" and ", PLATFORMS) + ", not for " + platform
                                    + ".");
        }
        return devices() > 0
                ? Optional.empty()
                : Optional.of(
                        "the natives have CUDA, but NVIDIA's driver shows no card: install the driver, release 580 or"
                                + " newer for CUDA 13, and give a container its card (docker run --gpus all).");
    }

    /** Made once, when a card is first chosen: these settings are libtorch's own, one for the whole process. */
    private static final class Settings {
        static {
            boolean rounded = isTf32();
            torch.globalContext().setAllowTF32CuBLAS(rounded);
            torch.globalContext().setAllowTF32CuDNN(rounded);
            boolean same = isDeterministic();
            torch.globalContext().setDeterministicCuDNN(same);
            torch.globalContext().setBenchmarkCuDNN(!same);
            // A few operations have no such version, and are to work all the same.
            torch.globalContext().setDeterministicAlgorithms(same, true);
            if (same && System.getenv(WORKSPACE) == null) {
                LOG.warn(
                        "{} is not set, so matrix products may differ in their last bits from one run to the next; set it to"
                                + " :4096:8 before Java starts, as the script ganvas does",
                        WORKSPACE);
            }
        }

        static void make() {}
    }

    /** Whether a setting is on: a property, or its variable in the environment, such as {@code GANVAS_CUDA_TF32}. */
    private static boolean set(String property, boolean usual) {
        return configured(property).map(Boolean::parseBoolean).orElse(usual);
    }

    static Optional<String> configured(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(
                        System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'))));
    }

    /** Whether products of F32 may be rounded to TF32. */
    public static boolean isTf32() {
        return set(TF32, false);
    }

    /** Whether the same bits are computed every time, as far as there are operations for it. */
    public static boolean isDeterministic() {
        return set(DETERMINISTIC, true);
    }

    /** Makes the settings of cards, unless they are made. */
    static void configure() {
        Settings.make();
    }
}
