package dev.ganvas.image;

import dev.ganvas.image.label.Origin;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes animated GIF (GIF89a, CompuServe 1990): the frames by ImageIO's writer with the palette of {@link ColourPalette},
 * and before them the {@link GifExtensions}, of which ImageIO cannot write every one.
 */
final class GifEncoder {
    private static final String NATIVE = "javax_imageio_gif_image_1.0";
    private static final int MILLIS_PER_TICK = 10;

    /** Signature, version and logical screen descriptor; a global palette follows. */
    private static final int HEADER = 13;

    private static final int PALETTE_FLAGS = 10;

    private GifEncoder() {}

    static byte[] encode(Animation animation, Origin origin) {
        byte[] frames = frames(animation);
        int head = headLength(frames);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(frames.length + 2048);
        bytes.write(frames, 0, head);
        bytes.writeBytes(GifExtensions.repeatForEver());
        bytes.writeBytes(GifExtensions.comment(lines(origin.entries())));
        origin.xmp().ifPresent(packet -> bytes.writeBytes(GifExtensions.xmp(packet)));
        bytes.write(frames, head, frames.length - head);
        return bytes.toByteArray();
    }

    private static String lines(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** What comes before the first block: the header, and the palette of all frames if its flag is set. */
    private static int headLength(byte[] gif) {
        int flags = gif[PALETTE_FLAGS];
        return HEADER + ((flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1);
    }

    private static byte[] frames(Animation animation) {
        ColourPalette palette = ColourPalette.of(animation.frames());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        // ImageIO's own choice would be a temporary file, which cannot be had any more once the JVM is asked to end.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            writer.prepareWriteSequence(null);
            for (int i = 0; i < animation.frames().size(); i++) {
                BufferedImage image = indexed(animation.frames().get(i), palette);
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
                metadata.setFromTree(NATIVE, timed(metadata, animation.millis().get(i)));
                writer.writeToSequence(new IIOImage(image, null, metadata), parameters);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage indexed(Picture frame, ColourPalette palette) {
        BufferedImage image = new BufferedImage(
                frame.width(), frame.height(), BufferedImage.TYPE_BYTE_INDEXED, palette.toColorModel());
        palette.map(frame, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return image;
    }

    private static IIOMetadataNode timed(IIOMetadata metadata, int millis) throws IIOInvalidTreeException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(NATIVE);
        IIOMetadataNode control = control(root);
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute(
                "delayTime", Integer.toString(Math.max(1, (millis + MILLIS_PER_TICK / 2) / MILLIS_PER_TICK)));
        return root;
    }

    private static IIOMetadataNode control(IIOMetadataNode root) {
        if (root.getElementsByTagName("GraphicControlExtension").item(0) instanceof IIOMetadataNode found) {
            return found;
        }
        IIOMetadataNode made = new IIOMetadataNode("GraphicControlExtension");
        root.appendChild(made);
        return made;
    }
}
