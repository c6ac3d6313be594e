package dev.ganvas.recognize.learn;

import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page about what generated pictures bring to a classifier. */
final class SyntheticPage {
    private SyntheticPage() {}

    static void write(Path file, SyntheticComparison.Result result) throws IOException {
        List<Html> tried = new ArrayList<>();
        result.tried()
                .forEach((ratio, accuracy) ->
                        tried.add(row(String.format(Locale.ROOT, "%s", ratio), accuracy.toTextWithInterval())));
        List<Html> gain = List.of(
                row("generated for each real picture", Double.toString(result.ratio())),
                row("trainings a side", Integer.toString(result.gain().trainings())),
                row("pictures measured by", Integer.toString(result.gain().pictures())),
                row("without and with", result.gain().toText()),
                row("so", result.verdict()),
                row("kept", result.generatedKept() ? "the model that learned from them" : "the model without them"));
        new Page(
                        "Do generated pictures help?",
                        "Trainings with and without generated pictures, in equal steps.",
                        List.of(
                                Page.section(
                                        "Chosen by one half of the pictures held out",
                                        Page.table("accuracy by generated pictures for each real one", tried)),
                                Page.section("Measured by the other half", Page.table("what they bring", gain))))
                .write(file);
    }

    private static Html row(String name, String value) {
        return Page.row(name, Html.text(value));
    }
}
