package dev.ganvas.engine.ranks;

import dev.ganvas.error.UsageException;
import java.util.Locale;

/** What gradients travel as between processes. */
public enum GradientFormat {
    /** As they are computed: processes come to what the same shards in one process come to. */
    FP32,
    /** Rounded to half of the bytes, summed in fp32 and rounded once more: all processes come to the same, but not to what one would. */
    BF16;

    /** {@code fp32} or {@code bf16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By its name.
     *
     * @param given of what, as people know it
     * @throws UsageException when there is none of that name
     */
    public static GradientFormat of(String name, String given) {
        for (GradientFormat format : values()) {
            if (format.toString().equals(name)) {
                return format;
            }
        }
        throw new UsageException(given + " must be fp32 or bf16, not '" + name + "'.");
    }
}
