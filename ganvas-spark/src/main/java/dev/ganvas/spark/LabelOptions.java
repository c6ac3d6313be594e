package dev.ganvas.spark;

import dev.ganvas.image.label.AigcLabel;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.image.label.LabelledFile;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.label.SigningKey;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The label of GB 45438-2025 that pictures of other programs get, beside the digital source type of IPTC.
 *
 * @param producer name or code of who generated them; blank to keep that of the label there
 * @param composite whether only parts are generated
 * @param key file of the key that signs, at the same path on each machine; blank for none
 */
public record LabelOptions(String producer, boolean composite, String key) implements Serializable {
    byte[] labelled(byte[] content, String name) throws IOException {
        Optional<AigcLabel> before = FileLabel.read(content, name).label();
        AigcLabel label = before.filter(
                        there -> producer.isBlank() || there.producer().equals(producer))
                .orElseGet(() -> AigcLabel.generated(producer, ""));
        Origin.Kind kind = composite ? Origin.Kind.COMPOSITE : Origin.Kind.GENERATED;
        Optional<SigningKey> signing = key.isBlank() ? Optional.empty() : Optional.of(SigningKey.read(Path.of(key)));
        return LabelledFile.with(content, new LabelledFile.Order(label, kind, signing), name);
    }
}
