package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.container.PngChunks;
import dev.ganvas.image.label.Origin;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationTest {
    private static final int WIDTH = 13;
    private static final int HEIGHT = 7;

    @TempDir
    Path folder;

    private static Picture gradient(int shift) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            rgb[3 * i] = (byte) (i % WIDTH * 19);
            rgb[3 * i + 1] = (byte) (i / WIDTH * 40);
            rgb[3 * i + 2] = (byte) (60 * shift);
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }

    private static final List<Picture> FRAMES = List.of(gradient(0), gradient(1), gradient(2), gradient(3));

    private record Chunk(String type, byte[] body) {}

    /** Splits a PNG, checking signature, lengths and checksums. */
    private static List<Chunk> chunks(byte[] png) {
        ByteBuffer in = ByteBuffer.wrap(png);
        assertThat(in.getLong()).isEqualTo(0x89504e470d0a1a0aL);
        List<Chunk> chunks = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] body = new byte[in.getInt()];
            byte[] type = new byte[4];
            in.get(type).get(body);
            CRC32 crc = new CRC32();
            crc.update(type);
            crc.update(body);
            assertThat(in.getInt()).isEqualTo((int) crc.getValue());
            chunks.add(new Chunk(new String(type, StandardCharsets.US_ASCII), body));
        }
        return chunks;
    }

    /** The frame with these pixels as a plain PNG, to be read by ImageIO. */
    private static Picture still(byte[] header, byte[] pixels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(PngChunks.signature());
        PngChunks.write(out, "IHDR", header);
        PngChunks.write(out, "IDAT", pixels);
        PngChunks.write(out, "IEND", new byte[0]);
        return Pictures.of(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void anAnimatedPngHoldsEveryFrameExactlyInTheOrderTheStandardAsksFor() throws IOException {
        byte[] png = new Animation(FRAMES, List.of(40, 40, 100, 2500)).apng(Origin.real());
        List<Chunk> chunks = chunks(png);
        assertThat(chunks.stream().map(Chunk::type))
                .containsExactly(
                        "IHDR", "sRGB", "tEXt", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "fcTL", "fdAT",
                        "IEND");
        ByteBuffer control = ByteBuffer.wrap(chunks.get(3).body());
        assertThat(control.getInt()).isEqualTo(4);
        assertThat(control.getInt()).as("plays: for ever").isZero();
        int sequence = 0;
        List<Integer> millis = new ArrayList<>();
        List<Picture> frames = new ArrayList<>();
        for (Chunk chunk : chunks) {
            if (chunk.type().equals("fcTL")) {
                ByteBuffer frame = ByteBuffer.wrap(chunk.body());
                assertThat(frame.getInt()).isEqualTo(sequence++);
                assertThat(List.of(frame.getInt(), frame.getInt(), frame.getInt(), frame.getInt()))
                        .containsExactly(WIDTH, HEIGHT, 0, 0);
                millis.add(1000 * frame.getShort() / frame.getShort());
                assertThat(frame.getShort()).isZero();
                assertThat(frame.hasRemaining()).isFalse();
            } else if (chunk.type().equals("fdAT")) {
                assertThat(ByteBuffer.wrap(chunk.body()).getInt()).isEqualTo(sequence++);
                frames.add(still(chunks.get(0).body(), Arrays.copyOfRange(chunk.body(), 4, chunk.body().length)));
            } else if (chunk.type().equals("IDAT")) {
                frames.add(still(chunks.get(0).body(), chunk.body()));
            }
        }
        assertThat(millis).containsExactly(40, 40, 100, 2500);
        for (int i = 0; i < FRAMES.size(); i++) {
            assertThat(frames.get(i).rgb()).isEqualTo(FRAMES.get(i).rgb());
        }
        assertThat(Pictures.of(ImageIO.read(new ByteArrayInputStream(png))).rgb())
                .as("a program without animations shows the first frame")
                .isEqualTo(FRAMES.get(0).rgb());
    }

    @Test
    void aGifRepeatsForEverWithItsTimesItsCommentAndOnePalette() throws IOException {
        byte[] gif = new Animation(FRAMES, List.of(40, 40, 100, 2500))
                .gif(Origin.real().with("class", "鸟"));
        assertThat(new String(gif, 0, 6, StandardCharsets.US_ASCII)).isEqualTo("GIF89a");
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(4);
            for (int i = 0; i < 4; i++) {
                IIOMetadataNode root =
                        (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                String delay = ((IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension")
                                .item(0))
                        .getAttribute("delayTime");
                assertThat(delay).isEqualTo(List.of("4", "4", "10", "250").get(i));
                assertThat(root.getElementsByTagName("LocalColorTable").getLength())
                        .as("frame %s uses the palette of all", i)
                        .isZero();
                assertThat(largestDifference(Pictures.of(reader.read(i)), FRAMES.get(i)))
                        .as("frame %s", i)
                        .isLessThanOrEqualTo(24);
            }
            IIOMetadataNode root =
                    (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
            IIOMetadataNode repeat = (IIOMetadataNode)
                    root.getElementsByTagName("ApplicationExtension").item(0);
            assertThat(repeat.getAttribute("applicationID")).isEqualTo("NETSCAPE");
            assertThat((byte[]) repeat.getUserObject()).containsExactly(1, 0, 0);
            IIOMetadataNode comment = (IIOMetadataNode)
                    root.getElementsByTagName("CommentExtension").item(0);
            assertThat(comment.getAttribute("value")).isEqualTo("Software: Ganvas\nganvas:class: ?");
        } finally {
            reader.dispose();
        }
    }

    private static int largestDifference(Picture a, Picture b) {
        int largest = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            largest = Math.max(largest, Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff)));
        }
        return largest;
    }

    @Test
    void fewColoursAreKeptAndManyAreSharedOutWhereTheyAreNeeded() {
        byte[] few = new byte[3 * 64];
        for (int i = 0; i < 64; i++) {
            few[3 * i] = (byte) (i % 4 * 80);
            few[3 * i + 1] = (byte) (i / 16 * 60);
        }
        Picture flat = new Picture(8, 8, few);
        ColourPalette palette = ColourPalette.of(List.of(flat));
        assertThat(palette.size()).isEqualTo(16);
        assertThat(largestDifference(shown(flat, palette), flat)).isZero();

        // A thousand shades of red and a speck of green: the shades get nearly all, and the speck its own colour.
        byte[] many = new byte[3 * 1024];
        for (int i = 0; i < 1024; i++) {
            many[3 * i] = (byte) (i / 4);
        }
        many[3 * 500] = 0;
        many[3 * 500 + 1] = (byte) 255;
        Picture shades = new Picture(32, 32, many);
        assertThat(largestDifference(shown(shades, ColourPalette.of(List.of(shades))), shades))
                .isLessThanOrEqualTo(4);
    }

    private static Picture shown(Picture picture, ColourPalette palette) {
        byte[] numbers = new byte[picture.width() * picture.height()];
        palette.map(picture, numbers);
        IndexColorModel model = palette.toColorModel();
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), numbers);
        return Pictures.of(image);
    }

    @Test
    void theNameDecidesTheFormatAndOthersAreRefused() throws IOException {
        Animation animation = Animation.steady(FRAMES, 40);
        animation.write(folder.resolve("a.GIF"), Origin.real());
        animation.write(folder.resolve("a.apng"), Origin.real());
        assertThat(Files.readAllBytes(folder.resolve("a.GIF")))
                .startsWith("GIF89a".getBytes(StandardCharsets.US_ASCII));
        assertThat(Files.readAllBytes(folder.resolve("a.apng"))).isEqualTo(animation.apng(Origin.real()));
        assertThatThrownBy(() -> animation.write(folder.resolve("a.mp4"), Origin.real()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a.mp4");
        assertThatThrownBy(() -> new Animation(FRAMES, List.of(40))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Animation.steady(List.of(gradient(0), new Picture(1, 1, new byte[3])), 40))
                .isInstanceOf(UsageException.class);
    }

    /** A training that is asked to stop writes its timelapse while the JVM waits to end. */
    @Test
    void isWrittenWhileTheJvmEnds() throws Exception {
        Path gif = folder.resolve("last.gif");
        Process ending = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesAtTheEnd.class.getName(),
                        gif.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(ending.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ending.waitFor()).as(said).isZero();
        assertThat(gif).as(said).exists();
        assertThat(Files.readAllBytes(gif)).startsWith("GIF89a".getBytes(StandardCharsets.US_ASCII));
    }

    /** A program that writes when it is over. */
    static final class WritesAtTheEnd {
        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Animation.steady(FRAMES, 100).write(Path.of(arguments[0]), Origin.real());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
    }
}
