package dev.ganvas.train.report;

import dev.ganvas.page.Html;
import dev.ganvas.page.Numbers;
import dev.ganvas.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample pictures of a run, embedded in the page: the first, the last, and some evenly chosen between. */
final class SampleGallery {
    /** The last is shown as large as four others, so nine fill a grid four wide. */
    private static final int SHOWN = 9;
    /** A larger file would make the page unwieldy and is left out. */
    private static final long LARGEST = 8L << 20;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G'};
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?!.*\\d)");

    private SampleGallery() {}

    /** Nothing where the folder is missing or holds no usable PNG. */
    static Html of(Path folder) throws IOException {
        List<Path> chosen = choose(pictures(folder));
        List<Html> figures = new ArrayList<>();
        for (int i = chosen.size() - 1; i >= 0; i--) {
            boolean latest = i == chosen.size() - 1;
            // The latest comes first and large, the others follow in the order of time.
            Html figure = figure(chosen.get(latest ? i : chosen.size() - 2 - i), latest);
            figures.add(figure);
        }
        return figures.isEmpty()
                ? Html.NOTHING
                : Html.tag("div").with("class", "samples").of(figures);
    }

    /** The usable PNG files in the order of training. */
    static List<Path> pictures(Path folder) throws IOException {
        List<Path> pictures = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.png")) {
                for (Path file : files) {
                    if (Files.isRegularFile(file) && Files.size(file) <= LARGEST && isPng(file)) {
                        pictures.add(file);
                    }
                }
            }
        }
        pictures.sort(Comparator.comparing(SampleGallery::number).thenComparing(SampleGallery::name));
        return pictures;
    }

    private static boolean isPng(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(PNG_SIGNATURE.length), PNG_SIGNATURE);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** The last number in the name, which counts images seen; names without one come first. */
    private static BigInteger number(Path file) {
        Matcher matcher = NUMBER.matcher(name(file));
        return matcher.find() ? new BigInteger(matcher.group(1)) : BigInteger.ONE.negate();
    }

    static <T> List<T> choose(List<T> all) {
        return choose(all, SHOWN);
    }

    /** At most {@code count} of them, at least 2, evenly: the first and the last always. */
    static <T> List<T> choose(List<T> all, int count) {
        if (all.size() <= count) {
            return all;
        }
        Set<Integer> indices = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            indices.add((int) Math.round(i * (all.size() - 1) / (count - 1.0)));
        }
        return indices.stream().map(all::get).toList();
    }

    private static Html figure(Path file, boolean latest) throws IOException {
        BigInteger number = number(file);
        String caption = number.signum() < 0 ? name(file) : Numbers.grouped(number.longValueExact()) + " images";
        return Html.tag("figure")
                .with("class", latest ? "latest" : "")
                .of(
                        Page.picture(file, "samples, " + caption).of(),
                        Html.tag("figcaption").of(latest ? "latest: " + caption : caption));
    }
}
