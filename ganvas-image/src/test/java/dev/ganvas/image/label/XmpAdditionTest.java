package dev.ganvas.image.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmpAdditionTest {
    private static final String TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private static final String BEFORE = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF"
            + " xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><r:Description r:about='uuid:1'"
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:rights>é 鸟</dc:rights></r:Description>";
    private static final String AFTER = "</r:RDF></x:xmpmeta>";
    private static final Origin ENHANCED = Origin.of(Origin.Kind.ENHANCED);

    private static String described(String property, String prefix) {
        return "<r:Description r:about='uuid:1' xmlns:" + prefix + "=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\""
                + property + "</r:Description>";
    }

    private static String added(String packet) {
        return new String(ENHANCED.addedTo(packet.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void isSaidBesideAllElseInEveryEncoding(String name) throws Exception {
        Charset charset = Charset.forName(name);
        String text = new String(ENHANCED.addedTo((BEFORE + AFTER).getBytes(charset)), charset);
        assertThat(text).startsWith(BEFORE).endsWith(AFTER);
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("Iptc4xmpExt:DigitalSourceType")
                        .item(0)
                        .getTextContent())
                .isEqualTo(TYPES + "algorithmicallyEnhanced");
        assertThat(text.substring(BEFORE.length())).contains("r:about='uuid:1'");
    }

    @Test
    void aCaptureGivesWayInEveryForm() {
        String[] forms = {
            " a:DigitalSourceType=\"" + TYPES + "digitalCapture\">",
            "><a:DigitalSourceType>" + TYPES + "digitalCapture</a:DigitalSourceType>",
            "><a:DigitalSourceType r:resource=\"" + TYPES + "digitalCapture\"/>"
        };
        for (String form : forms) {
            String packet = BEFORE + described(form, "a") + AFTER;
            assertThat(added(packet)).isEqualTo(packet.replace("digitalCapture", "algorithmicallyEnhanced"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"})
    void thatItIsGeneratedIsNeverTakenBack(String code) {
        String packet =
                BEFORE + described("><b:DigitalSourceType>" + TYPES + code + "</b:DigitalSourceType>", "b") + AFTER;
        assertThat(added(packet)).isEqualTo(packet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no packet", "<x:xmpmeta/>", "\u0000\u0000"})
    void whatIsNoPacketStays(String text) {
        assertThat(added(text)).isEqualTo(text);
    }
}
