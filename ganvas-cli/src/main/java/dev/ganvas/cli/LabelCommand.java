package dev.ganvas.cli;

import dev.ganvas.cli.option.PictureParameters;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.image.label.SigningKey;
import dev.ganvas.image.label.Verification;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@InGroup(Group.MANAGE)
@Command(
        name = "label",
        description = "Reads, writes and verifies the labels that say that a picture is generated.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {
            LabelCommand.Read.class,
            LabelWriteCommand.class,
            LabelCommand.Verify.class,
            LabelCommand.Keygen.class,
            WatermarkCommands.class
        },
        footer = {
            "",
            "Example:  ganvas label read picture.png",
            "Example:  ganvas label verify pictures/*.png --key public.pem",
            "Example:  ganvas label keygen my.pem"
        })
final class LabelCommand {
    private LabelCommand() {}

    /** What is done with one file. */
    @FunctionalInterface
    interface Action {
        /** @return whether all is well */
        boolean on(byte[] file, Path path, Map<String, Object> row) throws IOException;
    }

    /** A file that fails does not keep the others from their turn. */
    static int each(List<Path> pictures, Output output, Action action) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        boolean well = true;
        for (Path picture : pictures) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", picture.toString());
            try {
                well &= action.on(content(picture), picture, row);
            } catch (MalformedFileException e) {
                well = false;
                row.put("error", e.getMessage());
                output.warn("ganvas: " + e.getMessage());
            }
            rows.add(row);
        }
        output.result(Map.of("pictures", rows));
        return well ? 0 : Main.FAILED;
    }

    private static byte[] content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no picture file " + file + ".");
        }
        if (Files.size(file) > PictureDecoder.MAX_FILE_BYTES) {
            throw new MalformedFileException(file, "is above the limit of " + PictureDecoder.MAX_FILE_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static void describe(FileLabel label, Map<String, Object> row) {
        row.put("generated", label.saysGenerated());
        row.put("gb45438", label.aigc());
        row.put("digital_source_type", label.digitalSourceTypes());
        row.put("record", label.record().orElse(""));
        row.put("tool", label.tool());
        row.put("c2pa_manifest", label.c2pa());
    }

    @Command(
            name = "read",
            description = {
                "Shows what pictures say of their origin, whoever wrote it: GB 45438, IPTC, Ganvas's record, C2PA.",
                "A C2PA manifest is noted, not checked."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas label read picture.png --json"})
    static final class Read implements Callable<Integer> {
        @Mixin
        private PictureParameters pictures;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            return each(pictures.files(), output, (file, path, row) -> {
                FileLabel label = FileLabel.read(file, path.toString());
                describe(label, row);
                output.say(path + ": "
                        + (label.saysGenerated() ? "says that it is generated" : "nothing says that it is generated"));
                label.aigc().forEach(text -> output.say("  GB 45438:  " + text));
                label.digitalSourceTypes().forEach(type -> output.say("  IPTC:      " + type));
                label.record().ifPresent(record -> output.say("  Record:    " + record));
                if (!label.tool().isEmpty()) {
                    output.say("  Tool:      " + label.tool());
                }
                if (label.c2pa()) {
                    output.say("  C2PA:      there is a manifest, which is not checked");
                }
                return true;
            });
        }
    }

    @Command(
            name = "verify",
            description = {
                "Says whether each picture has a valid label, and whether picture or label were changed since.",
                "Exit code 0 when all have a valid label that nothing speaks against, otherwise 1."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas label verify picture.png --key public.pem"})
    static final class Verify implements Callable<Integer> {
        @Mixin
        private PictureParameters pictures;

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "The public key that must have signed; what it did not sign counts as tampered with.")
        private Path key;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            Optional<byte[]> expected = key == null ? Optional.empty() : Optional.of(SigningKey.readPublic(key));
            return each(pictures.files(), output, (file, path, row) -> {
                Verification found = Verification.of(file, path.toString(), expected);
                String verdict = found.verdict().name().toLowerCase(Locale.ROOT);
                row.put("verdict", verdict);
                row.put("valid", found.verdict().isValid());
                row.put("findings", found.findings());
                found.signer().ifPresent(signer -> row.put("signed_by", signer));
                describe(found.label(), row);
                output.say(path + ": " + verdict + "; " + String.join("; ", found.findings()));
                return found.verdict().isValid();
            });
        }
    }

    @Command(
            name = "keygen",
            description = {
                "Writes a new key that signs labels, private and public part in one file; keep it secret.",
                "Give others the public part alone: --public FILE."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas label keygen my.pem --public public.pem"})
    static final class Keygen implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "File to write; one that is there is never replaced.")
        private Path file;

        @Option(names = "--public", paramLabel = "FILE", description = "Also write the public part alone.")
        private Path publicFile;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            SigningKey key = SigningKey.generate();
            key.write(file);
            if (publicFile != null) {
                AtomicFile.write(publicFile, key.publicPem());
            }
            String fingerprint = SigningKey.fingerprint(key.publicKey());
            output.say("Key: " + file + ", fingerprint " + fingerprint);
            output.result(Map.of("file", file.toString(), "fingerprint", fingerprint));
            return 0;
        }
    }
}
