package dev.ganvas.engine.machine;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.error.UsageException;
import java.util.Locale;

/** The element type that networks compute in; weights, statistics and losses stay in F32 either way. */
public enum Precision {
    FP32(DType.F32),
    BF16(DType.BF16);

    private final DType dtype;

    Precision(DType dtype) {
        this.dtype = dtype;
    }

    public DType dtype() {
        return dtype;
    }

    /** {@code "fp32"} or {@code "bf16"}. */
    public static Precision parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageException("There is no precision '" + text + "'; choose auto, fp32 or bf16.", e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
