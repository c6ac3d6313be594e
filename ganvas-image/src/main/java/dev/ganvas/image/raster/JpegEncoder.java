package dev.ganvas.image.raster;

import dev.ganvas.image.container.JpegSegments;
import dev.ganvas.image.container.JpegSegments.Segment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Encodes baseline JPEG by the JDK's writer. Its tables and the sampling of colour are set in its tree of metadata ({@code
 * javax.imageio.metadata}, "JPEG Metadata Format Specification"); what belongs beside the pixels is put in afterwards.
 */
final class JpegEncoder {
    private static final String TREE = "javax_imageio_jpeg_image_1.0";
    private static final String JDK = "com.sun.imageio.plugins.jpeg.";
    private static final int APP0 = 0xe0;
    private static final int START_OF_SCAN = 0xda;

    private JpegEncoder() {}

    /** Encodes 1 or 3 channels of 8 bits. */
    static byte[] encode(Raster raster, Encoding.Jpeg encoding) throws IOException {
        byte[] plain = plain(raster.toImage(), encoding);
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + (1 << 16));
        out.write(plain, 0, 2);
        out.writeBytes(JpegMetadata.segments(raster.metadata()));
        int at = 2;
        for (Segment segment : JpegSegments.of(plain).segments()) {
            // The writer's own APP0 gives way to ours.
            if (segment.marker() == START_OF_SCAN) {
                break;
            }
            if (segment.marker() != APP0) {
                out.write(plain, segment.start(), segment.end() - segment.start());
            }
            at = segment.end();
        }
        out.write(plain, at, plain.length - at);
        return out.toByteArray();
    }

    private static byte[] plain(BufferedImage image, Encoding.Jpeg encoding) throws IOException {
        ImageWriter writer = writer();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            Node tree = metadata.getAsTree(TREE);
            set((IIOMetadataNode) tree, encoding, image.getRaster().getNumBands());
            metadata.setFromTree(TREE, tree);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** That of the JDK, which others on the class path wrap without need. */
    private static ImageWriter writer() throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith(JDK)) {
                return writer;
            }
            writer.dispose();
        }
        throw new IOException("this Java has no writer of JPEG; it needs the module java.desktop");
    }

    private static void set(IIOMetadataNode tree, Encoding.Jpeg encoding, int channels) {
        QuantisationTables tables = encoding.tables().orElseGet(() -> QuantisationTables.ofQuality(encoding.quality()));
        NodeList quantisation = tree.getElementsByTagName("dqtable");
        for (int i = 0; i < quantisation.getLength(); i++) {
            IIOMetadataNode node = (IIOMetadataNode) quantisation.item(i);
            boolean first = node.getAttribute("qtableId").equals("0");
            node.setUserObject(new JPEGQTable(first ? tables.luminance() : tables.chrominance()));
        }
        NodeList components = tree.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            IIOMetadataNode node = (IIOMetadataNode) components.item(i);
            boolean sampledDensely = i == 0 && channels == 3;
            node.setAttribute(
                    "HsamplingFactor",
                    Integer.toString(sampledDensely ? encoding.sampling().horizontal() : 1));
            node.setAttribute(
                    "VsamplingFactor",
                    Integer.toString(sampledDensely ? encoding.sampling().vertical() : 1));
        }
    }
}
