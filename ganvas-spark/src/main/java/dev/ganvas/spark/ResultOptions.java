package dev.ganvas.spark;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where results go to, and how many pictures may fail. */
final class ResultOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results; made.")
    private String out;

    @Option(
            names = "--tar",
            description = "Write pictures as tar files of about 256 MB with an index (default: Parquet).")
    private boolean tar;

    @Option(
            names = "--fail-above",
            defaultValue = "100%",
            paramLabel = "PERCENT",
            description = "Fail when more pictures cannot be used (default: ${DEFAULT-VALUE}).")
    private String failAbove;

    /** @param pictures whether the results are picture files */
    int write(Dataset<Row> results, boolean pictures) throws IOException {
        double most = proportion(failAbove);
        if (tar && !pictures) {
            throw new UsageException("Tar files hold pictures; leave --tar out here.");
        }
        long errors;
        long all;
        if (tar) {
            TarShards.Written written = TarShards.write(results, out, TarShards.USUAL_BYTES);
            errors = written.errors();
            all = written.pictures() + errors;
        } else {
            results.write().parquet(out);
            Dataset<Row> written = results.sparkSession().read().parquet(out);
            all = written.count();
            boolean mayFail = Arrays.asList(written.schema().fieldNames()).contains(PictureRows.ERROR);
            errors = mayFail ? SparkPictures.requireFewErrors(written, most) : 0;
        }
        command.commandLine().getOut().println(all + " pictures, " + errors + " not usable, in " + out);
        if (errors > most * all) {
            throw new UsageException(
                    errors + " of " + all + " pictures could not be used; " + out + "/errors.tsv has why.");
        }
        return 0;
    }

    private static double proportion(String percent) {
        String number = percent.endsWith("%") ? percent.substring(0, percent.length() - 1) : percent;
        try {
            double value = Double.parseDouble(number) / 100;
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException("--fail-above is a percentage such as 10%, not '" + percent + "'");
    }
}
