package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.StringIValueMap;
import org.bytedeco.pytorch.TupleElements;
import org.bytedeco.pytorch.global.torch;

/**
 * A network in a TorchScript file, as {@code torch.jit.save} writes them.
 *
 * <p>Such a file holds a program. Reading one checks that it is whole, with the limits below, before any native code sees
 * it; that does not make a file from a stranger safe to run. Owns native memory until closed; not for several threads at
 * once; a closed one is an {@link EngineException} to use.
 */
public final class TorchScriptModule implements AutoCloseable {
    /** A larger file is refused. */
    public static final long MAX_BYTES = 1L << 30;

    /** More entries in the file's archive are refused. */
    public static final int MAX_ENTRIES = 100_000;

    private static final int BUFFER = 1 << 16;

    /** PyTorch reads programs of this package alone. */
    private static final String PROGRAM_NAME = "__torch__.Network";

    private final JitModule module;

    private TorchScriptModule(JitModule module) {
        this.module = module;
    }

    /** As {@link #load(Path, Device)}, onto the CPU. */
    public static TorchScriptModule load(Path file) throws IOException {
        return load(file, Device.CPU);
    }

    /**
     * Reads a file; the network is then in evaluation mode.
     *
     * @param device where it is to compute
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is damaged, beyond a limit, or no TorchScript
     */
    public static TorchScriptModule load(Path file, Device device) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException(file + ": no such file; give a TorchScript file, which usually ends in .pt");
        }
        check(file);
        try (Scope scope = Scope.open()) {
            JitModule module = torch.load(file.toString(), new DeviceOptional(device.self()), true);
            module.eval();
            module.retainReference();
            return new TorchScriptModule(module);
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            String reason = NativeErrors.translated("it", e).getMessage().substring("it: ".length());
            throw new MalformedFileException(file, "libtorch cannot read it as TorchScript: " + reason, e);
        }
    }

    /**
     * Makes a network of a program.
     *
     * @param weights by name, which is one of a variable; the program has them as {@code self.NAME}
     * @param program the method {@code forward} in TorchScript, whose arguments and answers are tensors
     * @throws EngineException when libtorch does not understand it
     */
    public static TorchScriptModule define(Map<String, Tensor> weights, String program) {
        NativeLibrary.load();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            JitModule module = new JitModule(new QualifiedName(PROGRAM_NAME));
            weights.forEach((name, tensor) ->
                    module.register_parameter(name, tensor.detach().contiguous().self, false));
            module.define(program);
            module.eval();
            module.retainReference();
            return new TorchScriptModule(module);
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw lastLine(e, List.of());
        }
    }

    /** Writes a file that {@link #load} and PyTorch read. */
    public void save(Path file) throws IOException {
        try {
            module.save(file.toString());
        } catch (RuntimeException e) {
            throw new IOException("libtorch cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads the whole archive by Java's means, checksums included: libtorch's reader is not made for damaged files. */
    private static void check(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new MalformedFileException(file, "is above the limit of " + (MAX_BYTES >> 20) + " MiB");
        }
        boolean program = false;
        boolean data = false;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new MalformedFileException(file, "holds more than " + MAX_ENTRIES + " entries");
            }
            byte[] buffer = new byte[BUFFER];
            long unpacked = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                unpacked += lengthOf(zip, entry, buffer, MAX_BYTES - unpacked);
                if (unpacked > MAX_BYTES) {
                    throw new MalformedFileException(file, "unpacks to more than " + (MAX_BYTES >> 20) + " MiB");
                }
                program |= entry.getName().contains("/code/");
                data |= entry.getName().endsWith("/data.pkl");
            }
        } catch (ZipException | EOFException e) {
            throw new MalformedFileException(
                    file, "is damaged or no TorchScript (" + e.getMessage() + "); fetch or save it again", e);
        }
        if (!program || !data) {
            throw new MalformedFileException(
                    file, "is a zip, but holds no TorchScript program; save the network with torch.jit.save");
        }
    }

    /** Bytes of an entry, read to its end or until there are more than {@code most}. */
    private static long lengthOf(ZipFile zip, ZipEntry entry, byte[] buffer, long most) throws IOException {
        long length = 0;
        try (InputStream in = new CheckedEntry(zip.getInputStream(entry), entry)) {
            for (int read = in.read(buffer); read >= 0 && length <= most; read = in.read(buffer)) {
                length += read;
            }
        }
        return length;
    }

    /**
     * Runs the network without gradients.
     *
     * @param input the one positional argument
     * @param flags names of boolean arguments to set
     * @return its output, in the open scope
     * @throws EngineException when the network refuses the input or returns anything but one tensor
     */
    public Tensor forward(Tensor input, Set<String> flags) {
        requireOpen();
        try (NoGrad off = Autograd.noGrad()) {
            StringIValueMap named = new StringIValueMap();
            flags.forEach(flag -> named.put(new org.bytedeco.javacpp.BytePointer(flag), new IValue(true)));
            IValue output = module.forward(new IValueVector(new IValue(input.self)), named);
            if (!output.isTensor()) {
                throw new EngineException("The TorchScript network returned no single tensor, but a "
                        + output.tagKind().getString() + "; it is not the network that was expected.");
            }
            return new Tensor(output.toTensor());
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw lastLine(e, List.of(input));
        }
    }

    /**
     * Runs the network without gradients.
     *
     * @param inputs its positional arguments
     * @return its one output or the parts of its tuple, in the open scope
     * @throws EngineException when the network refuses the inputs or returns anything but tensors
     */
    public List<Tensor> forward(List<Tensor> inputs) {
        requireOpen();
        try (NoGrad off = Autograd.noGrad()) {
            IValueVector arguments = new IValueVector();
            inputs.forEach(input -> arguments.push_back(new IValue(input.self)));
            IValue output = module.forward(arguments);
            if (output.isTensor()) {
                return List.of(new Tensor(output.toTensor()));
            }
            if (!output.isTuple()) {
                throw new EngineException("The TorchScript network returned no tensors, but a "
                        + output.tagKind().getString() + ".");
            }
            List<Tensor> parts = new ArrayList<>();
            TupleElements elements = output.toTuple().elements();
            for (long i = 0; i < elements.size(); i++) {
                parts.add(new Tensor(elements.get(i).toTensor()));
            }
            return parts;
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw lastLine(e, inputs);
        }
    }

    private void requireOpen() {
        if (module.isNull()) {
            throw new EngineException("This TorchScript network was closed; load it again.");
        }
    }

    /** A failing script's trace comes first in libtorch's message, and what it says last. */
    private static EngineException lastLine(RuntimeException e, List<Tensor> operands) {
        String last = String.valueOf(e.getMessage())
                .lines()
                .filter(line -> line.contains("Error: "))
                .reduce((a, b) -> b)
                .orElse("");
        EngineException translated =
                NativeErrors.translated("the TorchScript network", e, operands.toArray(new Tensor[0]));
        return last.isEmpty() ? translated : new EngineException("the TorchScript network: " + last.strip(), e);
    }

    /** Frees the network now; once more does nothing. */
    @Override
    public void close() {
        module.deallocate();
    }
}
