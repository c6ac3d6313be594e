package dev.ganvas.engine.io;

import dev.ganvas.error.MalformedFileException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Python's pickle format, protocols 2 to 5 (PEP 3154 and {@code pickletools}), as data: texts, numbers, lists and
 * dictionaries. Where a pickle names a function or a class, {@link Names} is asked, which knows a few that only hold data; every
 * other is refused, so that nothing of a file is ever run.
 *
 * <p>What comes out is {@link None}, {@link Boolean}, {@link Long}, {@link BigInteger}, {@link Double}, {@link String}, {@code
 * byte[]}, {@link List}, {@link Map} with keys that are texts or numbers, and what {@link Names} makes.
 */
final class PickleReader {
    /** Python's {@code None}. */
    enum None {
        NONE
    }

    /** What stands for the functions and classes that a pickle names. */
    interface Names {
        /**
         * @param name such as {@code collections.OrderedDict}
         * @throws MalformedFileException when it is none that only holds data
         */
        Object named(String name) throws MalformedFileException;

        /** What comes of calling what {@link #named} gave. */
        Object called(Object callee, List<Object> arguments) throws MalformedFileException;

        /** What a reference to something outside of the pickle is. */
        Object outside(Object id) throws MalformedFileException;
    }

    private static final int MOST_DEPTH = 1 << 20;
    private static final int FIRST_PROTOCOL = 2;
    private static final int LAST_PROTOCOL = 5;

    private enum Mark {
        MARK
    }

    private final String file;
    private final PickleBytes in;
    private final Names names;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleReader(String file, ByteBuffer in, Names names) {
        this.file = file;
        this.in = new PickleBytes(file, in);
        this.names = names;
    }

    /**
     * Reads one pickle, and leaves {@code in} behind its end.
     *
     * @param file for messages
     * @throws MalformedFileException when it is damaged, beyond a limit, or wants what only code can give
     */
    static Object read(String file, ByteBuffer in, Names names) throws MalformedFileException {
        in.order(ByteOrder.LITTLE_ENDIAN);
        try {
            return new PickleReader(file, in, names).run();
        } catch (BufferUnderflowException e) {
            throw new MalformedFileException(file, "its pickle ends too early", e);
        }
    }

    private Object run() throws MalformedFileException {
        check(in.unsigned() == 0x80, "holds no pickle of a protocol that Python writes today");
        int protocol = in.unsigned();
        check(protocol >= FIRST_PROTOCOL && protocol <= LAST_PROTOCOL, "is a pickle of protocol " + protocol);
        while (true) {
            int code = in.unsigned();
            if (code == '.') {
                Object result = pop();
                check(stack.isEmpty(), "its pickle leaves more than one value");
                return result;
            }
            if (!constant(code) && !collection(code) && !memory(code) && !named(code)) {
                throw new MalformedFileException(
                        file, String.format("its pickle has the operation 0x%02x, which no model file needs", code));
            }
            check(stack.size() <= MOST_DEPTH, "its pickle nests too deeply");
        }
    }

