package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types that Ganvas computes with or stores. */
public enum DType {
    F32(ScalarType.Float, 4, "F32"),
    F64(ScalarType.Double, 8, "F64"),
    BF16(ScalarType.BFloat16, 2, "BF16"),
    U8(ScalarType.Byte, 1, "U8"),
    I64(ScalarType.Long, 8, "I64");

    final ScalarType nativeType;
    private final int bytes;
    private final String safetensorsName;

    DType(ScalarType nativeType, int bytes, String safetensorsName) {
        NativeLibrary.prepare();
        this.nativeType = nativeType;
        this.bytes = bytes;
        this.safetensorsName = safetensorsName;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }

    /** The type's name in a safetensors header. */
    public String safetensorsName() {
        return safetensorsName;
    }

    static DType of(ScalarType type) {
        for (DType dtype : values()) {
            if (dtype.nativeType.value == type.value) {
                return dtype;
            }
        }
        throw new EngineException("A tensor has the element type " + type.intern() + ", which Ganvas does not use.");
    }
}
