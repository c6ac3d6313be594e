package dev.ganvas.data.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.DataFiles;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.Sources;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    @TempDir
    Path temporary;

    private Inspection inspect(Map<String, byte[]> files) throws Exception {
        Path folder = DataFiles.folder(temporary.resolve("set"), files);
        try (PictureSource source = Sources.open(folder.toString())) {
            return Inspection.of(source, ProgressListener.NONE);
        }
    }

    @Test
    void itCountsMeasuresAndFindsTwins() throws Exception {
        Picture picture = PictureFiles.gradient(64, 32);
        Picture slightlyBrighter = new Picture(64, 32, picture.rgb().clone());
        slightlyBrighter.rgb()[0]++;
        Map<String, byte[]> files = new TreeMap<>(Map.of(
                "a/1.png", PictureFiles.png(picture),
                "a/same.bmp", PictureFiles.encode(picture, "bmp"),
                "b/alike.png", PictureFiles.png(slightlyBrighter),
                "b/other.png", PictureFiles.png(Pictures.resize(PictureFiles.gradient(9, 9), 100, 200)),
                "b/bad.png", new byte[0],
                "b/note.txt", new byte[1]));
        Inspection inspection = inspect(files);
        InspectionReport report = inspection.report();
        assertThat(report.listed()).isEqualTo(5);
        assertThat(report.readable()).isEqualTo(4);
        assertThat(report.classes()).containsExactly(Map.entry("a", 2), Map.entry("b", 2));
        assertThat(report.sizes().width()).isEqualTo(new InspectionReport.Span(64, 64, 100));
        assertThat(report.sizes().height()).isEqualTo(new InspectionReport.Span(32, 32, 200));
        assertThat(report.sizes().aspect()).isEqualTo(new InspectionReport.Span(0.5, 2, 2));
        assertThat(report.sizes().shorterSide()).containsExactly(Map.entry("32-63", 3), Map.entry("64-127", 1));
        assertThat(report.exactDuplicates()).containsExactly(List.of("a/1.png", "a/same.bmp"));
        assertThat(report.nearDuplicates()).containsExactly(List.of("a/1.png", "a/same.bmp", "b/alike.png"));
        assertThat(report.skipped())
                .containsOnly(
                        Map.entry("zero bytes", List.of("b/bad.png")),
                        Map.entry("not a picture (.txt)", List.of("b/note.txt")));
        assertThat(inspection.toText())
                .contains("4 readable of 5", "64 (64 to 100)", "a 2, b 2", "1 x zero bytes: b/bad.png");
        assertThat(inspection.toJson())
                .containsEntry("readable", 4)
                .containsEntry("exactDuplicates", List.of(List.of("a/1.png", "a/same.bmp")));
    }

    @Test
    void meanAndDeviationAreThoseOfAllPixels() throws Exception {
        Inspection inspection = inspect(Map.of("1.png", DataFiles.png(0), "2.png", DataFiles.png(255)));
        assertThat(inspection.report().mean()).containsExactly(0.5, 0.5, 0.5);
        assertThat(inspection.report().std()).allSatisfy(std -> assertThat(std).isCloseTo(0.5, within(1e-12)));
    }

    @Test
    void aPictureThatIsReadCoarselyIsReportedInItsTrueSize() throws Exception {
        BufferedImage huge = new BufferedImage(10_000, 5_000, BufferedImage.TYPE_BYTE_BINARY);
        Arrays.fill(((DataBufferByte) huge.getRaster().getDataBuffer()).getData(), (byte) 0xff);
        InspectionReport report =
                inspect(Map.of("huge.png", PictureFiles.encode(huge, "png"))).report();
        assertThat(report.sizes().width()).isEqualTo(new InspectionReport.Span(10_000, 10_000, 10_000));
        assertThat(report.sizes().height()).isEqualTo(new InspectionReport.Span(5_000, 5_000, 5_000));
        assertThat(report.mean()).containsOnly(1.0);
    }

    @Test
    void theContactSheetShowsPicturesFromAllOverTheSource() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            files.put(100 + i + ".png", DataFiles.png(2 * i));
        }
        Inspection.ContactSheet made = inspect(files).contactSheet(5, 2, 32);
        assertThat(made.origin().kind()).isEqualTo(Origin.Kind.REAL);
        Picture sheet = made.picture();
        assertThat(sheet.width()).isEqualTo(5 * 33 + 1);
        assertThat(sheet.height()).isEqualTo(2 * 33 + 1);
        assertThat(sheet.rgb()[3 * (10 * sheet.width() + 10)] & 0xff).isZero();
        assertThat(sheet.rgb()[3 * (50 * sheet.width() + 150)] & 0xff).isEqualTo(180);
    }

    @Test
    void theContactSheetOfGeneratedPicturesIsGenerated() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            files.put(i + ".png", Pictures.png(DataFiles.flat(i), i == 0 ? Origin.real() : Origin.generated()));
        }
        Inspection mixed = inspect(files);
        assertThat(mixed.contactSheet(2, 2, 8).origin().kind()).isEqualTo(Origin.Kind.COMPOSITE);
        assertThat(mixed.contactSheet(1, 1, 8).origin().kind())
                .as("only the first is shown")
                .isEqualTo(Origin.Kind.REAL);
        files.remove("0.png");
        temporary = temporary.resolve("generated");
        assertThat(inspect(files).contactSheet(2, 2, 8).origin().kind()).isEqualTo(Origin.Kind.GENERATED);
    }

    @Test
    void aSourceWithNothingReadableIsStillReported() throws Exception {
        Inspection inspection = inspect(Map.of("a.png", new byte[0]));
        assertThat(inspection.toText()).contains("0 readable of 1", "zero bytes");
        assertThat(inspection.report().mean()).containsExactly(0.0, 0.0, 0.0);
    }
}
