package dev.ganvas.model;

import java.util.List;

/**
 * The page for people that travels with a model, {@code card.md}.
 *
 * @param title what it is
 * @param method how it learned
 * @param protocol how its figures were measured
 * @param figures in the order of the table
 * @param limits what it cannot do
 * @param origin where it comes from
 */
public record Card(String title, String method, String protocol, List<Row> figures, String limits, Provenance origin) {
    public Card {
        figures = List.copyOf(figures);
    }

    /**
     * A figure.
     *
     * @param name in words
     * @param value with its unit
     * @param meaning what it says, and what is better
     */
    public record Row(String name, String value, String meaning) {}

    /** The page, in Markdown. */
    public String toMarkdown() {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(title).append("\n\n").append(method).append("\n\n");
        page.append("## Data\n\n").append(data()).append("\n\n");
        page.append("## Figures\n\n").append(protocol).append("\n\n");
        page.append("| figure | value | what it says |\n|---|---|---|\n");
        for (Row row : figures) {
            page.append("| ")
                    .append(row.name())
                    .append(" | ")
                    .append(row.value())
                    .append(" | ")
                    .append(row.meaning())
                    .append(" |\n");
        }
        page.append("\n## Limits\n\n").append(limits).append("\n");
        page.append("\n## Origin\n\nTrained by Ganvas ").append(origin.version());
        page.append(origin.date().isEmpty() ? ".\n" : ", begun " + origin.date() + ".\n");
        origin.from().ifPresent(from -> page.append("Began with the weights of ")
                .append(from.name())
                .append(", SHA-256 `")
                .append(from.weightsSha256())
                .append("`.\n"));
        page.append("`provenance.json` has every setting and the machine.\n");
        return page.toString();
    }

    private String data() {
        Provenance.Data data = origin.data();
        String classes = data.classes().isEmpty() ? "" : ", " + data.classes().size() + " classes";
        return data.name() + ": " + data.pictures() + " pictures" + classes + ". Content hash `" + data.contentSha256()
                + "`.\n\n## Licence\n\n"
                + data.licence()
                        .orElse(
                                "Not stated. Whoever trained this model knows the pictures' terms and has to keep them.");
    }
}
