package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.server.kind.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The studio's files: all that a page names is there, and nothing comes from elsewhere. */
class StudioFilesTest {
    private static final String FOLDER = "/dev/ganvas/server/studio/";

    /** Of the packages preact 11.2.0, htm 3.1.1 and uplot 1.6.32, without the line that names a map of sources. */
    private static final Map<String, String> VENDOR = Map.of(
            "vendor/preact.mjs", "225d7a773766e6fb2cfcc45274fe41d2059f5782f3f2c4569aa5132a2d3a2902",
            "vendor/htm.mjs", "ab33dd3f38059b9be4d5f5350128eefb2356639c4e0bbe9d9e8b3ba75847e9e4",
            "vendor/uPlot.iife.min.js", "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
            "vendor/uPlot.min.css", "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04");

    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export) .*?from '(\\./[^']+)';$");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:https?:)?//(?!www\\.w3\\.org/)[a-z0-9.-]+\\.[a-z]{2,}");
    private static final Pattern SPOKEN = Pattern.compile("\\bt\\('([^']+)'\\)");

    private static byte[] file(String name) throws IOException {
        try (InputStream in = StudioFilesTest.class.getResourceAsStream(FOLDER + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    private static String text(String name) throws IOException {
        return new String(file(name), StandardCharsets.UTF_8);
    }

    /** All scripts that the page's own leads to. */
    private static Set<String> scripts() throws IOException {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("main.js"));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (seen.add(name)) {
                Matcher imports = IMPORT.matcher(text(name));
                while (imports.find()) {
                    open.add(imports.group(1).substring(2));
                }
            }
        }
        return seen;
    }

    @Test
    void everyScriptIsThere() throws IOException {
        assertThat(scripts()).contains("api.js", "form.js", "job.js", "mask.js", "vendor/preact.mjs", "vendor/htm.mjs");
        assertThat(text("index.html")).contains("/studio/main.js", "/studio/studio.css", "/studio/icon.svg");
        file("studio.css");
        file("icon.svg");
    }

    @Test
    void nothingComesFromElsewhere() throws IOException {
        List<String> names = new ArrayList<>(scripts());
        names.addAll(List.of("index.html", "studio.css", "icon.svg"));
        for (String name : names) {
            assertThat(ELSEWHERE.matcher(text(name)).find()).as(name).isFalse();
            assertThat(text(name)).as(name).doesNotContain("eval(", "new Function");
        }
    }

    @Test
    void librariesAreTheOnesThatWereChosen() throws IOException, NoSuchAlgorithmException {
        for (Map.Entry<String, String> library : VENDOR.entrySet()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file(library.getKey()));
            assertThat(HexFormat.of().formatHex(hash)).as(library.getKey()).isEqualTo(library.getValue());
        }
        assertThat(text("vendor/preact.LICENSE.txt")).contains("MIT");
        assertThat(text("vendor/htm.LICENSE.txt")).contains("Apache License");
        assertThat(text("vendor/uPlot.LICENSE.txt")).contains("MIT");
    }

    @Test
    void whatIsSaidIsSaidInChineseToo() throws IOException {
        String words = text("words.js");
        Set<String> missing = new TreeSet<>();
        for (String name : scripts()) {
            Matcher spoken = SPOKEN.matcher(name.startsWith("vendor/") ? "" : text(name));
            while (spoken.find()) {
                if (!words.contains("'" + spoken.group(1) + "': '")) {
                    missing.add(spoken.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatTheServerSaysOfItsOptionsIsThereInChinese() throws IOException {
        String hints = text("hints.js");
        assertThat(Kinds.ofVerbs().all())
                .allSatisfy(kind -> assertThat(kind.options()).allSatisfy(option -> assertThat(hints)
                        .as("%s of %s", option.name(), kind.name())
                        .containsAnyOf("'" + option.about() + "': '", "\"" + option.about() + "\": '")));
    }
}
