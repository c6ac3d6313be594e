package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Origins, compressed classifiers and generated pictures to learn from, as a person meets them. */
class LearnedVerbsTest {
    @TempDir
    static Path folder;

    private static Path pictures;

    @BeforeAll
    static void paint() throws IOException {
        pictures = folder.resolve("pictures");
        try (Toybox toys = Toybox.open("toybox:face,animal?n=24&size=32")) {
            for (int i = 0; i < toys.count(); i++) {
                String name = toys.classes().get(toys.label(i).orElseThrow());
                Pictures.writePng(pictures.resolve(name + "/" + i + ".png"), toys.read(i), Origin.real());
            }
        }
    }

    @Test
    void originsAreTakenFromLabelsAndNeverGuessed() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        assertThat(MainTest.ganvas("generate", "toybox-faces", "--out", mixed.resolve("drawn"), "-n", 1)
                        .code())
                .isZero();
        Files.copy(pictures.resolve("face/0.png"), mixed.resolve("painted.png"));
        byte[] whole = Files.readAllBytes(mixed.resolve("painted.png"));
        Files.write(mixed.resolve("bad.png"), Arrays.copyOf(whole, 60));
        MainTest.Said said = MainTest.ganvas("recognize", mixed, "--what", "origin", "--json");
        assertThat(said.code()).isEqualTo(Main.FAILED);
        assertThat(said.err()).contains("bad.png");
        JsonNode found = new ObjectMapper().readTree(said.out()).path("pictures");
        assertThat(found.findValuesAsText("answer")).containsExactlyInAnyOrder("generated", "unknown");
        assertThat(found.findValuesAsText("certainty")).containsExactlyInAnyOrder("certain", "none");
        MainTest.Said csv = MainTest.ganvas("recognize", mixed.resolve("painted.png"), "--what", "origin", "--csv");
        assertThat(csv.out().lines()).first().isEqualTo("file,answer,certainty,because");
        assertThat(csv.out()).contains(",unknown,none,\"its file says nothing, and");
    }

    @Test
    @Tag("slow")
    void generatedPicturesAreComparedAndAModelCompressed() throws IOException {
        Path out = folder.resolve("with");
        MainTest.Said said = MainTest.ganvas(
                "train",
                pictures,
                "--task",
                "classify",
                "--out",
                out,
                "--classifier-width",
                24,
                "--images",
                64,
                "--synthetic",
                pictures,
                "--synthetic-seeds",
                1,
                "--threads",
                1,
                "--precision",
                "fp32",
                "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(said.out());
        assertThat(json.at("/gain/gain_low").isNumber()).isTrue();
        assertThat(json.path("verdict").asText()).isIn("gain", "no gain", "loss");
        assertThat(out.resolve("best.ganvas")).exists();
        Path small = folder.resolve("small");
        MainTest.Said compressed = MainTest.ganvas(
                "compress",
                out.resolve("best.ganvas"),
                "--to",
                0.6,
                "--data",
                pictures,
                "--out",
                small,
                "--images",
                64,
                "--threads",
                1,
                "--precision",
                "fp32");
        assertThat(compressed.code()).as(compressed.err()).isZero();
        assertThat(compressed.out()).contains("million multiply-adds", "Parameters: ", "compressed.ganvas");
        assertThat(MainTest.ganvas("recognize", pictures, "--model", small.resolve("compressed.ganvas"))
                        .code())
                .isZero();
    }

    @Test
    void wrongUsageIsRefused() throws IOException {
        Path out = folder.resolve("no");
        for (String generated : List.of(
                "toybox-faces",
                "toybox:vehicle?n=8",
                pictures.resolve("nowhere").toString())) {
            assertRefused(
                    "",
                    "train",
                    pictures,
                    "--task",
                    "classify",
                    "--out",
                    out,
                    "--images",
                    64,
                    "--synthetic",
                    generated);
        }
        assertRefused("--synthetic", "train", pictures, "--task", "classify", "--out", out, "--synthetic-seeds", 2);
        assertRefused(
                "seeds",
                "train",
                pictures,
                "--task",
                "classify",
                "--out",
                out,
                "--synthetic",
                pictures,
                "--synthetic-seeds",
                0);
        assertRefused("--task classify", "train", pictures, "--out", out, "--synthetic", pictures);
        assertRefused("--generator MODEL", "train", pictures, "--task", "origin", "--out", out);
        assertRefused("", "train", pictures, "--task", "origin", "--out", out, "--generator", pictures);
        assertRefused("--threshold", "recognize", pictures, "--what", "origin", "--threshold", 0.5);
        assertRefused("does not tell", "recognize", pictures, "--what", "origin", "--model", "cifar10-classifier");
        assertRefused("0.05 and 0.95", "compress", "cifar10-classifier", "--to", 2, "--data", pictures, "--out", out);
        assertRefused(
                "--size",
                "compress",
                "cifar10-classifier",
                "--to",
                0.5,
                "--data",
                pictures,
                "--out",
                out,
                "--size",
                64);
        assertRefused("only classifiers", "compress", "restore-denoise", "--to", 0.5, "--data", pictures, "--out", out);
        assertRefused(
                "only classifiers", "compress", "cifar10-features", "--to", 0.5, "--data", pictures, "--out", out);
        assertRefused(
                "its own classes", "compress", "cifar10-classifier", "--to", 0.5, "--data", pictures, "--out", out);
        assertRefused("goes with", "evaluate", "toybox-faces", pictures, "--accuracy-budget", "1m");
        assertRefused("one of generators", "evaluate", "cifar10-classifier", pictures, "--accuracy-score");
        assertRefused("no classes", "evaluate", "toybox-faces", pictures, "--accuracy-score");
    }

    private static void assertRefused(String words, Object... arguments) {
        MainTest.Said said = MainTest.ganvas(arguments);
        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("\tat ", "defect");
        assertThat(said.err().lines().filter(line -> line.startsWith("ganvas: ")))
                .hasSize(1);
    }
}
