package dev.ganvas.bench.result;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** How the report shows results of one kind. */
public interface ReportSection {
    /** The {@link ResultFile#kind} it shows. */
    String kind();

    /** Its heading. */
    String title();

    /** What was measured and how, one paragraph of Markdown that stands before the results. */
    String introduction();

    /**
     * One result as Markdown, ending in a newline.
     *
     * @param all every result that is kept, for figures that rest on two
     * @throws dev.ganvas.error.MalformedFileException if the body is not of this kind
     */
    String markdown(ResultFile result, List<ResultFile> all) throws IOException;

    /** Prints a new result as the page will show it, then writes its file. */
    default void keep(ResultFile result, BenchFolders folders, PrintWriter out) throws IOException {
        out.print(markdown(result, ResultFile.readAll(folders.results())));
        out.println("written: " + result.write(folders.results()));
    }
}
