package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchVerbTest {
    @TempDir
    static Path folder;

    private static Path photos;
    private static Path index;

    @BeforeAll
    static void index() throws IOException {
        photos = folder.resolve("photos");
        index = folder.resolve("index");
        try (Toybox toys = Toybox.open("toybox:face,vehicle?n=24&size=48")) {
            for (int i = 0; i < toys.count(); i++) {
                Path file = photos.resolve(toys.classes().get(toys.label(i).orElseThrow()));
                Pictures.writePng(file.resolve(i + ".png"), toys.read(i), Origin.real());
            }
        }
        Files.createDirectories(photos.resolve("copies"));
        Files.copy(first(), photos.resolve("copies/copy.png"));
        MainTest.Said said = MainTest.ganvas("search", "index", photos, "--into", index, "--approximate", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(json(said).path("added").asInt()).isEqualTo(25);
    }

    private static Path first() throws IOException {
        try (var files = Files.walk(photos.resolve("face"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static JsonNode json(MainTest.Said said) throws IOException {
        return new ObjectMapper().readTree(said.out());
    }

    @Test
    void aPictureFindsItself() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        for (String[] more : new String[][] {{}, {"--approximate"}}) {
            Object[] arguments = {"search", first(), "--index", index, "-k", 5, "--json", "--draw", sheet};
            Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
            System.arraycopy(more, 0, all, arguments.length, more.length);
            MainTest.Said said = MainTest.ganvas(all);
            assertThat(said.code()).as(said.err()).isZero();
            JsonNode matches = json(said).path("matches");
            assertThat(matches).hasSize(5);
            assertThat(matches.get(0).path("similarity").asDouble()).isGreaterThan(0.9999);
            assertThat(matches.get(0).path("id").asText())
                    .isIn(first().toString(), photos.resolve("copies/copy.png").toString());
        }
        assertThat(PictureDecoder.decode(sheet).width()).isGreaterThan(900);
    }

    @Test
    void duplicatesAndGroupsAreShownAndNothingIsDeleted() throws IOException {
        Path sheet = folder.resolve("duplicates.png");
        MainTest.Said said =
                MainTest.ganvas("search", "duplicates", photos, "--bits", 0, "--draw", sheet, "--json", "--quiet");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(json(said).path("groups").findValuesAsText("exact")).contains("true");
        assertThat(sheet).exists();
        assertThat(first()).exists();
        Path page = folder.resolve("groups.html");
        MainTest.Said grouped = MainTest.ganvas("search", "clusters", "--index", index, "-k", 2, "--out", page);
        assertThat(grouped.code()).as(grouped.err()).isZero();
        assertThat(grouped.out()).contains("group 1: ", "group 2: ", "silhouette");
        assertThat(Files.readString(page)).contains("Group 1", "Group 2").doesNotContain("Group 3");
    }

    @Test
    void whatIsRemovedIsGoneFromTheIndexAlone() throws IOException {
        Path other = folder.resolve("other");
        assertThat(MainTest.ganvas("search", "index", photos, "--into", other).code())
                .isZero();
        MainTest.Said said = MainTest.ganvas("search", "remove", first(), "nothing", "--index", other, "--json");
        assertThat(said.code()).isEqualTo(Main.FAILED);
        assertThat(json(said).path("removed")).hasSize(1);
        assertThat(json(said).path("unknown")).hasSize(1);
        assertThat(MainTest.ganvas("search", first(), "--index", other, "-k", 30)
                        .out())
                .doesNotContain(first() + "\n");
        assertThat(first()).exists();
    }

    @Test
    void wrongUsageAndBadFilesAreTold() throws IOException {
        assertThat(MainTest.ganvas("search").err()).contains("Name a picture and an index");
        assertThat(MainTest.ganvas("search", first()).code()).isEqualTo(2);
        assertThat(MainTest.ganvas("search", first(), "--index", folder.resolve("no"))
                        .err())
                .contains("There is no index");
        assertThat(MainTest.ganvas("search", first(), "--index", index, "-k", 0).code())
                .isEqualTo(2);
        MainTest.Said other = MainTest.ganvas("search", first(), "--index", index, "--model", "cifar10-classifier");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("cifar10-features", "not comparable");
        assertThat(MainTest.ganvas("search", "clusters", photos, "--out", "x.txt")
                        .err())
                .contains("--out");
        assertThat(MainTest.ganvas("search", "duplicates").err()).contains("either");
        Path broken = folder.resolve("broken/a.png");
        Files.createDirectories(broken.getParent());
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(first()), 60));
        MainTest.Said failed = MainTest.ganvas("search", "index", broken.getParent(), "--into", folder.resolve("b"));
        assertThat(failed.code()).isEqualTo(Main.FAILED);
        assertThat(failed.err()).contains("a.png: truncated PNG");
        assertThat(MainTest.ganvas("search", broken, "--index", index).code()).isEqualTo(Main.FAILED);
    }
}
