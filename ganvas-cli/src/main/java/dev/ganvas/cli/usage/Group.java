package dev.ganvas.cli.usage;

/** What a verb is for, as {@code ganvas --help} lists them. */
public enum Group {
    MAKE("Make pictures"),
    REPAIR("Repair pictures"),
    UNDERSTAND("Understand pictures and models"),
    LEARN("Learn from pictures"),
    MANAGE("Manage");

    private final String heading;

    Group(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}
