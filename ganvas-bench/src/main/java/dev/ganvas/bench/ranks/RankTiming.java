package dev.ganvas.bench.ranks;

import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.MalformedFileException;
import java.util.List;

/**
 * What rank 0 of a program reports of one run: the JSON line it prints last.
 *
 * @param version of the library
 * @param values that a step exchanges, 32 bits each before they are rounded
 * @param ms median of a step, milliseconds
 * @param msAlone the same where each rank computes its part and exchanges nothing
 * @param steps that were timed, of each
 */
record RankTiming(String version, long values, double ms, double msAlone, int steps) {
    /** Reads the last line of {@code output} that is not blank. */
    static RankTiming parse(List<String> output, String source) throws MalformedFileException {
        String last = output.stream()
                .filter(line -> !line.isBlank())
                .reduce((before, after) -> after)
                .orElseThrow(() -> new MalformedFileException(source, "printed nothing"));
        RankTiming timing = ResultFile.convert(last, RankTiming.class, source);
        if (!(timing.ms > 0 && timing.msAlone > 0 && timing.steps > 0 && timing.values > 0)) {
            throw new MalformedFileException(source, "a time or count is not above zero: " + last);
        }
        return timing;
    }
}
