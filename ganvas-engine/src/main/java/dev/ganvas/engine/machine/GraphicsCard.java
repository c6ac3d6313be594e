package dev.ganvas.engine.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A card of NVIDIA's, as its driver's own program {@code nvidia-smi} tells of it: without libtorch, so that it is known even where
 * natives with CUDA are missing.
 *
 * @param name model name
 * @param driver release of the driver, such as {@code 580.65.06}
 * @param capability CUDA compute capability, such as {@code 9.0}; bf16 is fast from 8.0 on
 * @param memoryBytes of the card in all
 * @param freeBytes of these nobody uses now
 */
public record GraphicsCard(String name, String driver, String capability, long memoryBytes, long freeBytes) {
    private static final List<String> COMMAND = List.of(
            "nvidia-smi",
            "--query-gpu=name,driver_version,compute_cap,memory.total,memory.free",
            "--format=csv,noheader,nounits");
    private static final int FIELDS = 5;
    private static final long PATIENCE_SECONDS = 10;

    /** The cards that the driver shows, in its order; none where there is no driver. */
    public static List<GraphicsCard> here() {
        try {
            Process process = new ProcessBuilder(COMMAND)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            return parsed(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** One a line; what is no such line, as a message of failure is none, is passed over. */
    static List<GraphicsCard> parsed(String output) {
        List<GraphicsCard> cards = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length == FIELDS) {
                cards.add(new GraphicsCard(
                        fields[0].strip(),
                        fields[1].strip(),
                        fields[2].strip(),
                        mebibytes(fields[3]),
                        mebibytes(fields[4])));
            }
        }
        return cards;
    }

    /** 0 where the driver does not say, as for some virtual cards. */
    private static long mebibytes(String field) {
        String text = field.strip();
        return text.matches("\\d{1,12}") ? Long.parseLong(text) << 20 : 0;
    }
}
