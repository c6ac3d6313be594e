package dev.ganvas.image.raster;

import dev.ganvas.image.container.JpegSegments;
import dev.ganvas.image.container.JpegSegments.Segment;
import dev.ganvas.image.container.QuantisationTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.ImageOutputStreamImpl;
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

    /**
     * Encodes 1 or 3 channels of 8 bits.
     *
     * @param image its rows are read once, from top to bottom
     */
    static void encode(RowImage image, RasterHeader header, Encoding.Jpeg encoding, OutputStream file)
            throws IOException {
        ImageWriter writer = writer();
        try (ImageOutputStream out = new Straight(new Spliced(file, JpegMetadata.segments(header.metadata())))) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image.kind()), null);
            Node tree = metadata.getAsTree(TREE);
            set((IIOMetadataNode) tree, encoding, header.channels());
            metadata.setFromTree(TREE, tree);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
    }

    /** Hands bytes on as they come; the JDK's own would keep them all until it is closed. */
    private static final class Straight extends ImageOutputStreamImpl {
        private final OutputStream out;

        Straight(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            streamPos++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            streamPos += length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("bytes are only written");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            throw new UnsupportedOperationException("bytes are only written");
        }
    }

    /** Puts segments in at the start of an image, where the writer's own APP0 gives way to them. */
    private static final class Spliced extends OutputStream {
        private final OutputStream out;
        private final byte[] segments;
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private boolean passed;

        Spliced(OutputStream out, byte[] segments) {
            this.out = out;
            this.segments = segments;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (passed) {
                out.write(bytes, offset, length);
                return;
            }
            head.write(bytes, offset, length);
            byte[] begun = head.toByteArray();
            for (Segment segment : JpegSegments.of(begun).segments()) {
                if (segment.marker() == START_OF_SCAN) {
                    pass(begun, segment.start());
                    return;
                }
            }
        }

        private void pass(byte[] begun, int scan) throws IOException {
            passed = true;
            out.write(begun, 0, 2);
            out.write(segments);
            for (Segment segment : JpegSegments.of(begun).segments()) {
                if (segment.start() < scan && segment.marker() != APP0) {
                    out.write(begun, segment.start(), segment.end() - segment.start());
                }
            }
            out.write(begun, scan, begun.length - scan);
        }
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
