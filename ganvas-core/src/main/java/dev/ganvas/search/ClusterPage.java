package dev.ganvas.search;

import dev.ganvas.image.Pictures;
import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Clusters for people to look at: a page with a contact sheet of each, or one sheet with a row for each. */
public final class ClusterPage {
    private static final int CELL = 96;
    private static final int COLUMNS = 10;
    private static final int SHOWN = 40;

    private ClusterPage() {}

    /**
     * Writes a page of one file.
     *
     * @param about what was grouped
     * @param software that makes the page
     */
    public static void write(Path file, PictureClusters clusters, String about, String software) throws IOException {
        List<Html> sections = new ArrayList<>();
        for (int i = 0; i < clusters.clusters().size(); i++) {
            List<Match> members = clusters.clusters().get(i).members();
            ContactSheet sheet = ContactSheet.of(files(members, SHOWN), COLUMNS, CELL);
            String png = Base64.getEncoder()
                    .encodeToString(Pictures.png(sheet.picture(), sheet.origin().by(software)));
            Html picture = Html.tag("img")
                    .with("alt", "The " + Math.min(SHOWN, members.size()) + " most typical pictures of the group")
                    .with("src", "data:image/png;base64," + png)
                    .of();
            sections.add(Page.section(
                    "Group " + (i + 1) + ": " + members.size() + (members.size() == 1 ? " picture" : " pictures"),
                    picture));
        }
        String subtitle = String.format(
                Locale.ROOT,
                "%s in %d groups of pictures that are alike, the most typical of each first; silhouette %.2f",
                about,
                clusters.clusters().size(),
                clusters.silhouette());
        new Page("Groups of pictures", subtitle, sections).write(file);
    }

    /** One sheet with a row for each cluster. */
    public static ContactSheet sheet(PictureClusters clusters) {
        return ContactSheet.of(
                clusters.clusters().stream()
                        .map(cluster -> files(cluster.members(), COLUMNS))
                        .toList(),
                CELL);
    }

    private static List<Path> files(List<Match> members, int most) {
        return members.stream().limit(most).map(match -> Path.of(match.id())).toList();
    }
}
