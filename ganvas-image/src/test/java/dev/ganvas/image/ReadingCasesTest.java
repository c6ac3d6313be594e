package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.error.MalformedFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that were read wrongly once, where the folder named by GANVAS_DATA has them. */
class ReadingCasesTest {
    private static Path picture(String name) {
        String root = System.getenv("GANVAS_DATA");
        assumeTrue(root != null && !root.isBlank(), "set GANVAS_DATA to the folder of real data to run this test");
        Path path = Path.of(root, "cases", "reading", "pictures", name);
        assumeTrue(Files.exists(path), path + " is not there");
        return path;
    }

    /** The grey profiles hold rounded linear light, in which dark levels are not told apart as finely as in what is wanted. */
    @ParameterizedTest
    @CsvSource({
        "p11-grey-icc-gamma10.png, 2",
        "p11b-grey-icc-gamma18.jpg, 2.2",
        "p30f-float255-grey.tif, 0",
        "p30i-4-bands-unspecified.tif, 0",
        "p30j-4-bands-associated.tif, 0.6",
        "p30m-uint32-grey.tif, 0.6"
    })
    void theyLookAsWanted(String name, double tolerance) throws Exception {
        Picture wanted = PictureDecoder.decode(picture(name.replaceFirst("\\.[a-z]+$", ".want.png")));
        assertThat(Pixels.meanDifference(PictureDecoder.decode(picture(name)), wanted))
                .isLessThanOrEqualTo(tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        "p01-lossy-gradient.webp, 64, 64",
        "p01c-lossless-alpha.webp, 52, 52",
        "p03-gif-offset.gif, 40, 40",
        "p04-icc-empty.jpg, 48, 48",
        "p04b-icc-cut.jpg, 48, 48",
        "p05-exif-after-64k.jpg, 48, 48",
        "p10b-icc-linear-named-srgb.png, 48, 48",
        "p60-41-megapixels.png, 8000, 5200"
    })
    void theyAreReadAndMeasured(String name, int width, int height) throws Exception {
        assertThat(PictureDecoder.size(picture(name))).isEqualTo(new PictureSize(width, height));
        assertThat(PictureDecoder.decode(picture(name)).width()).isIn(width, width / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "p30h-13-bands.tif, '13 bands of which none is marked red, green or blue; choose three'",
        "p30o-zstd.tif, compression zstd is not read; save it as LZW or deflate",
        "p50d-lfs-pointer.jpg, is a Git LFS pointer; run git lfs pull"
    })
    void theyAreRefusedForTheRightReason(String name, String reason) {
        Path file = picture(name);
        assertThatThrownBy(() -> PictureDecoder.decode(file))
                .isInstanceOfSatisfying(MalformedFileException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    @Test
    void theLinearProfileBrightens() throws Exception {
        // Stored as linear (8, 39, 207).
        Picture picture = PictureDecoder.decode(picture("p10b-icc-linear-named-srgb.png"));
        Pixels.assertAt(picture, 10, 20, 1, 49, 109, 232);
    }
}
