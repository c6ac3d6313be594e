package dev.ganvas.faces;

import dev.ganvas.error.UsageException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what a gallery holds with a key that is made of a password: AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a fresh
 * nonce for each record, the key by PBKDF2 with HMAC-SHA-256 (RFC 8018).
 */
final class GalleryLock {
    /** Rounds of PBKDF2 in new galleries, as OWASP's Password Storage Cheat Sheet has it in 2023. */
    static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final byte[] CHECKED = new byte[16];

    private final byte[] salt;
    private final int iterations;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private GalleryLock(byte[] salt, int iterations, SecretKeySpec key) {
        this.salt = salt;
        this.iterations = iterations;
        this.key = key;
    }

    /** What stands in the file of it. */
    record Terms(byte[] salt, int iterations, byte[] check) {}

    /** A new lock. */
    static GalleryLock of(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new GalleryLock(salt, ITERATIONS, key(password, salt, ITERATIONS));
    }

    /**
     * The lock of a gallery.
     *
     * @param gallery for the message
     * @throws UsageException when the password is another
     */
    static GalleryLock of(char[] password, Terms terms, Object gallery) {
        GalleryLock lock =
                new GalleryLock(terms.salt(), terms.iterations(), key(password, terms.salt(), terms.iterations()));
        try {
            lock.opened(terms.check());
        } catch (AEADBadTagException e) {
            throw new UsageException("The password does not open " + gallery + ".", e);
        }
        return lock;
    }

    private static SecretKeySpec key(char[] password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, KEY_BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2 with SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    Terms terms() {
        return new Terms(salt, iterations, sealed(CHECKED));
    }

    /** The nonce and what it and the key make of the bytes. */
    byte[] sealed(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + secret.length);
            System.arraycopy(secret, 0, sealed, NONCE_BYTES, secret.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in GCM takes any bytes", e);
        }
    }

    /** @throws AEADBadTagException when the bytes were made with another key, or changed */
    byte[] opened(byte[] sealed) throws AEADBadTagException {
        if (sealed.length < NONCE_BYTES) {
            throw new AEADBadTagException("too short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in GCM takes any bytes", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
