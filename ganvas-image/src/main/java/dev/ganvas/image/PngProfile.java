package dev.ganvas.image;

import dev.ganvas.image.container.PngChunks;
import java.io.IOException;
import java.util.Optional;

/** The ICC profile of a PNG (PNG specification, 11.3.2.3), which the JDK's reader leaves unused. */
final class PngProfile {
    private PngProfile() {}

    /** The profile that the PNG embeds, if it is usable; viewers ignore a damaged one too. */
    static Optional<ColourProfile> of(byte[] png) throws IOException {
        for (PngChunks.Chunk chunk : PngChunks.of(png)) {
            if (chunk.type().equals("iCCP")) {
                // The compression method follows the name.
                int from = PngChunks.afterKeyword(png, chunk.start(), chunk.end()) + 1;
                return PngChunks.inflated(png, from, chunk.end(), ColourProfile.MAX_BYTES)
                        .flatMap(ColourProfile::of);
            }
        }
        return Optional.empty();
    }
}
