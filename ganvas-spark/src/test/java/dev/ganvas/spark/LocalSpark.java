package dev.ganvas.spark;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Spark in this process, that all tests share, and pictures to work on. */
final class LocalSpark {
    private static final SparkSession SESSION = started();

    private LocalSpark() {}

    private static SparkSession started() {
        return SparkSession.builder()
                // A task may fail once and is done again, as on a cluster.
                .master("local[2,2]")
                .appName("ganvas-spark")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                // Code made for each query takes longer to compile than these few rows; local-cluster has it.
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
                .getOrCreate();
    }

    static SparkSession session() {
        return SESSION;
    }

    /** A picture that is its number's: shades, with noise. */
    static Picture picture(int number, int width, int height) {
        RandomStream random = Seed.of(number).stream();
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            double shade = 128 + 90 * Math.sin(0.2 * (i / 3 % width) + number) * Math.cos(0.15 * (i / 3 / width));
            rgb[i] = (byte) Math.max(0, Math.min(255, shade + 12 * random.nextGaussian()));
        }
        return new Picture(width, height, rgb);
    }

    /** Writes sound pictures, JPEG and PNG in turn. */
    static List<Path> sound(Path folder, int count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Picture picture = picture(i, 40 + i, 32);
            byte[] file = i % 2 == 0 ? RasterFile.jpeg(picture, 15) : Pictures.png(picture, Origin.real());
            files.add(Files.write(folder.resolve("sound-" + i + (i % 2 == 0 ? ".jpg" : ".PNG")), file));
        }
        return files;
    }

    /** Writes what is called a picture and is none: text, cut off, and a header that claims 2,500 megapixels. */
    static List<Path> damaged(Path folder) throws IOException {
        byte[] png = Pictures.png(picture(0, 50, 50), Origin.real());
        byte[] bomb = png.clone();
        for (int at : new int[] {16, 20}) {
            bomb[at + 2] = (byte) (50_000 >> 8);
            bomb[at + 3] = (byte) 50_000;
        }
        return List.of(
                Files.writeString(folder.resolve("damaged-text.png"), "no picture"),
                Files.write(folder.resolve("damaged-cut.png"), Arrays.copyOf(png, png.length / 2)),
                Files.write(folder.resolve("damaged-bomb.png"), bomb));
    }

    /** Rows by the last part of their path. */
    static Map<String, Row> byName(Dataset<Row> rows) {
        Map<String, Row> found = new TreeMap<>();
        for (Row row : rows.collectAsList()) {
            String path = row.getAs("path");
            if (found.put(path.substring(path.lastIndexOf('/') + 1), row) != null) {
                throw new AssertionError(path + " is there twice");
            }
        }
        return found;
    }
}
