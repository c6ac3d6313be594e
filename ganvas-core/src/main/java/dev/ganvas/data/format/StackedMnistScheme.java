package dev.ganvas.data.format;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.SourceScheme;
import java.io.IOException;

/** Makes {@code stacked-mnist:PATH} a location that {@link dev.ganvas.data.Sources} opens. */
public final class StackedMnistScheme implements SourceScheme {
    @Override
    public String name() {
        return StackedMnist.SCHEME;
    }

    @Override
    public PictureSource open(String location) throws IOException {
        return StackedMnist.open(location);
    }
}
