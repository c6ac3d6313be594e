package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.error.GanvasException;
import dev.ganvas.server.work.Verbs;
import dev.ganvas.server.work.WorkerLoop;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** A process of {@code ganvas serve} that does verbs: those of the command line, as the command line does them. */
final class WorkerMain implements Verbs {
    private final LiveDrawing drawing = new LiveDrawing();
    private volatile Optional<Progress> progress = Optional.empty();

    private WorkerMain() {
        PhaseBar.tell((phase, done, total) -> progress.ifPresent(listener -> listener.at(phase, done, total)));
    }

    public static void main(String[] arguments) throws InterruptedException {
        OutputStream toServer = System.out;
        // Whatever else prints must not come between the messages.
        System.setOut(System.err);
        WorkerLoop.serve(System.in, toServer, new WorkerMain());
    }

    @Override
    public int run(List<String> commandLine, PrintWriter out, PrintWriter err, Progress listener) {
        progress = Optional.of(listener);
        try {
            return commandLine.get(0).equals(LiveDrawing.WORD)
                    ? drawing.run(commandLine, out, err)
                    : Main.run(out, err, commandLine.toArray(String[]::new));
        } finally {
            progress = Optional.empty();
            Interruption.request(false);
        }
    }

    @Override
    public void stop() {
        Interruption.request(true);
    }

    /** Unpacks and loads libtorch, which takes turns with other processes. */
    @Override
    public void warmUp() {
        try {
            NativeLibrary.load();
        } catch (GanvasException e) {
            LoggerFactory.getLogger(WorkerMain.class).error("libtorch cannot be loaded", e);
        }
    }
}
