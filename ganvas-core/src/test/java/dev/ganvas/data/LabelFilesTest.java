package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of labels as other programs write them. */
class LabelFilesTest {
    @TempDir
    Path temporary;

    private PictureSource open(String name, byte[] labels, String... pictures) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String picture : pictures) {
            files.put(picture, DataFiles.png(10 + files.size()));
        }
        files.put(name, labels);
        return Sources.open(DataFiles.folder(Files.createTempDirectory(temporary, "set"), files)
                .toString());
    }

    /** Class names by picture, {@code ?} for none. */
    private static String classes(PictureSource source) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < source.count(); i++) {
            int label = source.label(i).orElse(-1);
            names.append(label < 0 ? "?" : source.classes().get(label)).append(' ');
        }
        return names.toString().strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file;label|00.png;cat|01.png;dog",
                "file\tlabel|01.png\tdog|00.png\tcat",
                ",file,label|0,00.png,cat|1,01.png,dog",
                "label,file|cat,00.png|dog,01.png",
                "file,label|00,cat|01,dog",
                "file,label|00.PNG,cat|01.Png,dog",
                "file,label|/home/me/set/00.png,cat|/home/me/set/01.png,dog",
                "file,width,breed|00.png,8,cat|01.png,8,dog",
                "00.png,cat|01.png,dog"
            })
    void tablesOfEveryShape(String table) throws Exception {
        try (PictureSource source = open("Labels.csv", DataFiles.text(table.replace('|', '\n')), "00.png", "01.png")) {
            assertThat(classes(source)).isEqualTo("cat dog");
            assertThat(source.leftOut()).isEmpty();
        }
    }

    @Test
    void tablesInOtherCharacterSetsAndFolders() throws Exception {
        String table = "file,label\n00.png,狗\n01.png,猫\n";
        for (Charset charset : List.of(Charset.forName("GBK"), StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            try (PictureSource source = open("labels.csv", table.getBytes(charset), "00.png", "01.png")) {
                assertThat(classes(source)).as(charset.name()).isEqualTo("狗 猫");
            }
        }
        try (PictureSource source = open("labels.csv", DataFiles.text(table), "images/00.png", "images/01.png")) {
            assertThat(classes(source)).isEqualTo("狗 猫");
        }
        try (PictureSource source = open(
                "labels.csv",
                DataFiles.text("id,breed\n1a,pug\n2a,beagle\n"),
                "train/1a.jpg",
                "train/2a.jpg",
                "test/1b.jpg")) {
            assertThat(classes(source)).isEqualTo("pug beagle");
            assertThat(source.parts()).containsExactly("train", "test");
        }
    }

    @Test
    void huggingFacesMetadataIsReadWhenItHasLabels() throws Exception {
        try (PictureSource source = open(
                "metadata.csv",
                DataFiles.text("file_name,label\nimages/0.png,cat\nimages/1.png,dog\n"),
                "images/0.png",
                "images/1.png")) {
            assertThat(classes(source)).isEqualTo("cat dog");
        }
        try (PictureSource source = open(
                "metadata.csv", DataFiles.text("file_name,text\n0.png,A cat.\n1.png,A dog.\n"), "0.png", "1.png")) {
            assertThat(source.classes()).isEmpty();
            assertThat(source.notes()).anyMatch(note -> note.contains("no column of labels"));
        }
    }

    @Test
    void aTableOfSomethingElseLeavesTheFoldersOrIsAnError() throws Exception {
        byte[] names = DataFiles.text("ClassId,Name\n0,Speed limit\n1,Stop\n");
        try (PictureSource source = open("labels.csv", names, "0/000.png", "1/000.png")) {
            assertThat(classes(source)).isEqualTo("0 1");
            assertThat(source.notes()).anyMatch(note -> note.contains("names none of the pictures"));
        }
        assertThatThrownBy(() -> open("labels.csv", names, "000.png", "002.png"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("labels.csv", "names none of the pictures", "1,Stop", "000.png");
    }

    @Test
    void nothingIsDroppedSilently() throws Exception {
        byte[] table = DataFiles.text("file,label\n0.png,cat\n0.png,dog\n1.png,\ngone.png,cat\n");
        try (PictureSource source = open("labels.csv", table, "0.png", "1.png", "2.png")) {
            assertThat(classes(source)).isEqualTo("dog ? ?");
            assertThat(source.notes())
                    .containsExactly("labels.csv gives 1 picture another label in a later line; the last line counts");
            assertThat(source.leftOut()).containsExactly(Map.entry("gone.png", "labelled but missing"));
        }
        try (PictureSource shared =
                open("labels.csv", DataFiles.text("0.png,cat\nb/1.png,dog\n"), "a/0.png", "b/0.png", "b/1.png")) {
            assertThat(classes(shared)).isEqualTo("? ? dog");
            assertThat(shared.leftOut()).containsExactly(Map.entry("0.png", "labelled but missing"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"0.png\", 1.0], [\"1.png\", 0.0]]",
                "[[\"0.png\", \"1\"], [\"1.png\", \"0\"]]",
                "[[\"0.png\", [0, 1]], [\"1.png\", [1, 0]]]",
                "{\"0.png\": 1, \"1.png\": 0}"
            })
    void numbersHoweverTheyAreWritten(String labels) throws Exception {
        try (PictureSource source =
                open("dataset.json", DataFiles.text("{\"labels\": " + labels + "}"), "0.png", "1.png")) {
            assertThat(classes(source)).isEqualTo("1 0");
        }
    }

    @Test
    void whatIsNoClassIsSaid() throws Exception {
        for (String label : List.of("[0.1, 0.2, 0.9]", "[1, 1]", "0.5")) {
            byte[] json = DataFiles.text("{\"labels\": [[\"0.png\", " + label + "], [\"1.png\", " + label + "]]}");
            try (PictureSource source = open("dataset.json", json, "0.png", "1.png")) {
                assertThat(source.classes()).isEmpty();
                assertThat(source.notes()).anyMatch(note -> note.contains("not classes"));
            }
        }
        byte[] unrelated = DataFiles.text("{\"title\": \"my pets\"}");
        try (PictureSource source = open("dataset.json", unrelated, "cat/0.png", "dog/1.png")) {
            assertThat(classes(source)).isEqualTo("cat dog");
            assertThat(source.kind()).isEqualTo("folder");
        }
        byte[] gaps = DataFiles.text("{\"labels\": [[\"0.png\", -1], [\"1.png\", 2], [\"2.png\", null]],"
                + " \"class_names\": [\"a\", \"b\", \"c\"]}");
        try (PictureSource source = open("dataset.json", gaps, "0.png", "1.png", "2.png")) {
            assertThat(classes(source)).isEqualTo("? c ?");
            assertThat(source.notes()).containsExactly("2 classes have no picture and are left out: a, b");
        }
    }
}
