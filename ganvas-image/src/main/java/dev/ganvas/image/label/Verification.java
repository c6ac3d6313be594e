package dev.ganvas.image.label;

import dev.ganvas.error.MalformedFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a picture's label can be relied on.
 *
 * @param verdict in a word
 * @param findings why, in sentences for people
 * @param signer fingerprint of the key that signed, where a signature holds
 * @param label what the file says
 */
public record Verification(Verdict verdict, List<String> findings, Optional<String> signer, FileLabel label) {
    /** What came of it. */
    public enum Verdict {
        /** Signed, and unchanged since. By whom is for the reader to know: compare the key. */
        SIGNED,
        /** Unchanged since it was labelled, unless somebody made a new seal. */
        UNCHANGED,
        /** A valid label, and nothing that shows whether picture and label belong together. */
        UNPROTECTED,
        /** Pixels or label were changed after the picture was labelled, or the key is another. */
        TAMPERED,
        /** A label that breaks the rules of its standard. */
        INVALID,
        /** Nothing says that it is generated. */
        NONE;

        /** Whether there is a valid label that nothing speaks against. */
        public boolean isValid() {
            return this == SIGNED || this == UNCHANGED || this == UNPROTECTED;
        }
    }

    /**
     * Verifies a file.
     *
     * @param file a PNG, APNG, JPEG, WebP, TIFF or GIF
     * @param name for messages
     * @param expected the public key that must have signed, as X.509 encodes it
     * @throws MalformedFileException when it is of another kind, or damaged
     */
    public static Verification of(byte[] file, String name, Optional<byte[]> expected) throws MalformedFileException {
        FileLabel said = FileLabel.read(file, name);
        if (!said.saysGenerated()) {
            return new Verification(Verdict.NONE, List.of("nothing says that it is generated"), Optional.empty(), said);
        }
        List<String> broken = brokenRules(said);
        if (!broken.isEmpty()) {
            return new Verification(Verdict.INVALID, broken, Optional.empty(), said);
        }
        Optional<AigcLabel> label = said.label();
        Optional<Seal> seal = label.flatMap(known -> Seal.parse(known.reserved1()));
        return seal.isPresent() ? sealed(said, label.get(), seal.get(), expected) : unsealed(said, label, expected);
    }

    private static List<String> brokenRules(FileLabel said) {
        List<String> broken = new ArrayList<>();
        if (said.packets() > 1) {
            broken.add("it has " + said.packets() + " XMP packets; one is allowed");
        }
        if (said.aigc().size() > 1) {
            broken.add("it has " + said.aigc().size() + " labels of GB 45438; exactly one is allowed");
        }
        if (said.digitalSourceTypes().size() > 1) {
            broken.add("it has " + said.digitalSourceTypes().size() + " digital source types; one is allowed");
        }
        if (said.aigc().size() == 1) {
            Optional<AigcLabel> label = said.label();
            if (label.isEmpty()) {
                broken.add("its label of GB 45438 is no JSON object with a Label of \"1\", \"2\" or \"3\"");
            } else if (!label.get().isAttributed()) {
                broken.add("its label of GB 45438 names neither a producer nor a publisher with a number");
            }
        }
        return broken;
    }

    private static Verification unsealed(FileLabel said, Optional<AigcLabel> label, Optional<byte[]> expected) {
        if (expected.isPresent()) {
            return new Verification(Verdict.TAMPERED, List.of("it is not signed"), Optional.empty(), said);
        }
        boolean unknown = label.filter(known -> Seal.isOne(known.reserved1())).isPresent();
        return unknown
                ? new Verification(Verdict.TAMPERED, List.of("its seal is damaged"), Optional.empty(), said)
                : new Verification(
                        Verdict.UNPROTECTED,
                        List.of("nothing shows whether picture and label were changed since"),
                        Optional.empty(),
                        said);
    }

    private static Verification sealed(FileLabel said, AigcLabel label, Seal seal, Optional<byte[]> expected) {
        List<String> findings = new ArrayList<>();
        if (!seal.content().equals(said.content())) {
            findings.add("its pixels are not those that were labelled: it was changed or coded anew, or the label is"
                    + " another picture's");
        }
        Seal.Statement statement = new Seal.Statement(
                label, said.digitalSourceType(), said.record().orElse(""));
        if (!seal.statement().equals(statement.hash(seal.content()))) {
            findings.add("its label, digital source type or record was changed");
        }
        if (seal.signed().isPresent() && !seal.isTrulySigned()) {
            findings.add("its signature is false");
        }
        if (expected.isPresent() && !seal.isSignedBy(expected.get())) {
            findings.add(seal.signed().isPresent() ? "another key signed it" : "it is not signed");
        }
        if (!findings.isEmpty()) {
            return new Verification(Verdict.TAMPERED, findings, Optional.empty(), said);
        }
        Optional<String> signer = seal.signed().map(by -> SigningKey.fingerprint(by.publicKey()));
        return signer.isPresent()
                ? new Verification(
                        Verdict.SIGNED, List.of("unchanged since the key " + signer.get() + " signed it"), signer, said)
                : new Verification(
                        Verdict.UNCHANGED,
                        List.of("unchanged since it was labelled; without a signature, this shows mishaps alone"),
                        Optional.empty(),
                        said);
    }
}
