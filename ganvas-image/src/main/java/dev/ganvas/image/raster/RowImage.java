package dev.ganvas.image.raster;

import java.awt.Image;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Vector;

/**
 * A picture of 8 bits as AWT has it, whose rows are given from top to bottom and forgotten when the next one is asked for. Only
 * what reads it in that order, row by row, can use it.
 */
final class RowImage implements RenderedImage {
    private final ColorModel colours;
    private final RowSamples samples;
    private final Raster raster;

    /** Waits for the next row. */
    @FunctionalInterface
    interface Source {
        byte[] take() throws InterruptedException;
    }

    RowImage(int width, int height, int channels, Source source) {
        samples = new RowSamples(width, height, channels, source);
        colours = new ComponentColorModel(
                ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                false,
                false,
                Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        // The samples know where they are; nothing lies in the buffer.
        raster = Raster.createRaster(samples, new DataBufferByte(1), new Point());
    }

    /** An empty image of the same kind, for what only asks about kinds. */
    BufferedImage kind() {
        return new BufferedImage(colours, colours.createCompatibleWritableRaster(1, 1), false, null);
    }

    /** Finds samples in the row that was given last. */
    private static final class RowSamples extends SampleModel {
        private final Source source;
        private byte[] row = new byte[0];
        private int number = -1;

        RowSamples(int width, int height, int channels, Source source) {
            super(DataBuffer.TYPE_BYTE, width, height, channels);
            this.source = source;
        }

        private byte[] row(int y) {
            try {
                while (number < y) {
                    row = source.take();
                    number++;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("given up", e);
            }
            if (number > y) {
                throw new IllegalStateException("row " + y + " is gone; row " + number + " is here");
            }
            return row;
        }

        @Override
        public int[] getPixels(int x, int y, int wide, int high, int[] into, DataBuffer data) {
            int[] pixels = into == null ? new int[wide * high * numBands] : into;
            int at = 0;
            for (int line = y; line < y + high; line++) {
                byte[] bytes = row(line);
                for (int i = x * numBands; i < (x + wide) * numBands; i++) {
                    pixels[at++] = bytes[i] & 0xff;
                }
            }
            return pixels;
        }

        @Override
        public int getSample(int x, int y, int band, DataBuffer data) {
            return row(y)[x * numBands + band] & 0xff;
        }

        @Override
        public Object getDataElements(int x, int y, Object into, DataBuffer data) {
            byte[] pixel = into == null ? new byte[numBands] : (byte[]) into;
            System.arraycopy(row(y), x * numBands, pixel, 0, numBands);
            return pixel;
        }

        @Override
        public int getNumDataElements() {
            return numBands;
        }

        @Override
        public SampleModel createCompatibleSampleModel(int wide, int high) {
            throw new UnsupportedOperationException("rows are only read");
        }

        @Override
        public SampleModel createSubsetSampleModel(int[] bands) {
            return this;
        }

        @Override
        public DataBuffer createDataBuffer() {
            throw new UnsupportedOperationException("rows are only read");
        }

        @Override
        public void setDataElements(int x, int y, Object from, DataBuffer data) {
            throw new UnsupportedOperationException("rows are only read");
        }

        @Override
        public void setSample(int x, int y, int band, int sample, DataBuffer data) {
            throw new UnsupportedOperationException("rows are only read");
        }

        @Override
        public int[] getSampleSize() {
            int[] sizes = new int[numBands];
            Arrays.fill(sizes, 8);
            return sizes;
        }

        @Override
        public int getSampleSize(int band) {
            return 8;
        }
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
        return raster;
    }

    @Override
    public Raster getData() {
        return raster;
    }

    @Override
    public Raster getData(Rectangle part) {
        return raster;
    }

    @Override
    public WritableRaster copyData(WritableRaster into) {
        throw new UnsupportedOperationException("rows are only read");
    }

    @Override
    public ColorModel getColorModel() {
        return colours;
    }

    @Override
    public SampleModel getSampleModel() {
        return samples;
    }

    @Override
    public int getWidth() {
        return samples.getWidth();
    }

    @Override
    public int getHeight() {
        return samples.getHeight();
    }

    @Override
    public int getTileWidth() {
        return getWidth();
    }

    @Override
    public int getTileHeight() {
        return getHeight();
    }

    @Override
    public int getNumXTiles() {
        return 1;
    }

    @Override
    public int getNumYTiles() {
        return 1;
    }

    @Override
    public int getMinX() {
        return 0;
    }

    @Override
    public int getMinY() {
        return 0;
    }

    @Override
    public int getMinTileX() {
        return 0;
    }

    @Override
    public int getMinTileY() {
        return 0;
    }

    @Override
    public int getTileGridXOffset() {
        return 0;
    }

    @Override
    public int getTileGridYOffset() {
        return 0;
    }

    @Override
    public Object getProperty(String name) {
        return Image.UndefinedProperty;
    }

    @Override
    public String[] getPropertyNames() {
        return new String[0];
    }

    @Override
    @SuppressWarnings("JdkObsolete") // The interface asks for it.
    public Vector<RenderedImage> getSources() {
        return new Vector<>();
    }
}
