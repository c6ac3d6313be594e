package dev.ganvas.bench.restore;

import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.MalformedFileException;
import java.util.List;

/**
 * What a program reports of one run: the JSON line it prints last.
 *
 * @param version of the library
 * @param layout {@code nchw} or {@code nhwc}
 * @param msMedian median of a picture, milliseconds
 * @param msP10 its tenth percentile
 * @param msP90 its ninetieth percentile
 * @param pictures that were timed
 * @param rssMb resident memory at the end, MiB; 0 where the system does not tell
 */
record PictureTiming(
        String version, String layout, double msMedian, double msP10, double msP90, int pictures, double rssMb) {
    /** Reads the last line of {@code output} that is not blank. */
    static PictureTiming parse(List<String> output, String source) throws MalformedFileException {
        String last = output.stream()
                .filter(line -> !line.isBlank())
                .reduce((before, after) -> after)
                .orElseThrow(() -> new MalformedFileException(source, "printed nothing"));
        PictureTiming timing = ResultFile.convert(last, PictureTiming.class, source);
        if (!(timing.msMedian > 0 && timing.pictures > 0)) {
            throw new MalformedFileException(source, "a time or count is not above zero: " + last);
        }
        return timing;
    }
}
