package dev.ganvas.image.label;

import dev.ganvas.image.container.XmpContainer;
import java.io.IOException;

/** A file that gets another's packet, as who forges a label would do it. */
record PacketIn(byte[] file) {
    byte[] with(byte[] packet) throws IOException {
        return XmpContainer.of(file).orElseThrow().with(file, packet);
    }
}
