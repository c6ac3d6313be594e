package dev.ganvas.cli.option;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.image.label.Labelling;
import dev.ganvas.image.label.Labelling.Choice;
import dev.ganvas.image.label.Labelling.Profile;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.label.VisibleLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which labels generated pictures carry. */
public final class LabelOptions {
    private static final String USUAL = "usual";

    @Option(
            names = "--label",
            paramLabel = "PROFILE",
            description =
                    "Labels of what is generated: none, metadata, cn (metadata, producer, words in the picture), eu or"
                            + " cn+eu (default: metadata, or $GANVAS_LABEL).")
    private String profile;

    @Option(
            names = "--producer",
            paramLabel = "NAME",
            description = "Name or code of who generates, for the label (default: $GANVAS_LABEL_PRODUCER).")
    private String producer;

    @Option(
            names = "--label-key",
            paramLabel = "FILE",
            description = "Sign the label with this key of 'ganvas label keygen' (default: $GANVAS_LABEL_KEY).")
    private Path key;

    @Option(
            names = "--visible-label",
            arity = "0..1",
            fallbackValue = USUAL,
            paramLabel = "TEXT",
            description = "Also write words into a corner of each picture (default: \"AI生成\").")
    private String visible;

    @Option(
            names = "--watermark",
            arity = "0..1",
            fallbackValue = Choice.BY_PRODUCER,
            paramLabel = "NUMBER",
            description =
                    "Also put an invisible mark into each picture, which survives JPEG, other sizes and a cut; pictures of 256"
                            + " pixels and more (default number: follows from the producer).")
    private String watermark;

    private Optional<Labelling> chosen = Optional.empty();

    /** What a picture of this kind says of itself; warns once when that is nothing. */
    public Origin origin(Origin.Kind kind, Output output) throws IOException {
        if (chosen.isEmpty()) {
            Optional<String> words =
                    Optional.ofNullable(visible).map(text -> text.equals(USUAL) ? VisibleLabel.USUAL.text() : text);
            Choice options = new Choice(
                    Optional.ofNullable(profile),
                    Optional.ofNullable(producer),
                    Optional.ofNullable(key),
                    words,
                    Optional.ofNullable(watermark));
            chosen = Optional.of(options.or(Choice.configured()).labelling());
            if (chosen.get().profile() == Profile.NONE) {
                output.warn(
                        "Warning: nothing in these files says that they are generated. Laws of China (GB 45438-2025)"
                                + " and of the EU (AI Act, Article 50) ask for a label where they are published.");
            }
        }
        return Origin.of(kind, chosen.get());
    }
}
