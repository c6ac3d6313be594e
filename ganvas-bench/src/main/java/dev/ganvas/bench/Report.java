package dev.ganvas.bench;

import dev.ganvas.bench.io.IoSection;
import dev.ganvas.bench.quality.QualitySection;
import dev.ganvas.bench.ranks.RanksSection;
import dev.ganvas.bench.recognition.RecognitionSection;
import dev.ganvas.bench.restore.RestoreSection;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.bench.startup.StartupSection;
import dev.ganvas.bench.step.GemmSection;
import dev.ganvas.bench.step.MemorySection;
import dev.ganvas.bench.step.ThroughputSection;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of all results: a section per kind, in the order of its sections. */
final class Report {
    /** Every kind the page knows; a new kind of benchmark is added here. */
    static final List<ReportSection> SECTIONS = List.of(
            new ThroughputSection(),
            new GemmSection(),
            new IoSection(),
            new RecognitionSection(),
            new StartupSection(),
            new MemorySection(),
            new RestoreSection(),
            new RanksSection(),
            new QualitySection());

    private final List<ReportSection> sections;

    Report(List<ReportSection> sections) {
        this.sections = List.copyOf(sections);
    }

    /**
     * The page as Markdown.
     *
     * @throws UsageException if there is no result, or one of a kind that no section shows
     */
    String markdown(List<ResultFile> results) throws IOException {
        if (results.isEmpty()) {
            throw new UsageException("there are no results yet; run a benchmark first");
        }
        for (ResultFile result : results) {
            if (sections.stream().noneMatch(section -> section.kind().equals(result.kind()))) {
                throw new UsageException(
                        result.name() + ".json is of kind " + result.kind() + ", which the report does not show");
            }
        }
        StringBuilder page = new StringBuilder("# Benchmarks\n\n")
                .append("Generated from `ganvas-bench/results/*.json` by `ganvas-bench/bench report`; ")
                .append("do not edit.\n\n");
        List<ReportSection> filled = sections.stream()
                .filter(section -> !of(section, results).isEmpty())
                .toList();
        filled.forEach(section -> page.append(contents(section, of(section, results))));
        for (ReportSection section : filled) {
            List<ResultFile> shown = of(section, results);
            page.append("\n## ").append(section.title()).append("\n\n").append(section.introduction());
            for (ResultFile result : shown) {
                page.append("\n### ").append(result.name()).append("\n\n");
                page.append(result.date(), 0, 10)
                        .append(", commit ")
                        .append(result.commit())
                        .append(", on ")
                        .append(result.machine().describe())
                        .append(".\n\n");
                page.append(section.markdown(result, results));
            }
        }
        return page.toString();
    }

    private static List<ResultFile> of(ReportSection section, List<ResultFile> results) {
        return results.stream()
                .filter(result -> result.kind().equals(section.kind()))
                .toList();
    }

    private static String contents(ReportSection section, List<ResultFile> shown) {
        return "- " + link(section.title()) + ": "
                + shown.stream().map(result -> link(result.name())).collect(Collectors.joining(", ")) + "\n";
    }

    /** To a heading of the page, as GitHub names its anchor. */
    private static String link(String heading) {
        String anchor =
                heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
        return "[" + heading + "](#" + anchor + ")";
    }
}
