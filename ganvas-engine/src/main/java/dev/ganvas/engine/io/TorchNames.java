package dev.ganvas.engine.io;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions and classes that pickles of PyTorch name and that only hold data; all others are refused. */
final class TorchNames implements PickleReader.Names {
    private static final int MOST_RANK = 8;
    private static final int MOST_DEPTH = 32;
    private static final int MOST_VALUES = 1_000_000;
    private static final long MOST_TENSOR_BYTES = Integer.MAX_VALUE - 16L;
    private static final long MOST_BYTES = 16L << 30;

    private static final Map<String, StoredType> STORAGES = Map.of(
            "torch.DoubleStorage", StoredType.F64,
            "torch.FloatStorage", StoredType.F32,
            "torch.HalfStorage", StoredType.F16,
            "torch.BFloat16Storage", StoredType.BF16,
            "torch.LongStorage", StoredType.I64,
            "torch.IntStorage", StoredType.I32,
            "torch.ShortStorage", StoredType.I16,
            "torch.CharStorage", StoredType.I8,
            "torch.ByteStorage", StoredType.U8,
            "torch.BoolStorage", StoredType.BOOL);

    /** Single numbers and types of numpy, and of torch: of no use here, and harmless. */
    private static final Set<String> PASSED_OVER = Set.of(
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "numpy.dtype",
            "_codecs.encode",
            "torch.device",
            "torch.float32",
            "torch.float16",
            "torch.bfloat16",
            "torch.int64");

    /** What a known name does when it is called. */
    private enum Known {
        DICTIONARY,
        TENSOR,
        PARAMETER,
        SIZE,
        NAMESPACE,
        NOTHING
    }

    private static final Map<String, Known> KNOWN = Map.of(
            "collections.OrderedDict", Known.DICTIONARY,
            "torch._utils._rebuild_tensor_v2", Known.TENSOR,
            "torch._utils._rebuild_tensor", Known.TENSOR,
            "torch._utils._rebuild_parameter", Known.PARAMETER,
            "torch.Size", Known.SIZE,
            "argparse.Namespace", Known.NAMESPACE);

    /** Where the numbers are. */
    interface Numbers {
        /**
         * The numbers of a key.
         *
         * @param bytes how many there must be
         */
        byte[] of(String key, long bytes) throws IOException;
    }

    /** A list of numbers that tensors look into. */
    private record Storage(String key, StoredType type, long count) {}

    /** A view of a storage, row by row with these steps. */
    private record View(Storage storage, long offset, long[] shape, long[] steps) {}

    private final String file;
    private final Numbers numbers;
    private final Map<String, StoredType> types = new HashMap<>();
    private int values;
    private long total;
    private String lastKey = "";
    private byte[] lastNumbers = {};

    TorchNames(String file, Numbers numbers) {
        this.file = file;
        this.numbers = numbers;
    }

    @Override
    public Object named(String name) throws MalformedFileException {
        if (STORAGES.containsKey(name)) {
            return STORAGES.get(name);
        }
        if (KNOWN.containsKey(name)) {
            return KNOWN.get(name);
        }
        if (PASSED_OVER.contains(name)) {
            return Known.NOTHING;
        }
        throw new MalformedFileException(
                file,
                "wants to run " + name
                        + ", and nothing of a model file is run here; save a state_dict() with torch.save instead");
    }

    @Override
    public Object called(Object callee, List<Object> arguments) throws MalformedFileException {
        check(callee instanceof Known, "its pickle calls what cannot be called");
        switch ((Known) callee) {
            case DICTIONARY -> {
                return dictionary(arguments);
            }
            case TENSOR -> {
                return view(arguments);
            }
            case PARAMETER -> {
                check(!arguments.isEmpty() && arguments.get(0) instanceof View, "has a parameter that is no tensor");
                return arguments.get(0);
            }
            case SIZE -> {
                return arguments.isEmpty() ? List.of() : arguments.get(0);
            }
            case NAMESPACE -> {
                return new PickleReader.Attributes(new LinkedHashMap<>());
            }
            default -> {
                return PickleReader.None.NONE;
            }
        }
    }

