package dev.ganvas.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the settings of a run differ from those asked for now.
 *
 * @param allowed those that leave the meaning of the weights alone
 * @param refused those that belong to another training
 */
record SettingChanges(List<Change> allowed, List<Change> refused) {
    /** What may change in the midst of a run: how long, how fast, how exactly computed, and when it is enough. */
    private static final Set<String> FREE = Set.of("budget", "threads", "precision", "stop_early");

    /** What a setting says that does nothing; an older version may have written one that is no longer there. */
    private static final Set<String> IDLE = Set.of("auto", "off", "none", "false", "");

    /** A setting that differs. */
    record Change(String name, String was, String now) {
        @Override
        public String toString() {
            return name + " (was " + was + ", now " + now + ")";
        }
    }

    /**
     * Compares.
     *
     * @param before of the run's record
     * @param now asked for
     * @param usual values of settings that the record may lack, being older
     */
    static SettingChanges between(JsonNode before, JsonNode now, JsonNode usual) {
        List<Change> allowed = new ArrayList<>();
        List<Change> refused = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String was = text(before.has(name) ? before.path(name) : usual.path(name));
            String is = text(now.path(name));
            boolean retired = !now.has(name) && IDLE.contains(was);
            if (!was.equals(is) && !retired) {
                (FREE.contains(name) ? allowed : refused).add(new Change(name, was, is));
            }
        }
        return new SettingChanges(allowed, refused);
    }

    /** Numbers are compared as text, since a file does not tell an int from a long. */
    private static String text(JsonNode value) {
        return value.asText(value.toString());
    }

    /** The refused ones, in words. */
    String refusedWords() {
        return refused.stream().map(Change::toString).collect(Collectors.joining(", "));
    }

    /** The allowed ones, in words. */
    String allowedWords() {
        return allowed.stream().map(Change::toString).collect(Collectors.joining(", "));
    }

    boolean changes(String name) {
        return allowed.stream().anyMatch(change -> change.name().equals(name));
    }
}
