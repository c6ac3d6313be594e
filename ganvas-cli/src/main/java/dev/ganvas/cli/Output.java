package dev.ganvas.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a verb's words go: results to standard output, as text or JSON; everything said on the way to standard error. */
final class Output {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** A line of the result for people; left out when JSON was asked for. */
    void say(String text) {
        if (!json) {
            out().println(text);
            out().flush();
        }
    }

    /** A line about the work going on. */
    void note(String text) {
        err().println(text);
        err().flush();
    }

    /** The result for machines; left out when it was not asked for. */
    void result(Object value) {
        if (json) {
            try {
                out().println(JSON.writeValueAsString(value));
                out().flush();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("results are plain records and maps", e);
            }
        }
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
