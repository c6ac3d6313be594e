package dev.ganvas.cli;

import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@InGroup(Group.MANAGE)
@Command(
        name = "completion",
        description = "Prints a script by which the shell completes verbs and options.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:  ganvas completion bash > ~/.ganvas-completion && echo '. ~/.ganvas-completion' >> ~/.bashrc",
            "Example:  ganvas completion zsh > ~/.ganvas-completion && echo '. ~/.ganvas-completion' >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    /** Shells that the script is for; it finds out by itself which of them runs it. */
    enum Shell {
        bash,
        zsh
    }

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        out.println("# What " + shell + " needs to complete ganvas; made by 'ganvas completion " + shell + "'.");
        out.print(AutoComplete.bash("ganvas", command.root().commandLine()));
        out.flush();
        return 0;
    }
}
