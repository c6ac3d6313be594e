package dev.ganvas.cli;

import dev.ganvas.cli.option.SearchedOptions;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Pictures;
import dev.ganvas.search.ClusterPage;
import dev.ganvas.search.ContactSheet;
import dev.ganvas.search.PictureClusters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@OnDevice
@Command(
        name = "clusters",
        description = "Groups pictures that are alike, and shows each group. Groups have numbers, not names.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas search clusters photos --out groups.html"})
final class SearchClustersCommand implements Callable<Integer> {
    @Mixin
    private SearchedOptions searched;

    @Option(
            names = {"-k", "--clusters"},
            paramLabel = "COUNT",
            description = "How many groups, 1 to " + PictureClusters.MAX_CLUSTERS + "; chosen by how well they part"
                    + " when it is not given.")
    private Optional<Integer> k;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "SHEET",
            description = "A page (.html) with a sheet of each group, or one sheet (.png) with a row for each.")
    private Path out;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        boolean page = name.endsWith(".html");
        if (!page && !name.endsWith(".png")) {
            throw new UsageException("--out is a file that ends in .html or .png, not " + out);
        }
        return searched.over(output, index -> {
            PictureClusters clusters = PictureClusters.of(index, k, seed.seed());
            if (page) {
                ClusterPage.write(out, clusters, index.size() + " pictures", Main.Version.current());
            } else {
                ContactSheet sheet = ClusterPage.sheet(clusters);
                Pictures.writePng(out, sheet.picture(), sheet.origin().by(Main.Version.current()));
            }
            List<PictureClusters.Cluster> all = clusters.clusters();
            for (int i = 0; i < all.size(); i++) {
                output.say(String.format(
                        Locale.ROOT,
                        "group %d: %d pictures, the most typical %s",
                        i + 1,
                        all.get(i).members().size(),
                        all.get(i).members().get(0).id()));
            }
            output.say(String.format(
                    Locale.ROOT,
                    "%d groups; silhouette %.2f (1: well apart, below 0.1: hardly groups at all)",
                    all.size(),
                    clusters.silhouette()));
            output.say("Open     " + out);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("pictures", index.size());
            result.put("silhouette", clusters.silhouette());
            result.put("groups", all);
            result.put("sheet", out.toString());
            return result;
        });
    }
}
