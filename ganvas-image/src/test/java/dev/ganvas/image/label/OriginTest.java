package dev.ganvas.image.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.xmp.XmpDirectory;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.Pictures;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OriginTest {
    private static final Picture PICTURE = PictureFiles.gradient(20, 10);
    private static final Origin GENERATED =
            Origin.generated().by("1.0 <new & untried>").with("seed", "7").with("class", "鸟");

    private static Map<String, byte[]> everyFormat(Origin origin) {
        Animation animation = Animation.steady(List.of(PICTURE, PictureFiles.gradient(20, 10)), 100);
        return Map.of(
                "PNG", Pictures.png(PICTURE, origin), "APNG", animation.apng(origin), "GIF", animation.gif(origin));
    }

    @ParameterizedTest
    @EnumSource(Origin.Kind.class)
    void everyFormatHoldsOnePacketWithTheDigitalSourceTypeAndThatOfRealPicturesNone(Origin.Kind kind) {
        String type =
                switch (kind) {
                    case REAL -> "";
                    case GENERATED -> "trainedAlgorithmicMedia";
                    case COMPOSITE -> "compositeWithTrainedAlgorithmicMedia";
                    case ENHANCED -> "algorithmicallyEnhanced";
                };
        everyFormat(Origin.of(kind)).forEach((format, file) -> {
            WrittenLabel label = WrittenLabel.of(file);
            assertThat(label.sourceType()).as(format).isEqualTo(type);
            assertThat(label.packets()).as(format).hasSize(kind == Origin.Kind.REAL ? 0 : 1);
            assertThat(label.entries()).as(format).containsEntry("Software", "Ganvas");
            assertThat(Origin.Kind.saidBy(file))
                    .as(format)
                    .isEqualTo(kind == Origin.Kind.ENHANCED ? Origin.Kind.REAL : kind);
        });
        assertThat(WrittenLabel.of(Pictures.png(PICTURE, Origin.of(kind)))
                        .entries()
                        .toString())
                .doesNotContain(kind == Origin.Kind.REAL ? "generated" : "GENERATED");
    }

    /** As a widely used library reads it, which knows nothing of how the file was written. */
    @Test
    void otherProgramsFindThePacketAndTheDetails() throws Exception {
        for (Map.Entry<String, byte[]> file : everyFormat(GENERATED).entrySet()) {
            List<XmpDirectory> found =
                    List.copyOf(ImageMetadataReader.readMetadata(new ByteArrayInputStream(file.getValue()))
                            .getDirectoriesOfType(XmpDirectory.class));
            assertThat(found).as(file.getKey()).hasSize(1);
            assertThat(found.get(0).getXmpProperties())
                    .as(file.getKey())
                    .containsEntry(
                            "Iptc4xmpExt:DigitalSourceType",
                            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
                    .containsEntry("xmp:CreatorTool", "Ganvas 1.0 <new & untried>");
            assertThat(WrittenLabel.of(file.getValue()).entries())
                    .as(file.getKey())
                    .containsEntry("Source", "generated picture")
                    .containsEntry("Software", "Ganvas 1.0 <new & untried>")
                    .containsEntry("ganvas:seed", "7")
                    .containsEntry("ganvas:class", file.getKey().equals("GIF") ? "?" : "鸟");
        }
    }

    @Test
    void theSamePictureAndOriginGiveTheSameBytesAndPixels() throws Exception {
        Map<String, byte[]> again = everyFormat(GENERATED);
        everyFormat(GENERATED)
                .forEach((format, file) -> assertThat(file).as(format).isEqualTo(again.get(format)));
        assertThat(PictureDecoder.decode(again.get("PNG"), "png").rgb()).isEqualTo(PICTURE.rgb());
        assertThat(PictureDecoder.decode(again.get("GIF"), "gif").width()).isEqualTo(20);
    }

    @Test
    void aPictureOfPicturesIsWhatTheyAllAreOrComposite() {
        assertThat(Origin.Kind.of(List.of(Origin.Kind.REAL, Origin.Kind.REAL))).isEqualTo(Origin.Kind.REAL);
        assertThat(Origin.Kind.of(List.of(Origin.Kind.GENERATED))).isEqualTo(Origin.Kind.GENERATED);
        assertThat(Origin.Kind.of(List.of(Origin.Kind.REAL, Origin.Kind.GENERATED)))
                .isEqualTo(Origin.Kind.COMPOSITE);
        assertThatThrownBy(() -> Origin.Kind.of(List.of())).isInstanceOf(UsageException.class);
    }

    @Test
    void softwareThatWouldBreakItsLineIsRefused() {
        assertThatThrownBy(() -> Origin.real().by("1\u0000")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Origin(Origin.Kind.REAL, " ", Map.of())).isInstanceOf(UsageException.class);
    }
}
