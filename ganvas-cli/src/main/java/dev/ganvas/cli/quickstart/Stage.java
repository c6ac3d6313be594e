package dev.ganvas.cli.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.Shell;
import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where scenes show what they have: {@code index.html}, which is written anew whenever something is added, the terminal, and
 * the result for {@code --json}.
 */
public final class Stage {
    private static final String PAGE = "index.html";

    private final Path folder;
    private final String version;
    private final Output output;
    private final Map<String, Html> sections = new LinkedHashMap<>();
    private final Map<String, String> machine = new LinkedHashMap<>();
    private final List<Html> next = new ArrayList<>();
    private final ObjectNode result = new ObjectMapper().createObjectNode();

    /**
     * @param folder where everything is written; it is made when something is
     * @param version of this program, which goes into every picture
     */
    public Stage(Path folder, String version, Output output) {
        this.folder = folder;
        this.version = version;
        this.output = output;
        result.put("page", page().toString());
    }

    /** Where everything is written. */
    public Path folder() {
        return folder;
    }

    /** Of this program. */
    public String version() {
        return version;
    }

    public Output output() {
        return output;
    }

    /** The page of all scenes. */
    public Path page() {
        return folder.resolve(PAGE);
    }

    /** Shows a part of the page, in the place of an older one with this title. */
    public void show(String title, Html content) throws IOException {
        sections.put(title, content);
        write();
    }

    /** Adds a line to what this machine can do. */
    public void found(String name, String value) {
        machine.put(name, value);
    }

    /**
     * Adds a command to those that a reader may type next.
     *
     * @param what it does
     * @param words of the command, the first of them the verb
     */
    public void suggest(String what, Object... words) {
        String command = Shell.ganvas(words);
        next.add(Html.tag("dt").of(what));
        next.add(Html.tag("dd").of(Html.tag("code").of(command)));
    }

    /** What programs are told, for {@code --json}; scenes add to it. */
    public ObjectNode result() {
        return result;
    }

    private void write() throws IOException {
        List<Html> body = new ArrayList<>();
        sections.forEach((title, content) -> body.add(Page.section(title, content)));
        List<Html> rows = new ArrayList<>();
        machine.forEach((name, value) -> rows.add(Page.row(name, Html.text(value))));
        if (!rows.isEmpty()) {
            body.add(Page.section("This machine", Page.table("what it can do", rows)));
        }
        if (!next.isEmpty()) {
            body.add(Page.section("What to type next", Html.tag("dl").of(next)));
        }
        new Page(
                        "Ganvas: the first minutes",
                        "All pictures on this page were made by programs; none is a photograph.",
                        body)
                .write(page());
    }
}
