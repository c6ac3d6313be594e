package dev.ganvas.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a verb's words go: results to standard output, as text or JSON; everything said on the way to standard error. */
public final class Output {
    /** Loaded when there is something to write: it takes a fifth of a second. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

        private Json() {}
    }

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Print results and warnings alone, no progress.")
    private boolean quiet;

    private final StatusLine status = new StatusLine(System.err);

    /** A line of the result for people; left out when JSON was asked for. */
    public void say(String text) {
        if (!json) {
            print(out(), text);
        }
    }

    /** A line about the work going on; left out when quiet was asked for. */
    public void note(String text) {
        if (!quiet) {
            print(err(), text);
        }
    }

    /** A line that is worth reading whatever was asked for. */
    public void warn(String text) {
        print(err(), text);
    }

    /** As {@link #warn}, and nothing moves any more. */
    void lastWords(String text) {
        status.end();
        print(err(), text);
    }

    /** The result for machines; left out when it was not asked for. */
    public void result(Object value) {
        if (json) {
            try {
                print(out(), Json.MAPPER.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("results are plain records and maps", e);
            }
        }
    }

    private void print(PrintWriter where, String text) {
        status.above(() -> {
            where.println(text);
            where.flush();
        });
    }

    /** Whether the result is printed as JSON. */
    public boolean isJson() {
        return json;
    }

    boolean isQuiet() {
        return quiet;
    }

    StatusLine status() {
        return status;
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
