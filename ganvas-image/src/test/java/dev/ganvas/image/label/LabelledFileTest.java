package dev.ganvas.image.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Animation;
import dev.ganvas.image.InvisibleMark;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Labelling.Profile;
import dev.ganvas.image.label.Verification.Verdict;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFileTest {
    private static final Picture PICTURE = PictureFiles.gradient(40, 30);
    private static final SigningKey KEY = SigningKey.generate();
    private static final AigcLabel LABEL = AigcLabel.generated("某公司 & \"Söhne\"", "");
    private static final LabelledFile.Order ORDER =
            new LabelledFile.Order(LABEL, Origin.Kind.GENERATED, Optional.of(KEY));

    @TempDir
    static Path folder;

    /** A file of every kind that holds no label. */
    private static final Map<String, byte[]> PLAIN = new LinkedHashMap<>();

    @BeforeAll
    static void write() throws IOException {
        Animation animation = Animation.steady(List.of(PICTURE, PictureFiles.gradient(40, 30)), 100);
        PLAIN.put("png", Pictures.png(PICTURE, Origin.real()));
        PLAIN.put("apng", animation.apng(Origin.real()));
        PLAIN.put("gif", animation.gif(Origin.real()));
        PLAIN.put("lossless.webp", PictureFiles.WEBP_LOSSLESS);
        PLAIN.put("lossy.webp", PictureFiles.WEBP_LOSSY);
        PLAIN.put("alpha.webp", PictureFiles.WEBP_ALPHA);
        for (String name : List.of("a.jpg", "a.tif", "a.webp")) {
            RasterFile.write(folder.resolve(name), Raster.of(PICTURE));
            PLAIN.put(name, Files.readAllBytes(folder.resolve(name)));
        }
    }

    private static Verdict verdict(byte[] file) throws IOException {
        return Verification.of(file, "test", Optional.empty()).verdict();
    }

    /** Knows nothing of containers: looks through all of the file for the field, wherever it stands. */
    private static List<JsonNode> independentlyRead(byte[] file) throws IOException {
        Matcher found =
                Pattern.compile("<TC260:AIGC>([^<]*)</TC260:AIGC>").matcher(new String(file, StandardCharsets.UTF_8));
        List<JsonNode> labels = new java.util.ArrayList<>();
        while (found.find()) {
            String json = Pattern.compile("&#x([0-9a-f]+);")
                    .matcher(found.group(1))
                    .replaceAll(c -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(c.group(1), 16))))
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
            labels.add(new ObjectMapper().readTree(json));
        }
        return labels;
    }

    @Test
    void everyContainerTakesExactlyOneLabelAndKeepsItsPixels() throws IOException {
        for (Map.Entry<String, byte[]> plain : PLAIN.entrySet()) {
            String name = plain.getKey();
            byte[] once = LabelledFile.with(plain.getValue(), ORDER, name);
            byte[] twice = LabelledFile.with(once, ORDER, name);
            for (byte[] file : List.of(once, twice)) {
                List<JsonNode> labels = independentlyRead(file);
                assertThat(labels).as(name).hasSize(1);
                JsonNode label = labels.get(0);
                assertThat(label.path("Label").asText()).as(name).isEqualTo("1");
                assertThat(label.path("ContentProducer").asText()).as(name).isEqualTo("某公司 & \"Söhne\"");
                assertThat(label.path("ProduceID").asText()).as(name).matches("[0-9a-f-]{14}8[0-9a-f-]{21}");
                assertThat(label.size()).as(name).isEqualTo(7);
                assertThat(FileLabel.read(file, name).digitalSourceType())
                        .as(name)
                        .endsWith("/trainedAlgorithmicMedia");
                assertThat(verdict(file)).as(name).isEqualTo(Verdict.SIGNED);
                assertThat(PictureDecoder.decodeWithOpacity(file, name).pixels())
                        .as(name)
                        .isEqualTo(PictureDecoder.decodeWithOpacity(plain.getValue(), name)
                                .pixels());
            }
            assertThat(verdict(plain.getValue())).as(name).isEqualTo(Verdict.NONE);
            assertThat(independentlyRead(twice).get(0).path("ProduceID"))
                    .as(name)
                    .isEqualTo(independentlyRead(once).get(0).path("ProduceID"));
        }
    }

    @Test
    void onePixelChangedIsNoticed() throws IOException {
        byte[] pixels = PICTURE.pixels().clone();
        pixels[1000] ^= 1;
        Picture changed = new Picture(PICTURE.width(), PICTURE.height(), pixels);
        byte[] honest = LabelledFile.with(Pictures.png(PICTURE, Origin.real()), ORDER, "a");
        byte[] packet = packet(honest);
        byte[] forged = new PacketIn(Pictures.png(changed, Origin.real())).with(packet);
        Verification found = Verification.of(forged, "forged", Optional.empty());
        assertThat(found.verdict()).isEqualTo(Verdict.TAMPERED);
        assertThat(found.findings().toString()).contains("pixels").doesNotContain("record was changed");
        byte[] moved = new PacketIn(Pictures.png(PICTURE, Origin.real())).with(packet);
        assertThat(verdict(moved)).isEqualTo(Verdict.SIGNED);
    }

    private static byte[] packet(byte[] file) throws IOException {
        return dev.ganvas.image.container.XmpContainer.of(file)
                .orElseThrow()
                .packets(file)
                .get(0);
    }

    @Test
    void everyFieldOfTheMetadataIsSealed() throws IOException {
        byte[] file = Pictures.png(
                PICTURE,
                Origin.generated()
                        .with("seed", "7")
                        .labelled(new Labelling(
                                Profile.METADATA, "P-1", Optional.of(KEY), Optional.empty(), OptionalLong.empty())));
        assertThat(verdict(file)).isEqualTo(Verdict.SIGNED);
        String packet = new String(packet(file), StandardCharsets.UTF_8);
        for (String[] change : new String[][] {
            {"P-1", "P-2"},
            {"\"seed\":\"7\"", "\"seed\":\"8\""},
            {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"},
            {"\"Label\":\"1\"", "\"Label\":\"3\""}
        }) {
            String other = packet.replace(change[0], change[1]);
            assertThat(other).as(change[0]).isNotEqualTo(packet);
            Verification found = Verification.of(
                    new PacketIn(file).with(other.getBytes(StandardCharsets.UTF_8)), "other", Optional.empty());
            assertThat(found.verdict()).as(change[0]).isEqualTo(Verdict.TAMPERED);
            assertThat(found.findings().toString())
                    .contains("record was changed")
                    .doesNotContain("pixels");
        }
    }

    @Test
    void aKeyThatIsExpectedMustHaveSigned() throws IOException {
        byte[] signed = LabelledFile.with(PLAIN.get("png"), ORDER, "a");
        byte[] unsigned = LabelledFile.with(
                PLAIN.get("png"), new LabelledFile.Order(LABEL, Origin.Kind.GENERATED, Optional.empty()), "a");
        byte[] other = SigningKey.generate().publicKey();
        assertThat(Verification.of(signed, "a", Optional.of(KEY.publicKey())).verdict())
                .isEqualTo(Verdict.SIGNED);
        assertThat(Verification.of(signed, "a", Optional.of(other)).verdict()).isEqualTo(Verdict.TAMPERED);
        assertThat(Verification.of(unsigned, "a", Optional.of(other)).verdict()).isEqualTo(Verdict.TAMPERED);
        assertThat(verdict(unsigned)).isEqualTo(Verdict.UNCHANGED);
        String forged = new String(packet(signed), StandardCharsets.UTF_8)
                .replaceFirst(":[\\w-]{86}\"", ":" + "A".repeat(86) + "\"");
        assertThat(verdict(new PacketIn(signed).with(forged.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Verdict.TAMPERED);
    }

    @Test
    void codingAnewKeepsTheLabelAndTakesTheSealOut() throws IOException {
        Path labelled = folder.resolve("labelled.png");
        Files.write(labelled, LabelledFile.with(PLAIN.get("png"), ORDER, "png"));
        for (String name : List.of("b.png", "b.jpg", "b.tif", "b.webp")) {
            Path to = folder.resolve(name);
            RasterFile.write(to, RasterFile.read(labelled));
            byte[] file = Files.readAllBytes(to);
            assertThat(independentlyRead(file)).as(name).hasSize(1);
            assertThat(independentlyRead(file).get(0).path("ContentProducer").asText())
                    .as(name)
                    .isEqualTo(LABEL.producer());
            assertThat(verdict(file)).as(name).isEqualTo(Verdict.UNPROTECTED);
        }
    }

    @Test
    void aRunThatIsRepeatedGivesTheSameIdAndOtherPicturesGetOthers() throws IOException {
        Origin seven = Origin.generated().with("seed", "7");
        String id = id(Pictures.png(PICTURE, seven));
        assertThat(id(Pictures.png(PICTURE, seven))).isEqualTo(id);
        assertThat(id(Pictures.png(PICTURE, seven.with("seed", "8")))).isNotEqualTo(id);
        assertThat(id(Pictures.png(PictureFiles.gradient(41, 30), seven))).isNotEqualTo(id);
        assertThat(FileLabel.read(Pictures.png(PICTURE, seven), "a").record())
                .hasValueSatisfying(record -> assertThat(record).contains("\"seed\":\"7\""));
    }

    private static String id(byte[] file) throws IOException {
        return FileLabel.read(file, "id").label().orElseThrow().produceId();
    }

    @Test
    void profilesWriteWhatTheyPromise() throws IOException {
        for (Profile profile : Profile.values()) {
            Labelling labelling = new Labelling.Choice(
                            Optional.of(profile.words()),
                            Optional.of("P"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())
                    .labelling();
            byte[] file = Pictures.png(PictureFiles.gradient(128, 128), Origin.of(Origin.Kind.GENERATED, labelling));
            FileLabel said = FileLabel.read(file, profile.words());
            boolean none = profile == Profile.NONE;
            assertThat(said.saysGenerated()).as(profile.words()).isEqualTo(!none);
            assertThat(said.digitalSourceTypes()).as(profile.words()).hasSize(none ? 0 : 1);
            assertThat(said.aigc()).as(profile.words()).hasSize(none || profile == Profile.EU ? 0 : 1);
            assertThat(verdict(file).isValid()).as(profile.words()).isEqualTo(!none);
            boolean visible = !java.util.Arrays.equals(
                    PictureDecoder.decode(file, "a").pixels(),
                    PictureFiles.gradient(128, 128).pixels());
            assertThat(visible).as(profile.words()).isEqualTo(profile.isChinese());
        }
        Labelling.Choice nobody = new Labelling.Choice(
                Optional.of("cn"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThatThrownBy(nobody::labelling)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("GANVAS_LABEL_PRODUCER");
        Labelling marked = new Labelling.Choice(
                        Optional.empty(), Optional.of("P"), Optional.empty(), Optional.empty(), Optional.of("7"))
                .labelling();
        byte[] file = Pictures.png(PictureFiles.gradient(256, 256), Origin.of(Origin.Kind.GENERATED, marked));
        assertThat(InvisibleMark.in(PictureDecoder.decode(file, "a"))
                        .orElseThrow()
                        .number())
                .hasValue(7);
        assertThat(verdict(file).isValid()).isTrue();
        assertThatThrownBy(() -> Profile.named("us")).hasMessageContaining("cn+eu");
    }

    @Test
    void labelsOfOthersAreRead() throws IOException {
        String json = "{\"Label\":\"2\",\"ContentProducer\":\"x\",\"ProduceID\":\"1\"}";
        String head =
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about='' xmlns:q='http://www.tc260.org.cn/ns/AIGC/1.0/'";
        String tail = "</rdf:RDF></x:xmpmeta>";
        String[] packets = {
            head + " q:AIGC='" + json + "'/>" + tail,
            head + " q:AIGC=\"" + json.replace("\"", "&quot;") + "\"/>" + tail,
            head + "><q:AIGC><![CDATA[" + json + "]]></q:AIGC></rdf:Description>" + tail,
            head + "><q:AIGC>" + json.replace("\"", "&#34;") + "</q:AIGC></rdf:Description>" + tail
        };
        for (String packet : packets) {
            byte[] file = new PacketIn(PLAIN.get("png")).with(packet.getBytes(StandardCharsets.UTF_8));
            assertThat(FileLabel.read(file, "other").label().orElseThrow().certainty())
                    .as(packet)
                    .isEqualTo(AigcLabel.Certainty.POSSIBLY);
            assertThat(verdict(file)).as(packet).isEqualTo(Verdict.UNPROTECTED);
        }
        byte[] entry = PictureFiles.withPngChunk(
                PLAIN.get("png"), "tEXt", ("AIGC\0" + json).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(FileLabel.read(entry, "entry").label()).isPresent();
        byte[] comment = PictureFiles.withJpegSegment(
                PLAIN.get("a.jpg"), 0xe1, ("Exif\0\0{\"AIGC\": " + json + "}").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(FileLabel.read(comment, "exif").label()).isPresent();
        byte[] manifest = PictureFiles.withPngChunk(PLAIN.get("png"), "caBX", new byte[9]);
        assertThat(FileLabel.read(manifest, "c2pa").c2pa()).isTrue();
    }

    @Test
    void twoLabelsAndNamelessOnesAreInvalid() throws IOException {
        byte[] file = LabelledFile.with(PLAIN.get("png"), ORDER, "a");
        String packet = new String(packet(file), StandardCharsets.UTF_8);
        String element = packet.substring(packet.indexOf("<TC260:AIGC>"), packet.indexOf("</TC260:AIGC>") + 13);
        byte[] two = packet.replace(element, element + element).getBytes(StandardCharsets.UTF_8);
        assertThat(verdict(new PacketIn(file).with(two))).isEqualTo(Verdict.INVALID);
        byte[] nameless = packet.replace(element, "<TC260:AIGC>{\"Label\":\"1\"}</TC260:AIGC>")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(verdict(new PacketIn(file).with(nameless))).isEqualTo(Verdict.INVALID);
        byte[] mended = LabelledFile.with(new PacketIn(file).with(two), ORDER, "a");
        assertThat(independentlyRead(mended)).hasSize(1);
    }

    @Test
    void aKeyComesBackFromItsFileAndIsNeverReplaced() throws IOException {
        Path file = folder.resolve("key.pem");
        KEY.write(file);
        assertThat(SigningKey.read(file).publicKey()).isEqualTo(KEY.publicKey());
        assertThatThrownBy(() -> KEY.write(file)).isInstanceOf(UsageException.class);
        Path other = folder.resolve("other.pem");
        String mine = Files.readString(file);
        SigningKey another = SigningKey.generate();
        Files.writeString(other, mine.substring(0, mine.indexOf("-----BEGIN PUBLIC")) + another.publicPem());
        assertThatThrownBy(() -> SigningKey.read(other)).isInstanceOf(MalformedFileException.class);
        assertThatThrownBy(() -> SigningKey.read(folder.resolve("none"))).isInstanceOf(UsageException.class);
    }

    @Test
    void exiftoolReadsTheLabelInEveryContainer() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/exiftool")), "exiftool is not installed");
        for (Map.Entry<String, byte[]> plain : PLAIN.entrySet()) {
            Path file = folder.resolve("exif-" + plain.getKey());
            Files.write(file, LabelledFile.with(plain.getValue(), ORDER, plain.getKey()));
            Process exiftool = new ProcessBuilder(
                            "/usr/bin/exiftool", "-a", "-G1", "-b", "-XMP:all", "-validate", "" + file)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(exiftool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThatCode(exiftool::waitFor).doesNotThrowAnyException();
            assertThat(said.split("ContentProducer", -1))
                    .as(plain.getKey() + said)
                    .hasSize(2);
            assertThat(said).as(plain.getKey()).contains("trainedAlgorithmicMedia", "某公司");
        }
    }
}