    /** Numbers and texts. */
    private boolean constant(int code) throws MalformedFileException {
        switch (code) {
            case 'N' -> push(None.NONE);
            case 0x88 -> push(Boolean.TRUE);
            case 0x89 -> push(Boolean.FALSE);
            case 'J' -> push((long) in.fourBytes());
            case 'K' -> push((long) in.unsigned());
            case 'M' -> push((long) in.unsignedShort());
            case 0x8a -> push(in.integer(in.unsigned()));
            case 0x8b -> push(in.integer(in.fourBytes()));
            case 'G' -> push(in.number());
            case 'X' -> push(in.text(in.fourBytes()));
            case 0x8c -> push(in.text(in.unsigned()));
            case 0x8d -> push(in.text(in.eightBytes()));
            case 'U', 'C' -> push(in.bytes(in.unsigned()));
            case 'T', 'B' -> push(in.bytes(in.fourBytes()));
            case 0x8e, 0x96 -> push(in.bytes(in.eightBytes()));
            case 0x95 -> check(in.eightBytes() >= 0, "its pickle has a frame of a negative length");
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean collection(int code) throws MalformedFileException {
        switch (code) {
            case '(' -> stack.add(Mark.MARK);
            case ']', 0x8f -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case ')' -> push(List.of());
            case 't', 'l', 0x91 -> push(Collections.unmodifiableList(sinceMark()));
            case 0x85 -> push(tuple(1));
            case 0x86 -> push(tuple(2));
            case 0x87 -> push(tuple(3));
            case 'd' -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                putAll(map, sinceMark());
                push(map);
            }
            case 'a' -> {
                Object item = pop();
                list(top()).add(item);
            }
            case 'e', 0x90 -> {
                List<Object> items = sinceMark();
                list(top()).addAll(items);
            }
            case 's' -> {
                List<Object> pair = tuple(2);
                putAll(map(top()), pair);
            }
            case 'u' -> {
                List<Object> pairs = sinceMark();
                putAll(map(top()), pairs);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int code) throws MalformedFileException {
        switch (code) {
            case '0' -> pop();
            case '1' -> sinceMark();
            case '2' -> push(top());
            case 'h' -> push(remembered(in.unsigned()));
            case 'j' -> push(remembered(in.fourBytes()));
            case 'q' -> memo.put(in.unsigned(), top());
            case 'r' -> memo.put(in.fourBytes(), top());
            case 0x94 -> memo.put(memo.size(), top());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean named(int code) throws MalformedFileException {
        switch (code) {
            case 'c' -> push(names.named(in.line() + "." + in.line()));
            case 0x93 -> {
                Object name = pop();
                Object module = pop();
                check(module instanceof String && name instanceof String, "its pickle names something by no text");
                push(names.named(module + "." + name));
            }
            case 'R', 0x81 -> {
                Object arguments = pop();
                check(arguments instanceof List, "its pickle calls something without arguments");
                push(names.called(pop(), Collections.unmodifiableList((List<?>) arguments)));
            }
            case 'b' -> {
                Object state = pop();
                // Attributes of an object: those of dictionaries say nothing of its content, an object that is one
                // takes them in.
                if (top() instanceof Attributes object && state instanceof Map<?, ?> attributes) {
                    attributes.forEach((key, value) -> object.values().put(key, value));
                }
            }
            case 'Q' -> push(names.outside(pop()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** An object that is nothing but named values. */
    record Attributes(Map<Object, Object> values) {}

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() throws MalformedFileException {
        check(!stack.isEmpty() && stack.get(stack.size() - 1) != Mark.MARK, "its pickle takes from an empty stack");
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws MalformedFileException {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    private List<Object> tuple(int count) throws MalformedFileException {
        Object[] items = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            items[i] = pop();
        }
        return List.of(items);
    }

    private List<Object> sinceMark() throws MalformedFileException {
        int mark = stack.lastIndexOf(Mark.MARK);
        check(mark >= 0, "its pickle misses a mark");
        List<Object> tail = stack.subList(mark + 1, stack.size());
        List<Object> items = new ArrayList<>(tail);
        tail.clear();
        stack.remove(mark);
        return items;
    }

    private Object remembered(int number) throws MalformedFileException {
        Object value = memo.get(number);
        check(value != null, "its pickle recalls what it never stored");
        return value;
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(Object value) throws MalformedFileException {
        check(value instanceof ArrayList, "its pickle adds to what is no list");
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Object> map(Object value) throws MalformedFileException {
        check(value instanceof Map, "its pickle puts into what is no dictionary");
        return (Map<Object, Object>) value;
    }

    private void putAll(Map<Object, Object> map, List<Object> pairs) throws MalformedFileException {
        check(pairs.size() % 2 == 0, "its pickle has a key without a value");
        for (int i = 0; i < pairs.size(); i += 2) {
            Object key = pairs.get(i);
            // Nothing that holds other values: to hash it could take for ever.
            check(
                    key instanceof String || key instanceof Number || key instanceof Boolean || key == None.NONE,
                    "its pickle has a key that is neither text nor number");
            map.put(key, pairs.get(i + 1));
        }
    }

    private void check(boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
