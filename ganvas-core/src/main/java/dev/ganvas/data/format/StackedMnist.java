package dev.ganvas.data.format;

import dev.ganvas.data.PictureSource;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Stacked MNIST: three digits of MNIST, drawn independently, as the red, green and blue channels of one picture, which
 * makes 1,000 modes (Metz et al., "Unrolled GANs", 2017). Item {@code i} is a pure function of MNIST, seed and {@code i}.
 * Digits keep their size and lie in the middle of {@value #SIZE} x {@value #SIZE} pixels. There are no classes; the
 * attribute {@code digits} is such as {@code 703}, for a red 7, a green 0 and a blue 3.
 */
final class StackedMnist implements PictureSource {
    /** Width and height of a picture. */
    static final int SIZE = 32;

    /** The name that locations begin with. */
    static final String SCHEME = "stacked-mnist";

    private static final int DEFAULT_COUNT = 50_000;
    private static final long DEFAULT_SEED = 1;

    /** Goes up whenever the same options would give other pictures than before. */
    private static final int VERSION = 1;

    private static final int CHANNELS = 3;

    private final PictureSource digits;
    private final Options options;
    private final Seed seed;

    /**
     * @param path of MNIST: the folder or its file of images
     * @param count number of pictures
     */
    record Options(String path, int count, long seed) {
        Options {
            Require.that(
                    !path.isBlank(), "no MNIST named; write " + SCHEME + ":PATH or " + SCHEME + ":PATH?n=50000&seed=1");
            Require.positive(count, "n");
        }

        /** Reads {@code stacked-mnist:PATH} or {@code stacked-mnist:PATH?n=50000&seed=1}. */
        static Options parse(String location) {
            Require.that(
                    location.startsWith(SCHEME + ":"),
                    "'" + location + "' names no MNIST; write " + SCHEME + ":PATH or " + SCHEME
                            + ":PATH?n=50000&seed=1");
            int question = location.lastIndexOf('?');
            String path = location.substring(SCHEME.length() + 1, question < 0 ? location.length() : question);
            Options options = new Options(path, DEFAULT_COUNT, DEFAULT_SEED);
            if (question >= 0) {
                for (String option : location.substring(question + 1).split("&", -1)) {
                    options = options.with(option);
                }
            }
            return options;
        }

        private Options with(String option) {
            String[] parts = option.split("=", 2);
            String value = parts.length == 2 ? parts[1] : "";
            try {
                return switch (parts[0]) {
                    case "n" -> new Options(path, Integer.parseInt(value), seed);
                    case "seed" -> new Options(path, count, Long.parseLong(value));
                    default ->
                        throw new UsageException(SCHEME + " has no option '" + option
                                + "'; the options are n=PICTURES and seed=NUMBER, joined by '&'");
                };
            } catch (NumberFormatException e) {
                throw new UsageException(parts[0] + " must be a whole number, not '" + value + "'", e);
            }
        }
    }

    private StackedMnist(PictureSource digits, Options options) {
        this.digits = digits;
        this.options = options;
        this.seed = Seed.of(options.seed()).child(SCHEME).child(VERSION);
    }

    /**
     * Opens what a location names.
     *
     * @throws UsageException when the location does not fit or there is no MNIST at its path
     * @throws MalformedFileException when MNIST's files are damaged, or their pictures larger than {@value #SIZE} pixels
     */
    static StackedMnist open(String location) throws IOException {
        Options options = Options.parse(location);
        PictureSource digits = mnist(options.path());
        Picture first = digits.read(0);
        if (first.width() > SIZE || first.height() > SIZE) {
            digits.close();
            throw new MalformedFileException(
                    options.path(),
                    "holds pictures of " + first.width() + " x " + first.height() + "; stacked digits are at most "
                            + SIZE + " x " + SIZE);
        }
        return new StackedMnist(digits, options);
    }

    private static PictureSource mnist(String location) throws IOException {
        Path path = Locations.existing(location);
        Path images = Files.isDirectory(path)
                ? IdxFiles.imagesIn(KnownFolder.find(path, IdxFiles::isIn).orElse(path))
                        .orElseThrow(() -> new UsageException(
                                path + ": holds no MNIST; expected a file such as train-images-idx3-ubyte.gz"))
                : path;
        PictureSource digits = IdxFiles.open(images);
        if (digits.classes().isEmpty()) {
            digits.close();
            throw new UsageException(images + ": has no labels beside it; put train-labels-idx1-ubyte.gz there");
        }
        return digits;
    }

    /** The numbers of item {@code index}'s digits in MNIST, red green blue. */
    private int[] drawn(int index) {
        RandomStream stream = seed.child(Objects.checkIndex(index, count())).stream();
        int[] drawn = new int[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            drawn[c] = stream.nextInt(digits.count());
        }
        return drawn;
    }

    @Override
    public Picture read(int index) throws IOException {
        int[] drawn = drawn(index);
        byte[] rgb = new byte[CHANNELS * SIZE * SIZE];
        for (int c = 0; c < CHANNELS; c++) {
            Picture digit = digits.read(drawn[c]);
            int top = (SIZE - digit.height()) / 2;
            int left = (SIZE - digit.width()) / 2;
            for (int y = 0; y < digit.height(); y++) {
                for (int x = 0; x < digit.width(); x++) {
                    rgb[CHANNELS * ((top + y) * SIZE + left + x) + c] = digit.rgb()[CHANNELS * (y * digit.width() + x)];
                }
            }
        }
        return new Picture(SIZE, SIZE, rgb);
    }

    @Override
    public Map<String, String> attributes(int index) {
        StringBuilder names = new StringBuilder();
        for (int number : drawn(index)) {
            names.append(digits.classes().get(digits.label(number).orElseThrow()));
        }
        return Map.of("digits", names.toString());
    }

    @Override
    public String name() {
        return SCHEME;
    }

    @Override
    public String kind() {
        return "Stacked MNIST";
    }

    @Override
    public boolean mirrorable() {
        return digits.mirrorable();
    }

    @Override
    public int count() {
        return options.count();
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public OptionalInt label(int index) {
        Objects.checkIndex(index, count());
        return OptionalInt.empty();
    }

    @Override
    public String itemName(int index) {
        return Integer.toString(Objects.checkIndex(index, count()));
    }

    @Override
    public String contentKey() throws IOException {
        return SCHEME + "&version=" + VERSION + "&n=" + options.count() + "&seed=" + options.seed() + "&of="
                + digits.contentKey();
    }

    @Override
    public void close() throws IOException {
        digits.close();
    }
}
