package dev.ganvas.cli.usage;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/** Lists verbs by their {@link Group}, within it in the order in which they are declared. Groups without verbs are left out. */
public final class GroupedVerbs implements IHelpSectionRenderer {
    private static final int INDENT = 2;

    @Override
    public String render(Help help) {
        List<Help> verbs = new ArrayList<>(help.subcommands().values());
        int widest = verbs.stream()
                .mapToInt(verb -> verb.commandSpec().name().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Group group : Group.values()) {
            List<Help> members =
                    verbs.stream().filter(verb -> groupOf(verb) == group).toList();
            if (!members.isEmpty()) {
                text.append(String.format("%n%s:%n", group.heading())).append(table(help, members, widest));
            }
        }
        return text.toString();
    }

    private static Group groupOf(Help verb) {
        InGroup group = verb.commandSpec().userObject().getClass().getAnnotation(InGroup.class);
        if (group == null) {
            throw new IllegalStateException(verb.commandSpec().name() + " has no @InGroup");
        }
        return group.value();
    }

    private static String table(Help help, List<Help> members, int widest) {
        int names = INDENT + widest;
        int width = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(names, INDENT, Overflow.SPAN),
                new Column(width - names, INDENT, Overflow.WRAP));
        for (Help verb : members) {
            String[] description = verb.commandSpec().usageMessage().description();
            table.addRowValues(verb.commandSpec().name(), description.length == 0 ? "" : description[0]);
        }
        return table.toString();
    }
}
