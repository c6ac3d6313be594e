package dev.ganvas.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** Writes animated GIF (GIF89a, CompuServe 1990) by ImageIO's writer, with the palette of {@link ColourPalette}. */
final class GifEncoder {
    private static final String NATIVE = "javax_imageio_gif_image_1.0";
    private static final int MILLIS_PER_TICK = 10;

    private GifEncoder() {}

    static byte[] encode(Animation animation, Map<String, String> text) {
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
                metadata.setFromTree(
                        NATIVE, described(metadata, animation.millis().get(i), i == 0 ? text : Map.of(), i == 0));
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

    private static IIOMetadataNode described(IIOMetadata metadata, int millis, Map<String, String> text, boolean first)
            throws IIOInvalidTreeException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(NATIVE);
        IIOMetadataNode control = node(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute(
                "delayTime", Integer.toString(Math.max(1, (millis + MILLIS_PER_TICK / 2) / MILLIS_PER_TICK)));
        if (first) {
            // Netscape's block: sub-block 1, then how often to repeat; 0 is for ever.
            IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
            repeat.setAttribute("applicationID", "NETSCAPE");
            repeat.setAttribute("authenticationCode", "2.0");
            repeat.setUserObject(new byte[] {1, 0, 0});
            node(root, "ApplicationExtensions").appendChild(repeat);
        }
        if (!text.isEmpty()) {
            IIOMetadataNode comment = new IIOMetadataNode("CommentExtension");
            comment.setAttribute("value", comment(text));
            node(root, "CommentExtensions").appendChild(comment);
        }
        return root;
    }

    /** GIF comments are 7-bit ASCII by the specification. */
    private static String comment(Map<String, String> text) {
        String lines = text.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
        return new String(lines.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }

    private static IIOMetadataNode node(IIOMetadataNode root, String name) {
        if (root.getElementsByTagName(name).item(0) instanceof IIOMetadataNode found) {
            return found;
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }
}
