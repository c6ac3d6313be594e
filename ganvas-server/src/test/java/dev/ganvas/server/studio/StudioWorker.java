package dev.ganvas.server.studio;

import dev.ganvas.server.work.Verbs;
import dev.ganvas.server.work.WorkerLoop;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A worker whose verbs answer as those of the command line do, at once and without a network. */
final class StudioWorker implements Verbs {
    private volatile boolean stopped;

    private StudioWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        OutputStream out = System.out;
        System.setOut(System.err);
        WorkerLoop.serve(System.in, out, new StudioWorker());
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public int run(List<String> words, PrintWriter out, PrintWriter err, Progress progress) {
        stopped = false;
        try {
            return switch (words.get(0)) {
                case "restore", "enhance" -> copy(words, out);
                case "recognize" -> recognize(out);
                case "explain" -> explain(words, out);
                case "generate" -> generate(words, out);
                case "live" ->
                    words.get(1).equals("draw") || words.get(1).equals("axes") ? live(words, out) : preview(words, out);
                case "faces" -> words.get(1).equals("enrol") ? enrol(words, out) : faces(out);
                case "label" -> label(out);
                case "train" -> train(words, out, err, progress);
                default -> throw new IllegalArgumentException(words.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String option(List<String> words, String name, String otherwise) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static int copy(List<String> words, PrintWriter out) throws IOException {
        Path to = Path.of(option(words, "--out", ""));
        try (Stream<Path> inputs = Files.list(Path.of(words.get(1)))) {
            for (Path input : inputs.toList()) {
                Files.copy(input, to.resolve(input.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        out.println("{\"pictures\": []}");
        return 0;
    }

    private static int recognize(PrintWriter out) {
        out.println("{\"pictures\": [{\"file\": \"00001.png\", \"found\": [{\"none\": false, \"answers\":"
                + " [{\"name\": \"ship\", \"probability\": 0.93}, {\"name\": \"boat\", \"probability\": 0.05}]}]}]}");
        return 0;
    }

    private static int explain(List<String> words, PrintWriter out) throws IOException {
        Files.write(Path.of(option(words, "--out", "")).resolve("00001.png"), png(0.3));
        out.println("{\"pictures\": [{\"picture\": \"00001.png\", \"answer\": \"ship\", \"class\": \"ship\"}]}");
        return 0;
    }

    private static int generate(List<String> words, PrintWriter out) throws IOException {
        Path to = Files.createDirectories(Path.of(option(words, "--out", "")));
        Files.write(to.resolve("000000.png"), png(0.5));
        out.println("{\"pictures\": 1}");
        return 0;
    }

    private static int live(List<String> words, PrintWriter out) throws IOException {
        if (words.get(1).equals("axes")) {
            out.println("{\"axes\": [\"axis-1\", \"axis-2\"], \"classes\": [], \"width\": 64, \"height\": 64}");
        } else {
            double amount =
                    Double.parseDouble(option(words, "--edit", "axis-1=0").replaceAll(".*=", ""));
            out.println("{\"png\": \"" + Base64.getEncoder().encodeToString(png(0.5 + amount / 10)) + "\"}");
        }
        return 0;
    }

    /** The part as it is, or as bright as the strength says; it tells where it looked. */
    private static int preview(List<String> words, PrintWriter out) throws IOException {
        double tone =
                Double.parseDouble(option(words, words.get(1).equals("restore") ? "--strength" : "--light", "0.8"));
        String where = words.contains("--whole") ? "all of it" : "at " + option(words, "--x", "");
        String said =
                words.get(1).equals("part") ? "" : ", \"said\": [\"looked " + where + "\", \"made " + tone + "\"]";
        out.println("{\"png\": \""
                + Base64.getEncoder().encodeToString(png(words.get(1).equals("part") ? 0.8 : tone)) + "\"" + said
                + "}");
        return 0;
    }

    private static int enrol(List<String> words, PrintWriter out) throws IOException {
        String person = option(words, "--person", "");
        Files.writeString(Path.of(option(words, "--into", "")), person);
        out.println("{\"people\": {\"" + person + "\": 1}, \"failed\": {}}");
        return 0;
    }

    private static int faces(PrintWriter out) {
        out.println(
                "{\"pictures\": [{\"file\": \"00001.png\", \"faces\": [{\"left\": 10, \"top\": 8, \"width\": 20, \"height\": 24,"
                        + " \"confidence\": 0.91, \"points\": []}]}], \"failed\": {}}");
        return 0;
    }

    private static int label(PrintWriter out) {
        out.println(
                "{\"pictures\": [{\"file\": \"00001.png\", \"generated\": true, \"record\": \"{\\\"model\\\":\\\"drawer.ganvas\\\",\\\"seed\\\":\\\"7\\\",\\\"number\\\":\\\"2\\\"}\"}]}");
        return 0;
    }

    /**
     * Thirty moments of a training, with a sample each tenth. Unless its seed is 7 it waits to be stopped in the middle, and then goes
     * on where it was.
     */
    private int train(List<String> words, PrintWriter out, PrintWriter err, Progress progress) throws IOException {
        Path run = Path.of(option(words, "--out", ""));
        Path metrics = run.resolve("metrics.jsonl");
        Files.createDirectories(run.resolve("samples"));
        Files.writeString(
                run.resolve("run.json"),
                "{\"plan\": {\"totalImages\": 480}, \"figures\": [{\"name\": \"kd\", \"label\": \"KD\", \"scale\": 1000,"
                        + " \"direction\": \"LOWER_IS_BETTER\", \"meaning\": \"distance\", \"headline\": true}]}");
        err.println("precision fp32");
        int from = Files.exists(metrics) ? Files.readAllLines(metrics).size() : 0;
        for (int i = from; i < 30; i++) {
            if (stopped) {
                return 130;
            }
            if (i % 10 == 0) {
                Files.write(
                        run.resolve("samples").resolve(String.format(Locale.ROOT, "%012d.png", 16 * i)), png(i / 30.0));
            }
            String judged = i % 10 == 0 ? ", \"kd\": " + 0.05 / (i + 1) : "";
            Files.writeString(
                    metrics,
                    "{\"images\": " + 16 * i + ", \"seconds\": " + i + ", \"loss_d\": " + 1.0 / (i + 1)
                            + ", \"loss_g\": " + i + judged + "}\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            progress.at("training", 16L * i, 480);
            for (int waited = 0;
                    i == 15 && from == 0 && !stopped && waited < 6000 && !words.contains("--seed=7");
                    waited++) {
                pause();
            }
        }
        out.println("{\"run\": \"run\"}");
        return 0;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** 64 pixels square of one tone. */
    static byte[] png(double tone) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color((float) Math.max(0, Math.min(1, tone)), 0.4f, 0.6f));
        graphics.fillRect(0, 0, 64, 64);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
