package dev.ganvas.image;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Animations as MP4 files, encoded by the program {@code ffmpeg} where the computer has it; Ganvas brings no video encoder. */
public final class Video {
    private static final String PROGRAM = "ffmpeg";
    private static final int MILLIS_PER_SECOND = 1000;

    private Video() {}

    /** Whether a file of this name is one that {@link #write} writes. */
    public static boolean isNameOfOne(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".mp4");
    }

    /**
     * Replaces {@code file} in one step by an MP4 film, shown once.
     *
     * @param animation every frame of which stands equally long
     * @param origin goes into the file's comment
     * @throws UsageException when there is no {@code ffmpeg} on the path
     * @throws IOException when it fails; the message is its own
     */
    public static void write(Animation animation, Path file, Origin origin) throws IOException {
        write(List.of(PROGRAM), animation.marked(origin), file, origin);
    }

    /** @param program with which a command that encodes begins */
    static void write(List<String> program, Animation animation, Path file, Origin origin) throws IOException {
        Require.that(animation.millis().stream().distinct().count() == 1, "a film shows every frame equally long");
        Path film = Files.createTempFile("ganvas", ".mp4");
        Path said = Files.createTempFile("ganvas", ".log");
        try {
            Process process = start(program, arguments(animation, film, origin), said);
            try {
                feed(process, animation);
                if (process.waitFor() != 0) {
                    throw new IOException(PROGRAM + " could not encode " + file + ": " + lastLine(said));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while " + PROGRAM + " was encoding " + file, e);
            } finally {
                process.destroy();
            }
            AtomicFile.write(file, out -> Files.copy(film, out));
        } finally {
            Files.deleteIfExists(film);
            Files.deleteIfExists(said);
        }
    }

    private static Process start(List<String> program, List<String> arguments, Path said) throws IOException {
        List<String> command =
                Stream.concat(program.stream(), arguments.stream()).toList();
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw new UsageException(
                    "An .mp4 file needs the program " + PROGRAM + ", which cannot be run (" + e.getMessage()
                            + "). Install it so that it is on the PATH, or name a .gif or .apng file.",
                    e);
        }
    }

    /** Players want even sides and colour at half the resolution. */
    private static List<String> arguments(Animation animation, Path film, Origin origin) {
        Picture first = animation.frames().get(0);
        String comment = origin.entries().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
        String input = "-hide_banner -loglevel error -nostdin -y -f rawvideo -pixel_format rgb24 -video_size "
                + first.width() + "x" + first.height() + " -framerate " + MILLIS_PER_SECOND + "/"
                + animation.millis().get(0) + " -i -";
        String output = "-vf pad=ceil(iw/2)*2:ceil(ih/2)*2 -pix_fmt yuv420p -movflags +faststart -f mp4";
        return Stream.of(
                        Arrays.stream(input.split(" ")),
                        Stream.of("-metadata", "comment=" + comment),
                        Arrays.stream(output.split(" ")),
                        Stream.of(film.toString()))
                .flatMap(part -> part)
                .toList();
    }

    /** A program that ends early closes its input; why is in what it said. */
    private static void feed(Process process, Animation animation) throws IOException {
        try (OutputStream in = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            for (Picture frame : animation.frames()) {
                in.write(frame.rgb());
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    private static String lastLine(Path said) throws IOException {
        return new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("it does not say why");
    }
}
