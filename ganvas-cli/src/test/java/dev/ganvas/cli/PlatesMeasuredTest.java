package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Planes;
import dev.ganvas.plates.Country;
import dev.ganvas.plates.FoundPlates;
import dev.ganvas.plates.GreedyDecoder;
import dev.ganvas.plates.Plate;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.plates.PlateReader;
import dev.ganvas.plates.PlateReading;
import dev.ganvas.plates.PlateScan;
import dev.ganvas.plates.render.PlatePainter;
import dev.ganvas.plates.render.PlateScene;
import dev.ganvas.plates.render.PlateScenes;
import dev.ganvas.random.Seed;
import dev.ganvas.text.PpOcrLines;
import dev.ganvas.vision.CharacterProbabilities.Letter;
import dev.ganvas.vision.LineReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The figures of the models for plates that ship: prints them, and holds them to what their card says. */
@Tag("slow")
class PlatesMeasuredTest {
    private static final double RIGHT = 0.5;

    private static Path data(String folder) {
        String root = System.getenv("GANVAS_DATA");
        Path path = root == null ? Path.of("") : Path.of(root, folder.split("/"));
        assumeTrue(root != null && Files.isDirectory(path), "GANVAS_DATA names no " + folder);
        return path;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> String.valueOf(file.getFileName()).matches("(?i).+\\.(jpe?g|png)"))
                    .sorted()
                    .toList();
        }
    }

    /** Nanoseconds of this thread, which alone computes; other programs on the computer do not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(String line) {
        System.out.println(line);
    }

    /** Right and wrong readings with their confidences. */
    private static final class Tally {
        private final List<double[]> sure = new ArrayList<>();
        private int exact;
        private int errors;
        private int characters;

        void add(String text, Optional<PlateReading> reading) {
            add(
                    text,
                    reading.map(PlateReading::text).orElse(""),
                    reading.map(PlateReading::confidence).orElse(0.0));
        }

        void add(String text, String read, double confidence) {
            boolean right = read.equals(text);
            exact += right ? 1 : 0;
            errors += GreedyDecoder.distance(read, text);
            characters += text.length();
            sure.add(new double[] {confidence, right ? 1 : 0});
        }

        double exact() {
            return (double) exact / Math.max(1, sure.size());
        }

        /** Expected calibration error in ten equal bins (Guo et al., 2017, equation 3). */
        double calibrationError() {
            double error = 0;
            for (int bin = 0; bin < 10; bin++) {
                int which = bin;
                List<double[]> in = sure.stream()
                        .filter(each -> Math.min(9, (int) (each[0] * 10)) == which)
                        .toList();
                double confidence = in.stream().mapToDouble(each -> each[0]).sum();
                double right = in.stream().mapToDouble(each -> each[1]).sum();
                error += Math.abs(confidence - right) / Math.max(1, sure.size());
            }
            return error;
        }

        void print(String name) {
            PlatesMeasuredTest.print(String.format(
                    Locale.ROOT,
                    "%-28s exact %d of %d (%.1f %%), characters %.2f %%, calibration error %.3f",
                    name,
                    exact,
                    sure.size(),
                    100 * exact(),
                    100.0 * (characters - errors) / Math.max(1, characters),
                    calibrationError()));
        }
    }

    @Test
    void photographedChinesePlates() throws IOException {
        List<Path> crops = files(data("plates/cn-crops"));
        try (Threads threads = Threads.use(1);
                PlateReader own = PlateReader.open();
                PlateReader chinese = PlateReader.open().of(Country.CN);
                LineReader lines = PpOcrLines.open(1);
                PlateReader best = PlateReader.open().of(Country.CN).reading(Country.CN, lines)) {
            Tally any = new Tally();
            Tally cn = new Tally();
            Tally raw = new Tally();
            Tally usual = new Tally();
            for (Path crop : crops) {
                String text = String.valueOf(crop.getFileName()).replaceFirst("\\..*", "");
                Picture picture = PictureDecoder.decode(crop);
                any.add(text, own.read(picture));
                cn.add(text, chinese.read(picture));
                usual.add(text, best.read(picture));
                List<Letter> letters =
                        lines.read(List.of(Planes.of(picture.toRgb()))).get(0).letters();
                String read = letters.stream().map(Letter::text).collect(Collectors.joining());
                raw.add(
                        text,
                        read.replaceAll("[^A-Z0-9\\p{IsHan}]", ""),
                        letters.stream().mapToDouble(Letter::confidence).min().orElse(0));
            }
            any.print("own, any country");
            cn.print("own, cn");
            raw.print("PP-OCRv4 without grammar");
            usual.print("PP-OCRv4 with grammar");
            assertThat(cn.exact()).isGreaterThan(0.85);
            assertThat(usual.exact()).isGreaterThanOrEqualTo(0.97);
        }
    }

    @Test
    void drawnPlatesInPhotographs() throws IOException {
        List<Path> photos = files(data("restoration/bsds500/test"));
        Map<Country, Tally> own = new EnumMap<>(Country.class);
        Map<Country, Tally> usual = new EnumMap<>(Country.class);
        for (Country country : Country.values()) {
            own.put(country, new Tally());
            usual.put(country, new Tally());
        }
        int plates = 0;
        int found = 0;
        int right = 0;
        long nanos = 0;
        int count = Math.min(100, photos.size());
        try (Threads threads = Threads.use(1);
                PlateFinder finder = PlateFinder.open();
                PlateReader reader = PlateReader.open();
                LineReader lines = PpOcrLines.open(1);
                PlateReader best = PlateReader.open().reading(Country.CN, lines)) {
            PlateScan scan = new PlateScan(finder, reader).leastConfidence(0);
            PlateScan bestScan = new PlateScan(finder, best).leastConfidence(0);
            for (int i = 0; i < count; i++) {
                Planes photo = Planes.of(PictureDecoder.decode(photos.get(i)).toRgb());
                PlateScene scene = PlateScenes.draw(
                        photo,
                        PlateScenes.Plan.STREET,
                        Seed.of(2026).child("street").child(i));
                long start = processorTime();
                List<Plate> seen = scan.scan(scene.picture());
                nanos += processorTime() - start;
                List<Plate> seenBest = bestScan.scan(scene.picture());
                plates += scene.plates().size();
                found += seen.size();
                for (PlateScene.Shown shown : scene.plates()) {
                    Optional<Plate> match = match(seen, shown);
                    right += match.isPresent() ? 1 : 0;
                    Country country = shown.kind().country();
                    own.get(country).add(shown.text(), match.map(Plate::reading));
                    usual.get(country).add(shown.text(), match(seenBest, shown).map(Plate::reading));
                }
            }
        }
        print(String.format(
                Locale.ROOT,
                "%d plates in %d photographs: recall %.1f %%, precision %.1f %% at IoU 0.5; %.0f ms of one processor a photograph",
                plates,
                count,
                100.0 * right / plates,
                100.0 * right / Math.max(1, found),
                nanos / 1e6 / count));
        own.forEach((country, tally) -> tally.print("end to end, own, " + country));
        usual.forEach((country, tally) -> tally.print("end to end, usual, " + country));
        assertThat((double) right / plates).isGreaterThan(0.8);
    }

    private static Optional<Plate> match(List<Plate> seen, PlateScene.Shown shown) {
        return seen.stream()
                .filter(plate -> plate.corners().overlap(shown.corners()) >= RIGHT)
                .findFirst();
    }

    /** Plates of the USA as they are drawn, with the names of states and with letters at random, from the front and sharp. */
    @Test
    void statesByTheirPrintedNames() throws IOException {
        List<String> states = List.of(
                "Alabama",
                "Arizona",
                "California",
                "Florida",
                "Georgia",
                "Illinois",
                "Iowa",
                "Kansas",
                "Massachusetts",
                "New Jersey",
                "New York",
                "North Carolina",
                "Ohio",
                "Oregon",
                "Pennsylvania",
                "South Dakota",
                "Texas",
                "Utah",
                "Virginia",
                "West Virginia");
        try (Threads threads = Threads.use(1);
                LineReader lines = PpOcrLines.open(1);
                PlateReader reader = PlateReader.open().of(Country.US).tellingStates(lines)) {
            for (int width : new int[] {100, 150, 200, 250, 300, 400}) {
                int right = 0;
                int wrong = 0;
                int invented = 0;
                for (int i = 0; i < 2 * states.size(); i++) {
                    String state = states.get(i / 2);
                    Seed seed = Seed.of(2026).child("states").child(i);
                    String said = state(reader, width, seed, Optional.of(state));
                    right += said.equals(state) ? 1 : 0;
                    wrong += said.isEmpty() || said.equals(state) ? 0 : 1;
                    invented += state(reader, width, seed, Optional.empty()).isEmpty() ? 0 : 1;
                }
                print(String.format(
                        Locale.ROOT,
                        "states on plates of %d pixels: %d of %d right, %d wrong; %d told of %d with words at random",
                        width,
                        right,
                        2 * states.size(),
                        wrong,
                        invented,
                        2 * states.size()));
                assertThat(wrong + invented).isLessThanOrEqualTo(2);
                assertThat(right).isGreaterThanOrEqualTo(35);
            }
        }
    }

    private static String state(PlateReader reader, int width, Seed seed, Optional<String> state) {
        Planes plate = PlatePainter.paint(PlateKind.US, "ABC1234", 2, seed, state);
        Planes opaque = new Planes(plate.width(), plate.height(), 3, Arrays.copyOf(plate.values(), 3 * plate.area()));
        Planes small = Interpolation.AREA.resize(opaque, width, width * plate.height() / plate.width());
        return reader.fromFront(small.inEightBits())
                .flatMap(PlateReading::region)
                .orElse("");
    }

    @Test
    void photographsWithoutPlates() throws IOException {
        List<Path> photos =
                new ArrayList<>(files(data("restoration/bsds500/test")).subList(0, 100));
        List<Path> others = files(data("imagenet-samples"));
        photos.addAll(others.subList(0, Math.min(50, others.size())));
        int found = 0;
        int alarms = 0;
        int photosWith = 0;
        try (Threads threads = Threads.use(1);
                PlateFinder finder = PlateFinder.open();
                PlateReader reader = PlateReader.open()) {
            PlateScan scan = new PlateScan(finder, reader);
            for (Path file : photos) {
                Planes photo = Planes.of(PictureDecoder.decode(file).toRgb());
                List<FoundPlates.Found> candidates = finder.find(photo);
                List<Plate> seen = scan.scan(photo);
                found += candidates.size();
                alarms += seen.size();
                photosWith += seen.isEmpty() ? 0 : 1;
                seen.forEach(plate -> print(String.format(
                        Locale.ROOT,
                        "  %s: %s %.2f, score %.2f",
                        file,
                        plate.reading().text(),
                        plate.reading().confidence(),
                        plate.score())));
            }
        }
        print(String.format(
                Locale.ROOT,
                "%d photographs without plates: found %d, %d after reading, in %d photographs",
                photos.size(),
                found,
                alarms,
                photosWith));
        assertThat(photosWith).isLessThan(photos.size() / 4);
    }
}
