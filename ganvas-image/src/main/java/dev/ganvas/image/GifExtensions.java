package dev.ganvas.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Blocks of GIF that say something of the file beside its pictures (GIF89a, CompuServe 1990, sections 24 and 26). */
final class GifExtensions {
    private static final int INTRODUCER = 0x21;
    private static final int APPLICATION = 0xff;
    private static final int COMMENT = 0xfe;
    private static final int TERMINATOR = 0;
    private static final int LONGEST_SUB_BLOCK = 255;

    private GifExtensions() {}

    /** Netscape's block: its sub-block is a 1, then how often to repeat, where 0 is for ever. */
    static byte[] repeatForEver() {
        ByteArrayOutputStream block = application("NETSCAPE2.0");
        subBlocks(block, new byte[] {1, 0, 0});
        return block.toByteArray();
    }

    /** A comment, which is 7-bit ASCII by the specification; other characters become {@code ?}. */
    static byte[] comment(String text) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(INTRODUCER);
        block.write(COMMENT);
        subBlocks(block, text.getBytes(StandardCharsets.US_ASCII));
        return block.toByteArray();
    }

    /**
     * An XMP packet as it stands, without lengths between, so that a scanner finds it whole (XMP Specification, part 3,
     * Adobe 2020, 1.1.2). A reader of GIF takes its letters for lengths; wherever it lands, the trailer of falling numbers
     * leads it to the end.
     */
    static byte[] xmp(String packet) {
        ByteArrayOutputStream block = application("XMP DataXMP");
        block.writeBytes(packet.getBytes(StandardCharsets.UTF_8));
        block.write(1);
        for (int length = LONGEST_SUB_BLOCK; length >= 0; length--) {
            block.write(length);
        }
        block.write(TERMINATOR);
        return block.toByteArray();
    }

    /** @param name the identifier's 8 letters and the authentication code's 3 */
    private static ByteArrayOutputStream application(String name) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(INTRODUCER);
        block.write(APPLICATION);
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        return block;
    }

    private static void subBlocks(ByteArrayOutputStream block, byte[] content) {
        for (int from = 0; from < content.length; from += LONGEST_SUB_BLOCK) {
            int length = Math.min(LONGEST_SUB_BLOCK, content.length - from);
            block.write(length);
            block.write(content, from, length);
        }
        block.write(TERMINATOR);
    }
}
