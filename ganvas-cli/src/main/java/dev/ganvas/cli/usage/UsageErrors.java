package dev.ganvas.cli.usage;

import dev.ganvas.cli.terminal.Shell;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage in two lines: what is wrong, and where the help is. */
public final class UsageErrors implements IParameterExceptionHandler {
    private static final int SUGGESTIONS = 3;

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine verb = failure.getCommandLine();
        PrintWriter err = verb.getErr();
        err.println("ganvas: " + explained(failure));
        err.println("See '" + verb.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static String explained(ParameterException failure) {
        if (failure.getCause() instanceof InvalidPathException path) {
            return Failures.explained(path);
        }
        String message = firstLine(failure);
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return message;
        }
        List<String> unknown = unmatched.getUnmatched();
        Optional<String> hint =
                ForeignOptions.hint(failure.getCommandLine().getCommandSpec(), unknown);
        if (hint.isPresent()) {
            return "there is no option " + hint.get();
        }
        List<String> similar = unmatched.getSuggestions();
        return (unmatched.isUnknownOption() ? "there is no option " : "nothing is expected here: ")
                + Shell.quote(unknown.get(0))
                + (similar.isEmpty()
                        ? "."
                        : "; did you mean "
                                + String.join(" or ", similar.subList(0, Math.min(SUGGESTIONS, similar.size()))) + "?");
    }

    private static String firstLine(ParameterException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("wrong usage");
    }
}
