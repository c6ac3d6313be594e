package dev.ganvas.image.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.container.XmpContainer;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files give an answer or a {@link MalformedFileException}, never anything else, and never hang. */
class MutatedLabelTest {
    private static final Picture PICTURE = PictureFiles.gradient(24, 18);
    private static final int EACH = 2_500;
    private static final LabelledFile.Order ORDER =
            new LabelledFile.Order(AigcLabel.generated("P", ""), Origin.Kind.GENERATED, Optional.empty());

    @TempDir
    Path folder;

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("png", Pictures.png(PICTURE, Origin.generated()));
        files.put(
                "gif", Animation.steady(java.util.List.of(PICTURE, PICTURE), 50).gif(Origin.generated()));
        for (String name : new String[] {"a.jpg", "a.tif", "a.webp"}) {
            RasterFile.write(folder.resolve(name), Raster.of(PICTURE));
            files.put(name, LabelledFile.with(Files.readAllBytes(folder.resolve(name)), ORDER, name));
        }
        return files;
    }

    private static byte[] mutated(byte[] file, Random random) {
        byte[] bytes = file.clone();
        for (int i = 0; i <= random.nextInt(6); i++) {
            // Headers are where readers are led astray; packets are in all of them.
            int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 200) : bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, Math.max(0, length));
                }
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @Test
    void readersAndWritersOfFiles() throws IOException {
        Random random = new Random(29);
        for (Map.Entry<String, byte[]> entry : files().entrySet()) {
            int valid = 0;
            for (int i = 0; i < EACH; i++) {
                byte[] file = mutated(entry.getValue(), random);
                try {
                    Verification found = Verification.of(file, entry.getKey(), Optional.empty());
                    valid += found.verdict() == Verification.Verdict.UNCHANGED ? 1 : 0;
                    byte[] again = LabelledFile.with(file, ORDER, entry.getKey());
                    assertThat(XmpContainer.of(again).orElseThrow().packets(again))
                            .as(entry.getKey() + " " + i)
                            .hasSize(1);
                } catch (MalformedFileException e) {
                    assertThat(e.getMessage()).contains(entry.getKey());
                }
            }
            // Most changes hit what is sealed; those of spare bytes do not.
            assertThat(valid).as(entry.getKey()).isBetween(1, EACH / 2);
        }
    }

    @Test
    void readersOfPackets() {
        byte[] packet = XmpProperty.AIGC.set(
                XmpPacket.of("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", "x")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                AigcLabel.generated("P", "1").json());
        Random random = new Random(30);
        for (int i = 0; i < EACH; i++) {
            byte[] bytes = mutated(packet, random);
            XmpProperty.AIGC.values(bytes).forEach(AigcLabel::parse);
            XmpProperty.AIGC.set(bytes, "{}");
            LabelledFile.unsealed(bytes);
        }
    }

    /** Patterns must not try every way of reading a long row of the same letters. */
    @Test
    void packetsThatPatternsCouldStumbleOver() {
        String schema = "xmlns:a='http://www.tc260.org.cn/ns/AIGC/1.0/' ";
        for (String piece :
                new String[] {"<a:AIGC ", "<a:AIGC>", " a:AIGC='", "&#x", " ", "<", "<![CDATA[", "a:AIGC"}) {
            byte[] packet = (schema + piece.repeat(200_000 / piece.length()))
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60), () -> XmpProperty.AIGC.set(packet, "{}"), piece);
        }
    }
}
