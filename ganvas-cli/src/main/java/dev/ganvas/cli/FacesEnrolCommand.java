package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FaceOptions;
import dev.ganvas.cli.option.GalleryOptions;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.faces.EnrolledFace;
import dev.ganvas.faces.FaceGallery;
import dev.ganvas.faces.FaceReader;
import dev.ganvas.features.VerificationCurve;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@OnDevice
@Command(
        name = "enrol",
        description = {
            "Adds people to a gallery: a sub-folder for each, with pictures of that person, or one person with --person.",
            "The largest face of each picture counts. The gallery holds numbers, names and paths, no pictures."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces enrol people --into people.faces"})
final class FacesEnrolCommand implements Callable<Integer> {
    /** Faces that reach the disk together. */
    private static final int BLOCK = 16;

    @Parameters(paramLabel = "DIR", description = "A folder with a sub-folder for each person, named as the person is.")
    private Path folder;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "FILE",
            description = "The gallery, made when there is none.")
    private Path gallery;

    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "All pictures of the folder show this person; sub-folders name nobody then.")
    private Optional<String> person = Optional.empty();

    @Option(
            names = "--most-people",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Adds nobody to a gallery that knows so many people (default: ${DEFAULT-VALUE}).")
    private int mostPeople;

    @Mixin
    private FaceOptions faces;

    @Mixin
    private GalleryOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(folder + " is no folder with a sub-folder for each person.");
        }
        FileBatch batch = FileBatch.reading(List.of(folder));
        Optional<char[]> password = options.password();
        try (Closeable held = GalleryOptions.held(gallery);
                Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                FaceReader reader = faces.reader(options.embedder());
                Interruption interruption =
                        Interruption.of(output, "Interrupted.", "Stopping after this picture ...")) {
            FaceGallery opened = Files.exists(gallery)
                    ? FaceGallery.open(gallery, password)
                    : FaceGallery.create(gallery, reader.embedder(), password);
            opened.requireMadeBy(reader.embedder());
            person.ifPresent(name -> requireRoom(opened.people().keySet(), name));
            Enrolment enrolment = new Enrolment(opened, reader);
            FileBatch.Result result =
                    batch.run(enrolment::add, false, new FacesDetectCommand.Lines(output), Interruption::requested);
            enrolment.confirm();
            report(opened, result, enrolment.known);
            return Main.code(result);
        }
    }

    private void requireRoom(Set<String> people, String name) {
        Require.that(
                people.contains(name) || people.size() < mostPeople,
                "the gallery knows " + people.size()
                        + " people, which is the most; remove one, or use another gallery");
    }

    /** Adds faces block by block; what was there already is left out. */
    private final class Enrolment {
        private final FaceGallery into;
        private final FaceReader reader;
        private final Set<String> there;
        private final Set<String> people;
        private final List<EnrolledFace> block = new ArrayList<>();
        private int known;

        Enrolment(FaceGallery into, FaceReader reader) {
            this.into = into;
            this.reader = reader;
            this.people = new HashSet<>(into.people().keySet());
            this.there = into.faces().stream()
                    .map(face -> face.person() + "\n" + face.source())
                    .collect(Collectors.toSet());
        }

        String add(FileBatch.Job job) throws IOException {
            String named = person.isPresent() ? person.get() : byFolder(job.input());
            String source = job.input().toAbsolutePath().normalize().toString();
            if (!there.add(named + "\n" + source)) {
                known++;
                return named + ", there already";
            }
            requireRoom(people, named);
            List<FaceReader.Seen> seen = reader.read(faces.picture(job.input()));
            if (seen.isEmpty()) {
                throw new MalformedFileException(job.input(), "no face was found in it");
            }
            people.add(named);
            block.add(new EnrolledFace(named, source, seen.get(0).vector()));
            if (block.size() == BLOCK) {
                confirm();
            }
            return named + (seen.size() > 1 ? ", the largest of " + seen.size() + " faces" : "");
        }

        private String byFolder(Path input) throws MalformedFileException {
            Path relative = folder.toAbsolutePath().relativize(input.toAbsolutePath());
            if (relative.getNameCount() < 2) {
                throw new MalformedFileException(
                        input, "lies in no sub-folder that names a person; or name the person with --person");
            }
            return relative.getName(0).toString();
        }

        void confirm() throws IOException {
            if (!block.isEmpty()) {
                into.enrol(block);
                block.clear();
            }
        }
    }

    private void report(FaceGallery opened, FileBatch.Result result, int known) {
        Map<String, Integer> people = opened.people();
        output.say(opened.faces().size() + " faces of " + people.size() + " people in " + gallery
                + (opened.isLocked() ? ", locked" : "") + (known > 0 ? "; " + known + " were there already" : ""));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("people", people);
        fields.put("failed", FacesDetectCommand.Lines.failed(result));
        opened.curve().ifPresent(curve -> {
            VerificationCurve.Threshold equal = curve.equalError();
            output.say(String.format(
                    Locale.ROOT,
                    "Among them, at the threshold %.3f, %.2f %% of pairs of one person and %.2f %% of pairs of two are told"
                            + " wrong (equal error rate).",
                    equal.similarity(),
                    100 * equal.falseRejects(),
                    100 * equal.falseAccepts()));
            fields.put("equal_error", equal);
        });
        output.result(fields);
    }
}
