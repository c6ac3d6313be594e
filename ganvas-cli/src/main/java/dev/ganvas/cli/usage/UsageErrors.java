package dev.ganvas.cli.usage;

import dev.ganvas.cli.config.ConfiguredValue;
import dev.ganvas.cli.config.OptionDefaults;
import dev.ganvas.cli.terminal.Shell;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage in two lines: what is wrong, and where the help is. */
public final class UsageErrors implements IParameterExceptionHandler {
    private static final int SUGGESTIONS = 3;

    /** Converts an argument; picocli's own way shows the name of a Java exception. */
    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(Failures.explained(e));
        }
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine verb = failure.getCommandLine();
        PrintWriter err = verb.getErr();
        err.println("ganvas: " + explained(failure));
        configured(failure).ifPresent(value -> err.println("Configured:  " + value));
        err.println("See '" + verb.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** The value that is wrong, when it is not of the command line. */
    private static Optional<ConfiguredValue> configured(ParameterException failure) {
        return failure.getArgSpec() instanceof OptionSpec option
                        && failure.getCommandLine().getDefaultValueProvider() instanceof OptionDefaults defaults
                ? defaults.configuration().of(option).filter(value -> defaults.used()
                        .containsKey(value.key()))
                : Optional.empty();
    }

    private static String explained(ParameterException failure) {
        return unmatched(failure)
                .map(UsageErrors::explained)
                .orElseGet(() ->
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse("wrong usage"));
    }

    /** A misspelt option is mostly why a required one is missing, so it comes first. */
    private static Optional<UnmatchedArgumentException> unmatched(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return Optional.of(unmatched);
        }
        List<String> unknown = failure.getCommandLine().getUnmatchedArguments();
        return failure instanceof MissingParameterException && !unknown.isEmpty()
                ? Optional.of(new UnmatchedArgumentException(failure.getCommandLine(), unknown))
                : Optional.empty();
    }

    private static String explained(UnmatchedArgumentException unmatched) {
        List<String> unknown = unmatched.getUnmatched();
        Optional<String> hint = ForeignOptions.hint(unmatched.getCommandLine().getCommandSpec(), unknown);
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
}
