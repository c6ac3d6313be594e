package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/** A WebP, or the first frame of an animated one on its canvas. */
final class WebpCodec implements Codec {
    private final String name;
    private final WebpStructure structure;

    WebpCodec(byte[] bytes, String name) throws IOException {
        this.name = name;
        this.structure = WebpStructure.of(bytes);
    }

    @Override
    public int width() {
        return structure.canvas().width();
    }

    @Override
    public int height() {
        return structure.canvas().height();
    }

    @Override
    public Optional<ColourProfile> profile() {
        return structure.profile().flatMap(ColourProfile::of);
    }

    /** Packed ARGB, and as much again in the native decoder. */
    @Override
    public int bytesPerPixel() {
        return 8;
    }

    @Override
    public BufferedImage read(int step) throws IOException {
        WebpStructure.Frame frame = structure.frame();
        try {
            BufferedImage image = LibWebp.decode(frame.file(), frame.size(), step);
            return Canvas.around(image, frame.left(), frame.top(), structure.canvas(), step);
        } catch (LinkageError e) {
            String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
            throw new MalformedFileException(name, "WebP is not read here: libwebp does not load, " + machine, e);
        }
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
