package dev.ganvas.image.label;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ties a label to its picture, in the field that the standard reserves for this: a hash of the coded pixels, a hash of all that
 * is said of them, and the signature of both. Without a signature it shows mishaps; only a signature by a known key shows intent.
 *
 * <p>Written as {@code ganvas-seal:1:CONTENT:STATEMENT}, and {@code :KEY:SIGNATURE} where it is signed: SHA-256 in hexadecimal digits,
 * key (X.509) and signature (Ed25519) in Base64 for addresses.
 *
 * @param content hash of the pixels as coded, 64 digits
 * @param statement hash of what is said, and of the content's hash, 64 digits
 * @param signed the key and the signature of the statement's hash
 */
record Seal(String content, String statement, Optional<Signed> signed) {
    private static final String NAME = "ganvas-seal:1:";
    private static final Pattern FORM = Pattern.compile(
            Pattern.quote(NAME) + "([0-9a-f]{64}):([0-9a-f]{64})(?::([\\w-]{20,200}):([\\w-]{80,100}))?");

    /**
     * A signature.
     *
     * @param publicKey as X.509 encodes it
     * @param signature 64 bytes
     */
    record Signed(byte[] publicKey, byte[] signature) {}

    /**
     * What is said of a picture.
     *
     * @param label without its seal
     * @param digitalSourceType the address of IPTC's vocabulary, or ""
     * @param record of the generation, or ""
     */
    record Statement(AigcLabel label, String digitalSourceType, String record) {
        String hash(String content) {
            String text = String.join("\n", content, label.withReserved1("").json(), digitalSourceType, record);
            return HexFormat.of().formatHex(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    static Seal of(String content, Statement statement, Optional<SigningKey> key) {
        String hash = statement.hash(content);
        return new Seal(content, hash, key.map(signing -> new Signed(signing.publicKey(), signing.sign(bytes(hash)))));
    }

    /** What the signature signs. */
    private static byte[] bytes(String hash) {
        return (NAME + hash).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether a text is one, or was one. */
    static boolean isOne(String text) {
        return text.startsWith("ganvas-seal:");
    }

    /** Empty when the text is none that this version writes. */
    static Optional<Seal> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            Optional<Signed> signed = form.group(3) == null
                    ? Optional.empty()
                    : Optional.of(new Signed(
                            Base64.getUrlDecoder().decode(form.group(3)),
                            Base64.getUrlDecoder().decode(form.group(4))));
            return Optional.of(new Seal(form.group(1), form.group(2), signed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return NAME + content + ":" + statement
                + signed.map(by -> ":" + base64.encodeToString(by.publicKey()) + ":"
                                + base64.encodeToString(by.signature()))
                        .orElse("");
    }

    boolean isTrulySigned() {
        return signed.filter(by -> SigningKey.isSignature(by.publicKey(), bytes(statement), by.signature()))
                .isPresent();
    }

    boolean isSignedBy(byte[] publicKey) {
        return signed.filter(by -> Arrays.equals(by.publicKey(), publicKey)).isPresent();
    }
}
