package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network or a part of one: named parameters (learned), buffers (kept, not learned) and children.
 *
 * <p>Names are stable: {@code child.name}, in the order of declaration. Owns its tensors until closed; using it afterwards is
 * an {@link dev.ganvas.error.EngineException}. Made in {@link dev.ganvas.engine.tensor.Scope#making Scope.making}, it leaves
 * nothing behind when making it fails. Layers are made on the CPU, whence {@link #to} takes them elsewhere; whole networks come to the
 * {@link DefaultDevice} by {@link #placed}. Not safe for use by two threads
 * while one of them trains.
 */
public abstract class ParameterTree implements AutoCloseable {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, ParameterTree> children = new LinkedHashMap<>();
    private boolean training = true;
    private boolean closed;

    /** Declares a learned tensor; four-dimensional ones are stored channels last. */
    protected final Tensor parameter(String name, Tensor initial) {
        Tensor stored = initial.rank() == 4 ? initial.channelsLast() : initial;
        // A copy of its own, so that no view into an initialiser's storage is shared.
        Tensor own = stored.copy().requiresGrad(true).keep();
        declare(parameters, name, own);
        return own;
    }

    /** Declares a tensor that is saved with the network but not learned. */
    protected final Tensor buffer(String name, Tensor initial) {
        Tensor own = initial.copy().keep();
        declare(buffers, name, own);
        return own;
    }

    protected final <T extends ParameterTree> T child(String name, T child) {
        declare(children, name, child);
        return child;
    }

    private static <T> void declare(Map<String, T> among, String name, T value) {
        Require.that(!name.contains("."), "a name in a parameter tree has no dot: " + name);
        Require.that(among.put(name, value) == null, "declared twice: " + name);
    }

    /** Learned tensors by dotted name. */
    public final Map<String, Tensor> namedParameters() {
        return collected(true, false);
    }

    /** Learned tensors and buffers by dotted name: all that a weights file holds. */
    public final Map<String, Tensor> namedTensors() {
        return collected(true, true);
    }

    public final Map<String, Tensor> namedBuffers() {
        return collected(false, true);
    }

    public final List<Tensor> parameters() {
        return new ArrayList<>(namedParameters().values());
    }

    private Map<String, Tensor> collected(boolean withParameters, boolean withBuffers) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        collect("", found, withParameters, withBuffers);
        return Collections.unmodifiableMap(found);
    }

    private void collect(String prefix, Map<String, Tensor> found, boolean withParameters, boolean withBuffers) {
        if (withParameters) {
            parameters.forEach((name, tensor) -> found.put(prefix + name, tensor));
        }
        if (withBuffers) {
            buffers.forEach((name, tensor) -> found.put(prefix + name, tensor));
        }
        children.forEach((name, child) -> child.collect(prefix + name + ".", found, withParameters, withBuffers));
    }

    /** This tree by the name {@code ""}, and all below it by their dotted names. */
    final Map<String, ParameterTree> namedTrees() {
        Map<String, ParameterTree> found = new LinkedHashMap<>();
        found.put("", this);
        children.forEach((name, child) -> child.namedTrees()
                .forEach((below, tree) -> found.put(below.isEmpty() ? name : name + "." + below, tree)));
        return found;
    }

    /** Number of learned values. */
    public final long parameterCount() {
        return parameters().stream().mapToLong(Tensor::count).sum();
    }

    /** Where it computes, and what it is given must lie; of a tree without tensors the default device. */
    public final Device device() {
        Optional<Tensor> any = anyTensor();
        return any.map(Tensor::device).orElseGet(DefaultDevice::get);
    }

    private Optional<Tensor> anyTensor() {
        return Stream.of(parameters.values(), buffers.values())
                .flatMap(Collection::stream)
                .findFirst()
                .or(() -> children.values().stream()
                        .flatMap(child -> child.anyTensor().stream())
                        .findFirst());
    }

    /** A network that was just made, on the calling thread's {@link DefaultDevice}; returns it. */
    public static <N extends ParameterTree> N placed(N network) {
        network.to(DefaultDevice.get());
        return network;
    }

    /**
     * Moves every tensor to {@code device}, in place. Before an optimiser is made for them, as its own tensors stay where they
     * are.
     */
    public final void to(Device device) {
        namedTensors().values().forEach(tensor -> tensor.moveTo(device));
    }

    /** Overwrites every tensor by the one of the same name in {@code other}, a tree of the same structure. */
    public final void copyFrom(ParameterTree other) {
        Map<String, Tensor> sources = other.namedTensors();
        namedTensors().forEach((name, tensor) -> {
            Tensor source = sources.get(name);
            Require.that(source != null, "the other network has no tensor " + name);
            tensor.copyFrom(source);
        });
    }

    /** Says whether layers that behave differently in training (batch norm) are to do so. Returns nothing new. */
    public final void training(boolean on) {
        training = on;
        children.values().forEach(child -> child.training(on));
    }

    protected final boolean isTraining() {
        return training;
    }

    /** Whether its tensors are gone. */
    public final boolean isClosed() {
        return closed;
    }

    /** Frees all tensors; once more does nothing. */
    @Override
    public final void close() {
        closed = true;
        parameters.values().forEach(Tensor::close);
        buffers.values().forEach(Tensor::close);
        children.values().forEach(ParameterTree::close);
    }
}
