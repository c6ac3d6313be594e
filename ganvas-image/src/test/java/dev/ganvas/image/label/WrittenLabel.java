package dev.ganvas.image.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.NodeList;

/** What a PNG, APNG or GIF file says of itself, read by the rules of its format alone. */
public record WrittenLabel(Map<String, String> entries, List<String> packets) {
    private static final String IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static final String XMP_KEYWORD = "XML:com.adobe.xmp";

    public static WrittenLabel of(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    public static WrittenLabel of(byte[] file) {
        return new String(file, 0, 3, StandardCharsets.US_ASCII).equals("GIF") ? ofGif(file) : ofPng(file);
    }

    private static WrittenLabel ofPng(byte[] file) {
        Map<String, String> entries = new LinkedHashMap<>();
        List<String> packets = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).position(8);
        while (in.hasRemaining()) {
            byte[] body = new byte[in.getInt()];
            String type = text(in, 4);
            in.get(body).getInt();
            if (type.equals("tEXt") || type.equals("iTXt")) {
                String all =
                        new String(body, type.equals("tEXt") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
                String keyword = all.substring(0, all.indexOf(0));
                String value = all.substring(keyword.length() + (type.equals("tEXt") ? 1 : 5));
                if (keyword.equals(XMP_KEYWORD)) {
                    assertThat(type).isEqualTo("iTXt");
                    packets.add(value);
                } else {
                    assertThat(entries.put(keyword, value)).as(keyword).isNull();
                }
            }
        }
        return new WrittenLabel(entries, packets);
    }

    private static WrittenLabel ofGif(byte[] file) {
        Map<String, String> entries = new LinkedHashMap<>();
        List<String> packets = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).position(13);
        skipPalette(in, file[10]);
        for (int block = in.get(); block != ';'; block = in.get()) {
            if (block == ',') {
                in.position(in.position() + 8);
                skipPalette(in, in.get());
                in.get();
                subBlocks(in);
                continue;
            }
            assertThat(block).isEqualTo('!');
            int label = in.get() & 0xff;
            String application = label == 0xff ? text(in, in.get()) : "";
            int start = in.position();
            String content = subBlocks(in);
            if (label == 0xfe) {
                content.lines().map(line -> line.split(": ", 2)).forEach(line -> entries.put(line[0], line[1]));
            } else if (application.equals("XMP DataXMP")) {
                // All but the 258 bytes of the trailer, which the chain of sub-blocks must have followed to its end.
                int length = in.position() - start - 258;
                packets.add(new String(file, start, length, StandardCharsets.UTF_8));
            }
        }
        assertThat(in.hasRemaining()).as("bytes after the trailer").isFalse();
        return new WrittenLabel(entries, packets);
    }

    private static void skipPalette(ByteBuffer in, int flags) {
        in.position(in.position() + ((flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1));
    }

    private static String subBlocks(ByteBuffer in) {
        StringBuilder content = new StringBuilder();
        for (int length = in.get() & 0xff; length > 0; length = in.get() & 0xff) {
            content.append(text(in, length));
        }
        return content.toString();
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The name of the digital source type in the file's one XMP packet; "" in a file without a packet. */
    public String sourceType() {
        assertThat(packets).hasSizeLessThanOrEqualTo(1);
        if (packets.isEmpty()) {
            return "";
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            NodeList found = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(packets.get(0).getBytes(StandardCharsets.UTF_8)))
                    .getElementsByTagNameNS(IPTC_EXTENSION, "DigitalSourceType");
            assertThat(found.getLength()).isOne();
            String address = found.item(0).getTextContent();
            assertThat(address).startsWith("http://cv.iptc.org/newscodes/digitalsourcetype/");
            return address.substring(address.lastIndexOf('/') + 1);
        } catch (Exception e) {
            throw new AssertionError("no XMP packet: " + packets.get(0), e);
        }
    }
}
