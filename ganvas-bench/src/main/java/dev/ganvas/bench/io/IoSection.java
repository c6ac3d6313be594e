package dev.ganvas.bench.io;

import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows {@link IoResult}s. */
public final class IoSection implements ReportSection {
    @Override
    public String kind() {
        return IoResult.KIND;
    }

    @Override
    public String title() {
        return "Reading pictures";
    }

    @Override
    public String introduction() {
        return "Decoding is by one thread from files held in memory, to upright sRGB. The pixel cache is built once by "
                + "all processors (reading, decoding, resizing, writing) and opened again at each later start, which "
                + "checks it in full. Batches of 64 are read from it in shuffled order.\n";
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        IoResult result = file.body(IoResult.class);
        MarkdownTable decoding =
                new MarkdownTable(List.of("decoding", "files", "pictures/s", "MB/s of files", "megapixels/s"));
        for (IoResult.Decoding format : result.decodings()) {
            decoding.row(List.of(
                    format.format(),
                    Integer.toString(format.files()),
                    number("%.0f", format.picturesPerS()),
                    number("%.1f", format.mbPerS()),
                    number("%.1f", format.megapixelsPerS())));
        }
        IoResult.Cache cache = result.cache();
        MarkdownTable cached = new MarkdownTable(List.of("pixel cache", "value"))
                .row(List.of("pictures", Integer.toString(cache.pictures())))
                .row(List.of("side, pixels", Integer.toString(cache.size())))
                .row(List.of("building, pictures/s", number("%.0f", cache.buildPicturesPerS())))
                .row(List.of("opening again, ms", number("%.1f", cache.secondOpenMs())))
                .row(List.of("reading, pictures/s", number("%.0f", cache.readPicturesPerS())));
        return "Data: " + result.data() + ".\n\n" + decoding + "\n" + cached;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
