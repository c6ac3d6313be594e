package dev.ganvas.bench;

import java.io.IOException;

/** How the report shows results of one kind. */
interface ReportSection {
    /** The {@link ResultFile#kind} it shows. */
    String kind();

    /** Its heading. */
    String title();

    /** What was measured and how, one paragraph of Markdown that stands before the results. */
    String introduction();

    /**
     * One result as Markdown, ending in a newline.
     *
     * @throws dev.ganvas.engine.error.MalformedFileException if the body is not of this kind
     */
    String markdown(ResultFile result) throws IOException;
}
