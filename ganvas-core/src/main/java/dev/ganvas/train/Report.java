package dev.ganvas.train;

import java.nio.file.Path;

final class Report {
    static void write(Path p) {}
}
