package dev.ganvas.bench.step;

import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.MalformedFileException;
import java.util.List;

/**
 * What a peer's program reports of one run: the JSON line it prints last.
 *
 * @param peer the library's short name
 * @param version the library's version
 * @param precision {@code fp32} or {@code bf16}
 * @param layout {@code nchw} or {@code nhwc}
 * @param threads threads it computed with
 * @param imagesPerS pictures a second, at the median step
 * @param stepMsMedian median of a step, milliseconds
 * @param stepMsP10 its tenth percentile
 * @param stepMsP90 its ninetieth percentile
 * @param steps steps that were timed
 * @param rssMb resident memory at the end, MiB; 0 where the system does not tell
 */
record StepTiming(
        String peer,
        String version,
        String precision,
        String layout,
        int threads,
        double imagesPerS,
        double stepMsMedian,
        double stepMsP10,
        double stepMsP90,
        int steps,
        double rssMb) {

    /** Reads the last line of {@code output} that is not blank. */
    static StepTiming parse(List<String> output, String source) throws MalformedFileException {
        String last = output.stream()
                .filter(line -> !line.isBlank())
                .reduce((before, after) -> after)
                .orElseThrow(() -> new MalformedFileException(source, "printed nothing"));
        StepTiming timing = ResultFile.convert(last, StepTiming.class, source);
        if (!(timing.imagesPerS > 0 && timing.stepMsMedian > 0 && timing.steps > 0)) {
            throw new MalformedFileException(source, "a rate, time or count is not above zero: " + last);
        }
        return timing;
    }
}
