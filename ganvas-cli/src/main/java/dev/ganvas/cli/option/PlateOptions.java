package dev.ganvas.cli.option;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.onnx.OnnxPlateDetector;
import dev.ganvas.onnx.OnnxPlateReader;
import dev.ganvas.plates.Country;
import dev.ganvas.plates.Plate;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.plates.PlateReader;
import dev.ganvas.plates.PlateScan;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairNetwork;
import dev.ganvas.text.PpOcrLines;
import dev.ganvas.vision.LineReader;
import dev.ganvas.vision.PlateDetector;
import dev.ganvas.vision.WholePlateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How plates are looked for and read. */
public final class PlateOptions {
    /** What enlarges plates before they are read again. */
    private static final String RESTORER = "enlarge-x2";

    /** Whose plates to look for. */
    enum Where {
        any,
        cn,
        eu,
        us
    }

    /** Who reads. */
    enum Who {
        auto,
        own,
        ppocr,
        plate_ocr;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    /** Whose plates plate-ocr reads: it knows no Chinese characters. */
    private static final List<Country> LATIN = List.of(Country.EU, Country.US);

    @Option(
            names = "--country",
            defaultValue = "any",
            description =
                    "Whose plates: cn, eu, us or any, each with the grammar of its own (default: ${DEFAULT-VALUE}).")
    private Where country;

    @Option(
            names = "--reader",
            defaultValue = "auto",
            description =
                    "own: the network that ships; ppocr: PP-OCRv4; plate-ocr: fast-plate-ocr for eu and us, once 'ganvas"
                            + " models pull plate-ocr' has fetched it; auto: the one that measures best for the plate's"
                            + " country, which is ppocr for cn (default: ${DEFAULT-VALUE}).")
    private Who who;

    @Option(
            names = "--finder-model",
            paramLabel = "MODEL",
            description =
                    "A finder of your own ('ganvas train --task findplates') instead of the one that ships, or one of"
                            + " others: plate-det-384 or lpd-yunet, once 'ganvas models pull' has fetched it.")
    private Optional<Path> finderModel = Optional.empty();

    @Option(
            names = "--reader-model",
            paramLabel = "MODEL",
            description = "A reader of your own ('ganvas train --task readplates') instead of the one that ships; with"
                    + " --reader plate-ocr also NAME.onnx of fast-plate-ocr, beside its NAME_plate_config.yaml.")
    private Optional<Path> readerModel = Optional.empty();

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "Above 0 and below 1: least score of what counts as a plate (default: the model's).")
    private Optional<Double> threshold = Optional.empty();

    @Option(
            names = "--least",
            paramLabel = "P",
            description = "0 to 1: plates whose least certain character is less certain are left out (default: 0.3).")
    private Optional<Double> least = Optional.empty();

    @Option(
            names = "--restore",
            description = "Also enlarge each plate and read it again; both readings are shown where they differ.")
    private boolean restore;

    private static boolean isOnnx(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /** The reader that was fetched, or one that was named. */
    private WholePlateReader plateOcr() throws IOException {
        Path here = PulledOptions.network(
                readerModel.filter(PlateOptions::isOnnx).orElse(Path.of(Who.plate_ocr.toString())));
        return OnnxPlateReader.open(here, Runtime.getRuntime().availableProcessors());
    }

    private void requireFitting() {
        if (who == Who.plate_ocr && country == Where.cn) {
            throw new UsageException("plate-ocr reads plates of eu and us; it knows no Chinese characters. Leave out"
                    + " --reader plate-ocr, and the best reader for cn is taken.");
        }
        if (who != Who.plate_ocr && readerModel.filter(PlateOptions::isOnnx).isPresent()) {
            throw new UsageException(
                    "--reader-model " + readerModel.get() + " is an ONNX network: say --reader plate-ocr with it.");
        }
    }

    /** Opens what is needed; the caller's to close. */
    public Opened open() throws IOException {
        requireFitting();
        threshold.ifPresent(value -> {
            if (!(value > 0 && value < 1)) {
                throw new UsageException("--threshold must lie above 0 and below 1, not " + value + ".");
            }
        });
        Opened opened = new Opened(this);
        try {
            opened.open(this);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Networks for plates, ready to look. */
    public static final class Opened implements AutoCloseable {
        private Optional<PlateFinder> finder = Optional.empty();
        private Optional<PlateDetector> detector = Optional.empty();
        private Optional<PlateReader> reader = Optional.empty();
        private Optional<LineReader> lines = Optional.empty();
        private Optional<WholePlateReader> latin = Optional.empty();
        private Optional<RepairNetwork> restorer = Optional.empty();
        private Optional<PlateScan> scan = Optional.empty();

        private Opened(PlateOptions options) {
            options.least.ifPresent(value -> {
                if (!(value >= 0 && value <= 1)) {
                    throw new UsageException("--least must lie between 0 and 1, not " + value + ".");
                }
            });
        }

        private void open(PlateOptions options) throws IOException {
            PlateReader read = PlateReader.open(
                    options.readerModel.filter(file -> !isOnnx(file)).orElse(Path.of(PlateReader.SHIPPED)));
            reader = Optional.of(read);
            if (options.country != Where.any) {
                read.of(Country.valueOf(options.country.name().toUpperCase(Locale.ROOT)));
            }
            if (options.who != Who.own) {
                lines = Optional.of(PpOcrLines.open(Runtime.getRuntime().availableProcessors()));
                for (Country each : options.who == Who.ppocr ? List.of(Country.values()) : List.of(Country.CN)) {
                    read.reading(each, lines.get());
                }
                read.tellingStates(lines.get());
            }
            if (options.who == Who.plate_ocr) {
                WholePlateReader world = options.plateOcr();
                latin = Optional.of(world);
                LATIN.forEach(each -> read.reading(each, world));
            }
            PlateScan looking = looking(options, read);
            options.least.ifPresent(looking::leastConfidence);
            if (options.restore) {
                restorer = Optional.of(
                        RepairNetwork.open(Path.of(RESTORER)).in(Precision.FP32).within(MemoryBudget.USUAL.bytes()));
                looking.restoredBy(restorer.get());
            }
            scan = Optional.of(looking);
        }

        private PlateScan looking(PlateOptions options, PlateReader read) throws IOException {
            Path file = PulledOptions.network(options.finderModel.orElse(Path.of(PlateFinder.SHIPPED)));
            if (isOnnx(file)) {
                detector = Optional.of(OnnxPlateDetector.open(
                        file,
                        Runtime.getRuntime().availableProcessors(),
                        options.threshold.map(OptionalDouble::of).orElse(OptionalDouble.empty())));
                return new PlateScan(detector.get(), read);
            }
            PlateFinder found = PlateFinder.open(file);
            finder = Optional.of(found);
            options.threshold.ifPresent(found::threshold);
            return new PlateScan(found, read);
        }

        /** All plates of a photograph. */
        public List<Plate> scan(Planes photo) {
            return scan.orElseThrow().scan(photo);
        }

        PlateReader reader() {
            return reader.orElseThrow();
        }

        @Override
        public void close() {
            finder.ifPresent(PlateFinder::close);
            detector.ifPresent(PlateDetector::close);
            reader.ifPresent(PlateReader::close);
            lines.ifPresent(LineReader::close);
            latin.ifPresent(WholePlateReader::close);
            restorer.ifPresent(RepairNetwork::close);
        }
    }
}