    private Object dictionary(List<Object> arguments) throws MalformedFileException {
        Map<Object, Object> made = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            check(arguments.get(0) instanceof List, "has a dictionary of something else than pairs");
            for (Object pair : (List<?>) arguments.get(0)) {
                check(
                        pair instanceof List<?> both && both.size() == 2 && both.get(0) instanceof String,
                        "has a dictionary of something else than pairs");
                made.put(((List<?>) pair).get(0), ((List<?>) pair).get(1));
            }
        }
        return made;
    }

    private Object view(List<Object> arguments) throws MalformedFileException {
        check(
                arguments.size() >= 4 && arguments.get(0) instanceof Storage && arguments.get(1) instanceof Long,
                "has a tensor without numbers");
        long[] shape = longs(arguments.get(2));
        long[] steps = longs(arguments.get(3));
        check(shape.length == steps.length, "has a tensor whose shape and steps differ in rank");
        return new View((Storage) arguments.get(0), (Long) arguments.get(1), shape, steps);
    }

    private long[] longs(Object value) throws MalformedFileException {
        check(value instanceof List<?> list && list.size() <= MOST_RANK, "has a tensor without a valid shape");
        List<?> items = (List<?>) value;
        long[] longs = new long[items.size()];
        for (int i = 0; i < longs.length; i++) {
            check(
                    items.get(i) instanceof Long size && size >= 0 && size <= Integer.MAX_VALUE,
                    "has a tensor without a valid shape");
            longs[i] = (Long) items.get(i);
        }
        return longs;
    }

    @Override
    public Object outside(Object id) throws MalformedFileException {
        boolean storage = id instanceof List<?> parts
                && parts.size() >= 5
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof StoredType
                && parts.get(2) instanceof String
                && parts.get(4) instanceof Long;
        check(storage, "its pickle refers to something that is no tensor's numbers");
        List<?> parts = (List<?>) id;
        Storage made = new Storage((String) parts.get(2), (StoredType) parts.get(1), (Long) parts.get(4));
        types.put(made.key(), made.type());
        return made;
    }

    /** Bytes of so many numbers of a key, -1 when the pickle did not name it. */
    long bytesOf(String key, long count) {
        StoredType type = types.get(key);
        return type == null || count < 0 || count > MOST_TENSOR_BYTES ? -1 : count * type.bytes();
    }

    /** A tree of dictionaries and lists as it is, but with tensors in the open scope where views of numbers were. */
    Object loaded(Object content) throws IOException {
        return loaded(content, 0);
    }

    private Object loaded(Object value, int depth) throws IOException {
        check(depth < MOST_DEPTH && ++values <= MOST_VALUES, "nests its values too deeply");
        if (value instanceof View view) {
            return tensor(view);
        }
        if (value instanceof PickleReader.Attributes attributes) {
            return loaded(attributes.values(), depth + 1);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(entry.getKey(), loaded(entry.getValue(), depth + 1));
            }
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object item : list) {
                copy.add(loaded(item, depth + 1));
            }
            return copy;
        }
        return value;
    }

    private Tensor tensor(View view) throws IOException {
        long count = 1;
        long last = view.offset();
        for (int i = 0; i < view.shape().length; i++) {
            count *= view.shape()[i];
            check(count <= MOST_TENSOR_BYTES, "has a tensor of more than 2 GiB");
            last = Math.addExact(last, Math.multiplyExact(Math.max(0, view.shape()[i] - 1), view.steps()[i]));
        }
        StoredType type = view.storage().type();
        check(
                view.offset() >= 0
                        && (count == 0 || last < view.storage().count())
                        && count <= view.storage().count(),
                "has a tensor that reaches beyond its numbers");
        check(count * type.loaded().bytes() <= MOST_TENSOR_BYTES, "has a tensor of more than 2 GiB");
        total += count * type.loaded().bytes();
        check(total <= MOST_BYTES, "has tensors of more than 16 GiB");
        byte[] stored = new byte[(int) (count * type.bytes())];
        if (count > 0) {
            byte[] all = numbers(view.storage().key(), (last + 1) * type.bytes());
            check((last + 1) * type.bytes() <= all.length, "has a tensor that reaches beyond its numbers");
            gather(view, all, stored);
        }
        return Tensor.ofRawBytes(type.load(stored), type.loaded(), view.shape());
    }

    private byte[] numbers(String key, long bytes) throws IOException {
        if (!key.equals(lastKey)) {
            lastNumbers = numbers.of(key, bytes);
            lastKey = key;
        }
        return lastNumbers;
    }

    private static void gather(View view, byte[] all, byte[] into) {
        int size = view.storage().type().bytes();
        long[] place = new long[view.shape().length];
        long at = view.offset();
        for (int i = 0; i < into.length; i += size) {
            System.arraycopy(all, (int) (at * size), into, i, size);
            // The next place, as an odometer counts.
            for (int dim = place.length - 1; dim >= 0; dim--) {
                at += view.steps()[dim];
                if (++place[dim] < view.shape()[dim]) {
                    break;
                }
                at -= view.steps()[dim] * view.shape()[dim];
                place[dim] = 0;
            }
        }
    }

    private void check(boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
