package dev.ganvas.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.train.MetricsLog;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
    @TempDir
    Path folder;

    private String report() throws IOException {
        Report.write(folder);
        return Files.readString(folder.resolve("report.html"));
    }

    private void metrics(int lines) throws IOException {
        try (MetricsLog log = MetricsLog.create(folder.resolve("metrics.jsonl"))) {
            for (int i = 1; i <= lines; i++) {
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("loss/generator", 1.0 / i);
                values.put("loss/discriminator", i == 2 ? Double.NaN : 2.0);
                values.put("kd", 0.1 / i);
                values.put("kd_low", 0.09 / i);
                values.put("kd_high", 0.11 / i);
                values.put("learning_rate", 2e-4);
                log.append(new MetricsLog.Entry(i * 1000L, i * 10.0, values));
            }
        }
    }

    private void sample(String name) throws IOException {
        Files.createDirectories(folder.resolve("samples"));
        ImageIO.write(
                new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("samples").resolve(name).toFile());
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    /** The page, but for its doctype and void elements, is well-formed XML. */
    private static Document parse(String page) throws Exception {
        String xml = page.substring("<!DOCTYPE html>\n".length()).replaceAll("<((?:meta|img)[^>]*)>", "<$1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void aRunThatHasJustBegunHasAPage() throws Exception {
        String page = report();
        assertThat(page)
                .contains("Nothing has been measured yet", folder.getFileName().toString());
        parse(page);
    }

    @Test
    void showsFiguresCurvesSamplesAndSettings() throws Exception {
        metrics(5);
        for (int i = 0; i < 30; i++) {
            sample(String.format("%06d.png", i * 1000));
        }
        Files.writeString(
                folder.resolve("run.json"),
                "{\"title\":\"An evening\",\"seed\":7,\"data\":{\"classes\":[\"cat\",\"dog\"],\"skipped\":{\"zero bytes\":3}},"
                        + "\"settings\":{\"learningRate\":0.0002,\"conditional\":true,\"images\":1200000},"
                        + "\"figures\":[{\"name\":\"kd\",\"label\":\"KD × 1000\",\"scale\":1000,\"unit\":\"\","
                        + "\"direction\":\"LOWER_IS_BETTER\",\"meaning\":\"\",\"axis\":\"FACTORS\",\"headline\":true}]}");
        String page = report();
        Document document = parse(page);
        assertThat(document.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("An evening");
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("img").getLength()).isEqualTo(9);
        String text = document.getDocumentElement().getTextContent();
        assertThat(text)
                .contains("KD × 1000, best20", "95 %: 18 to 22", "start 100, last 20", "best at 5000 images")
                .contains("0 images", "latest: 29,000 images")
                .contains("learning rate0.0002", "conditionalyes", "images1,200,000", "cat, dog", "zero bytes3")
                .contains("generator 0.2", "discriminator 2");
    }

    @Test
    void needsNothingFromOutside() throws Exception {
        metrics(3);
        sample("1.png");
        String page = report();
        assertThat(page).doesNotContain("http://", "https://", "<script", "<link", "url(", "@import");
        assertThat(count(page, "src=\"(?!data:)")).isZero();
        assertThat(page).contains("default-src &#39;none&#39;");
    }

    @Test
    void namesNeverBecomeMarkup() throws Exception {
        String evil = "<script>alert(1)</script>";
        String quoted = "x\\\" onload=\\\"alert(1)";
        Path odd = Files.createDirectory(folder.resolve("<script>alert(2)<"));
        Files.createDirectories(odd.resolve("samples"));
        try (MetricsLog log = MetricsLog.create(odd.resolve("metrics.jsonl"))) {
            log.append(new MetricsLog.Entry(1, 1, Map.of(evil, 1.0, "\" onload=\"alert(1)", 2.0)));
        }
        ImageIO.write(
                new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB),
                "png",
                odd.resolve("samples").resolve("\"><script>.png").toFile());
        Files.writeString(
                odd.resolve("run.json"),
                "{\"title\":\"" + evil.replace("/", "\\/") + "\",\"" + evil + "\":{\"" + quoted + "\":[\"" + evil
                        + "\",{\"" + evil + "\":null}],\"b\":\"\\u0000" + evil.repeat(20) + "\"}}");
        Report.write(odd);
        String page = Files.readString(odd.resolve("report.html"));
        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(count(page, "<[^>]* onload=\"")).isZero();
        parse(page);
    }

    @Test
    void brokenPartsAreNamedOrLeftOut() throws Exception {
        metrics(2);
        Files.writeString(folder.resolve("run.json"), "{\"title\": ");
        Files.createDirectories(folder.resolve("samples"));
        Files.writeString(folder.resolve("samples/1.png"), "not a picture");
        String page = report();
        assertThat(page).contains("run.json cannot be read").doesNotContain("<img");
        parse(page);
        Files.writeString(folder.resolve("run.json"), "[1]");
        assertThat(report()).contains("no JSON object");
        // The byte order mark of an encoding that is not JSON's.
        Files.write(folder.resolve("run.json"), new byte[] {0, 0, '{', 0});
        assertThat(report()).contains("run.json cannot be read");
    }

    @Test
    void aThousandLinesMakeASmallPage() throws Exception {
        metrics(5000);
        String page = report();
        parse(page);
        assertThat(page.length()).isLessThan(150_000);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> Report.write(folder.resolve("nowhere")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nowhere");
    }
}
