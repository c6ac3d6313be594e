package dev.ganvas.image.container;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packet of a GIF, in an application extension (GIF89a, CompuServe 1990, section 26). */
record GifXmp() implements XmpContainer {
    private static final int MAX_BLOCKS = 1_000_000;
    private static final int VERSION_END = 6;
    private static final int FLAGS_AT = 10;
    private static final int FIRST_BLOCK_AT = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int IMAGE_FLAGS_AT = 9;
    private static final int CONTROL = 0xf9;
    private static final int COMMENT = 0xfe;
    private static final int APPLICATION = 0xff;
    private static final String XMP = "\u000bXMP DataXMP";
    private static final String C2PA = "\u000bC2PA_GIF";

    /** A one, the numbers from 255 to 0, and the terminator: a chain of sub-blocks ends there wherever it enters. */
    private static final int MAGIC_BYTES = 258;

    /** @param label of an extension; the separator of an image or the trailer */
    private record Block(int label, int start, int end) {}

    private static int at(byte[] gif, int index) throws EOFException {
        if (index < 0 || index >= gif.length) {
            throw new EOFException("ends before its last block");
        }
        return gif[index] & 0xff;
    }

    private static int palette(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int afterSubBlocks(byte[] gif, int from) throws EOFException {
        int at = from;
        while (at(gif, at) != 0) {
            at += 1 + at(gif, at);
        }
        return at + 1;
    }

    private static int first(byte[] gif) throws EOFException {
        return FIRST_BLOCK_AT + palette(at(gif, FLAGS_AT));
    }

    private static List<Block> blocks(byte[] gif) throws IOException {
        List<Block> blocks = new ArrayList<>();
        int at = first(gif);
        while (at(gif, at) != TRAILER) {
            if (blocks.size() == MAX_BLOCKS) {
                throw new IOException("more than " + MAX_BLOCKS + " blocks");
            }
            int end;
            int label = at(gif, at);
            if (label == EXTENSION) {
                label = at(gif, at + 1);
                end = afterSubBlocks(gif, at + 2);
            } else if (label == IMAGE) {
                int codeSize = at + IMAGE_FLAGS_AT + 1 + palette(at(gif, at + IMAGE_FLAGS_AT));
                end = afterSubBlocks(gif, codeSize + 1);
            } else {
                throw new IOException("a block of an unknown kind");
            }
            blocks.add(new Block(label, at, end));
            at = end;
        }
        return blocks;
    }

    private static boolean isXmp(byte[] gif, Block block) {
        return block.label() == APPLICATION && XmpContainer.begins(gif, block.start() + 2, XMP);
    }

    @Override
    public List<byte[]> packets(byte[] file) throws IOException {
        List<byte[]> packets = new ArrayList<>();
        for (Block block : blocks(file)) {
            int from = block.start() + 2 + XMP.length();
            int end = block.end() - MAGIC_BYTES;
            if (isXmp(file, block) && end >= from) {
                packets.add(Arrays.copyOfRange(file, from, end));
            }
        }
        return packets;
    }

    @Override
    public byte[] with(byte[] file, byte[] packet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + packet.length + 512);
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII)); // Extensions came with it.
        int at = first(file);
        out.write(file, VERSION_END, at - VERSION_END);
        boolean written = false;
        for (Block block : blocks(file)) {
            if (!written && (block.label() == IMAGE || block.label() == CONTROL)) {
                write(out, packet);
                written = true;
            }
            if (!isXmp(file, block)) {
                out.write(file, block.start(), block.end() - block.start());
            }
            at = block.end();
        }
        if (!written) {
            write(out, packet);
        }
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] packet) {
        out.write(EXTENSION);
        out.write(APPLICATION);
        out.writeBytes(XMP.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(packet);
        out.write(1);
        for (int length = 255; length >= 0; length--) {
            out.write(length);
        }
        out.write(0);
    }

    /** All but comments and applications' extensions. */
    @Override
    public void content(byte[] file, MessageDigest digest) throws IOException {
        digest.update(file, VERSION_END, first(file) - VERSION_END);
        for (Block block : blocks(file)) {
            if (block.label() != COMMENT && block.label() != APPLICATION) {
                digest.update(file, block.start(), block.end() - block.start());
            }
        }
    }

    @Override
    public boolean hasC2pa(byte[] file) throws IOException {
        return blocks(file).stream()
                .anyMatch(block -> block.label() == APPLICATION && XmpContainer.begins(file, block.start() + 2, C2PA));
    }
}
