package dev.ganvas.image.tone;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.io.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Lookup tables as {@code .cube} files (Adobe, "Cube LUT specification", version 1.0, 2013), which programs for photographs and
 * films read.
 */
public final class CubeFile {
    /** Larger files are refused unread; the largest table takes half of it. */
    public static final long MAX_FILE_BYTES = 128L << 20;

    private static final int MAX_LINE = 250;

    private CubeFile() {}

    /** Replaces {@code file} by a table of three dimensions over 0 to 1. */
    public static void write(Path file, Lut3d table, String title) throws IOException {
        StringBuilder text = new StringBuilder(32 * table.values().length / 3);
        text.append("TITLE \"")
                .append(title.replaceAll("[^ !#-~]", "_"))
                .append("\"\nLUT_3D_SIZE ")
                .append(table.size())
                .append('\n');
        for (int i = 0; i < table.values().length; i += 3) {
            for (int c = 0; c < 3; c++) {
                text.append(String.format(Locale.ROOT, "%.6f", table.values()[i + c]))
                        .append(c == 2 ? '\n' : ' ');
            }
        }
        AtomicFile.write(file, text.toString());
    }

    /**
     * Reads a table of three dimensions over 0 to 1.
     *
     * @throws MalformedFileException when it is missing, something else, damaged or beyond a limit
     */
    public static Lut3d read(Path file) throws IOException {
        long bytes;
        try {
            bytes = Files.size(file);
        } catch (NoSuchFileException e) {
            throw new MalformedFileException(file, "does not exist", e);
        }
        if (bytes > MAX_FILE_BYTES) {
            throw new MalformedFileException(file, "is larger than " + (MAX_FILE_BYTES >> 20) + " MiB");
        }
        // Latin 1 takes any bytes, so that titles in other alphabets do no harm.
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            Parser parser = new Parser(file);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parser.accept(line.strip());
            }
            return parser.table();
        }
    }

    /** Takes a file line by line. */
    private static final class Parser {
        private final Path file;
        private int size;
        private float[] values = {};
        private int count;

        Parser(Path file) {
            this.file = file;
        }

        void accept(String line) throws MalformedFileException {
            if (line.length() > MAX_LINE) {
                throw malformed("has a line of more than " + MAX_LINE + " characters");
            }
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("TITLE")) {
                return;
            }
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "LUT_3D_SIZE" -> size(words);
                case "LUT_1D_SIZE" -> throw malformed("is a table of one dimension; only three are read");
                case "DOMAIN_MIN" -> domain(words, 0);
                case "DOMAIN_MAX" -> domain(words, 1);
                default -> colour(words);
            }
        }

        private void size(String[] words) throws MalformedFileException {
            float claimed = words.length == 2 ? number(words[1]) : 0;
            if (size != 0 || claimed != (int) claimed || claimed < 2 || claimed > Lut3d.MAX_SIZE) {
                throw malformed("must have one size from 2 to " + Lut3d.MAX_SIZE);
            }
            size = (int) claimed;
            values = new float[3 * size * size * size];
        }

        private void domain(String[] words, float wanted) throws MalformedFileException {
            for (int i = 1; i < words.length; i++) {
                if (number(words[i]) != wanted) {
                    throw malformed("has a domain other than 0 to 1");
                }
            }
        }

        private void colour(String[] words) throws MalformedFileException {
            if (words.length != 3) {
                throw malformed("has a line that is neither a known setting nor three numbers");
            }
            if (count + 3 > values.length) {
                throw malformed(size == 0 ? "has colours before its size" : "has more colours than its size says");
            }
            for (String word : words) {
                values[count++] = number(word);
            }
        }

        private float number(String word) throws MalformedFileException {
            try {
                float value = Float.parseFloat(word);
                if (Float.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new MalformedFileException(file, "has something that is no number", e);
            }
            throw malformed("has a number that is not finite");
        }

        Lut3d table() throws MalformedFileException {
            if (size == 0 || count != values.length) {
                throw malformed(size == 0 ? "has no size" : "has fewer colours than its size says");
            }
            return new Lut3d(size, values);
        }

        private MalformedFileException malformed(String reason) {
            return new MalformedFileException(file, reason);
        }
    }
}
