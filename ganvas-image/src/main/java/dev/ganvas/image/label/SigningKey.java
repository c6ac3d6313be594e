package dev.ganvas.image.label;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that signs labels: Ed25519 (RFC 8032), whose signatures of the same text are always the same. Its file holds the private key
 * and the public one as PEM (RFC 8410).
 */
public final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    /** A file of two keys has a few hundred bytes. */
    private static final long MAX_FILE_BYTES = 16 << 10;

    private static final int FINGERPRINT_BYTES = 16;
    private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private SigningKey(PrivateKey privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new one, from the system's secure randomness. */
    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws UsageException when there is none
     * @throws MalformedFileException when it does not hold both keys of a pair
     */
    public static SigningKey read(Path file) throws IOException {
        String pem = pem(file);
        byte[] privateBytes = block(pem, PRIVATE)
                .orElseThrow(() ->
                        new MalformedFileException(file, "holds no private key; 'ganvas label keygen' writes one"));
        byte[] publicBytes = readPublic(file);
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(privateBytes));
            SigningKey pair = new SigningKey(key, publicBytes);
            if (isSignature(publicBytes, PROBE, pair.sign(PROBE))) {
                return pair;
            }
        } catch (GeneralSecurityException e) {
            throw new MalformedFileException(file, "holds no key of Ed25519", e);
        }
        throw new MalformedFileException(file, "holds two keys that are no pair");
    }

    /**
     * The public key of a file, which may hold a private one beside it.
     *
     * @return as X.509 encodes it
     */
    public static byte[] readPublic(Path file) throws IOException {
        return block(pem(file), PUBLIC)
                .orElseThrow(() -> new MalformedFileException(
                        file, "holds no public key; append the output of 'openssl pkey -pubout' to it"));
    }

    private static String pem(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no key " + file + "; 'ganvas label keygen " + file + "' writes one.");
        }
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new MalformedFileException(file, "is larger than any key");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static Optional<byte[]> block(String pem, String kind) throws MalformedFileException {
        Matcher block = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]*)-----END " + kind + "-----")
                .matcher(pem);
        try {
            return block.find() ? Optional.of(Base64.getMimeDecoder().decode(block.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException("the key", "is not PEM", e);
        }
    }

    /**
     * Writes a file that only its owner may read, where the system knows such.
     *
     * @throws UsageException when there is a file already; keys are never replaced
     */
    public void write(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new UsageException(file + " is there already; a key is never replaced.");
        }
        String text = block(PRIVATE, privateKey.getEncoded()) + block(PUBLIC, publicKey);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    private static String block(String kind, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    /** The public key as PEM, to give to others. */
    public String publicPem() {
        return block(PUBLIC, publicKey);
    }

    /** The public key as X.509 encodes it. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** What people compare: the beginning of the public key's SHA-256, in hexadecimal digits. */
    public static String fingerprint(byte[] publicKey) {
        return HexFormat.of().formatHex(Hashes.sha256(publicKey), 0, FINGERPRINT_BYTES);
    }

    /** The signature of 64 bytes. */
    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of Ed25519 signs", e);
        }
    }

    /** Whether a signature is that of the text by the owner of the public key. */
    static boolean isSignature(byte[] publicKey, byte[] text, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey));
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
