package dev.ganvas.cli;

import dev.ganvas.cli.option.PictureParameters;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.AigcLabel;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.image.label.LabelledFile;
import dev.ganvas.image.label.Labelling;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.label.SigningKey;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "write",
        description = {
            "Puts a label into pictures, in place of one that is there; pixels stay byte for byte.",
            "Use it for pictures of other programs, and to sign anew after a change."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas label write picture.jpg --producer \"My Company\" --key my.pem"})
final class LabelWriteCommand implements Callable<Integer> {
    @Mixin
    private PictureParameters pictures;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results (default: the pictures themselves are replaced).")
    private Path out;

    @Option(
            names = "--certainty",
            defaultValue = "generated",
            description = "generated, possibly or suspected (default: ${DEFAULT-VALUE}).")
    private AigcLabel.Certainty certainty;

    @Option(names = "--composite", description = "Only parts are generated.")
    private boolean composite;

    @Option(
            names = "--producer",
            paramLabel = "NAME",
            description =
                    "Name or code of who generated (default: that of the label there, or $GANVAS_LABEL_PRODUCER).")
    private String producer;

    @Option(names = "--produce-id", paramLabel = "ID", description = "The producer's number (default: a new one).")
    private String produceId;

    @Option(names = "--propagator", paramLabel = "NAME", description = "Name or code of who publishes.")
    private String propagator;

    @Option(names = "--propagate-id", paramLabel = "ID", description = "The publisher's number.")
    private String propagateId;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Sign with this key of 'ganvas label keygen' (default: $GANVAS_LABEL_KEY).")
    private Path key;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Labelling.Choice configured = Labelling.Choice.configured();
        Optional<Path> keyFile = Optional.ofNullable(key).or(configured::key);
        Optional<SigningKey> signing =
                keyFile.isPresent() ? Optional.of(SigningKey.read(keyFile.get())) : Optional.empty();
        return LabelCommand.each(pictures.files(), output, (file, path, row) -> {
            AigcLabel label = label(FileLabel.read(file, path.toString()).label(), configured);
            Origin.Kind kind = composite ? Origin.Kind.COMPOSITE : Origin.Kind.GENERATED;
            Path target = out == null ? path : out.resolve(path.getFileName());
            AtomicFile.write(
                    target, LabelledFile.with(file, new LabelledFile.Order(label, kind, signing), path.toString()));
            row.put("written", target.toString());
            output.say("Labelled: " + target);
            return true;
        });
    }

    /** What the label that is there says stays, unless something else is asked for. */
    private AigcLabel label(Optional<AigcLabel> there, Labelling.Choice configured) {
        AigcLabel before = there.orElse(AigcLabel.generated("", ""));
        String who = Optional.ofNullable(producer)
                .or(() -> Optional.of(before.producer()).filter(name -> !name.isBlank()))
                .or(configured::producer)
                .orElse("");
        String number = Optional.ofNullable(produceId).orElse(who.equals(before.producer()) ? before.produceId() : "");
        AigcLabel label = new AigcLabel(
                certainty,
                who,
                number,
                "",
                Optional.ofNullable(propagator).orElse(before.propagator()),
                Optional.ofNullable(propagateId).orElse(before.propagateId()),
                before.reserved2());
        if (who.isBlank() && !label.isAttributed()) {
            throw new UsageException("A label names who generated the picture with --producer, or who publishes it with"
                    + " --propagator and --propagate-id.");
        }
        return label;
    }
}
