package dev.ganvas.page;

import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A page of one file that needs no network and no script, readable in light and dark.
 *
 * @param title of the window and of the page
 * @param subtitle a line below it
 * @param body what follows
 */
public record Page(String title, String subtitle, List<Html> body) {
    /** Even if a name slipped through the escaping, the page may run and fetch nothing. */
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    public Page {
        body = List.copyOf(body);
    }

    /** A part of a page under a heading of its own; nothing where there is nothing to show. */
    public static Html section(String title, Html content) {
        return content.isEmpty()
                ? content
                : Html.tag("section").of(Html.tag("h2").of(title), content);
    }

    /** A table with a heading; rows come from {@link #row}. */
    public static Html table(String title, List<Html> rows) {
        return Html.tag("section")
                .of(
                        Html.tag("h3").of(title),
                        rows.isEmpty() ? note("none") : Html.tag("table").of(rows));
    }

    /** A row of a table. */
    public static Html row(String name, Html value) {
        return Html.tag("tr").of(Html.tag("th").of(name), Html.tag("td").of(value));
    }

    /** A remark that stands out. */
    public static Html note(String text) {
        return Html.tag("p").with("class", "note").of(text);
    }

    /**
     * A picture, embedded, that may be given further attributes.
     *
     * @param file PNG or GIF
     * @param alternative what it shows, for those who cannot see it
     */
    public static Html.Tag picture(Path file, String alternative) throws IOException {
        return picture(Files.readAllBytes(file), file.toString().endsWith(".gif") ? "gif" : "png", alternative);
    }

    /**
     * As above, of a file in memory.
     *
     * @param type of the file as it is called after {@code image/}, such as {@code jpeg}
     */
    public static Html.Tag picture(byte[] file, String type, String alternative) {
        return Html.tag("img")
                .with("alt", alternative)
                .with(
                        "src",
                        "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(file));
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, markup());
    }

    private String markup() throws IOException {
        Html header =
                Html.tag("header").of(Html.tag("h1").of(title), Html.tag("p").of(subtitle));
        Html head = Html.tag("head")
                .of(
                        Html.tag("meta").with("charset", "utf-8").of(),
                        Html.tag("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1")
                                .of(),
                        Html.tag("meta")
                                .with("http-equiv", "Content-Security-Policy")
                                .with("content", POLICY)
                                .of(),
                        Html.tag("title").of(title),
                        Html.tag("style").of(Html.trusted(style())));
        Html whole = Html.tag("html")
                .with("lang", "en")
                .of(head, Html.tag("body").of(Html.tag("main").of(header, Html.join(body))));
        return "<!DOCTYPE html>\n" + whole.markup() + "\n";
    }

    private static String style() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            return new String(Objects.requireNonNull(in, "page.css").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
