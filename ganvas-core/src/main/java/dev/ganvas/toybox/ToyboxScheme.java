package dev.ganvas.toybox;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.SourceScheme;

/** Makes {@code toybox} and {@code toybox:options} locations that {@link dev.ganvas.data.Sources} opens. */
public final class ToyboxScheme implements SourceScheme {
    @Override
    public String name() {
        return ToyboxOptions.SCHEME;
    }

    @Override
    public PictureSource open(String location) {
        return Toybox.open(location);
    }
}
