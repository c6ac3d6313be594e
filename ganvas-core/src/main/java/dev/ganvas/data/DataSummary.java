package dev.ganvas.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What was understood of a data set.
 *
 * @param source its name
 * @param kind its kind
 * @param pictures that can be read
 * @param parts names of the parts found, the opened one first; empty when there are none
 * @param classes number of pictures by class, in label order; empty when there are none
 * @param unlabelled pictures without a class
 * @param heldOut pictures that are kept from the training to evaluate it by; absent when there are none
 * @param channels of the pictures; absent when not known
 */
public record DataSummary(
        String source,
        String kind,
        int pictures,
        List<String> parts,
        Map<String, Integer> classes,
        int unlabelled,
        OptionalInt heldOut,
        OptionalInt channels) {
    private static final int CLASSES_SHOWN = 5;

    static DataSummary of(PictureSource source, PixelCache cache) {
        Map<String, Integer> classes = new LinkedHashMap<>();
        cache.classes().forEach(name -> classes.put(name, 0));
        int unlabelled = 0;
        for (int i = 0; i < cache.count(); i++) {
            if (cache.label(i) < 0) {
                unlabelled++;
            } else {
                classes.merge(cache.classes().get(cache.label(i)), 1, Integer::sum);
            }
        }
        return new DataSummary(
                source.name(),
                source.kind(),
                cache.count(),
                source.parts(),
                classes,
                unlabelled,
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    public DataSummary withHeldOut(OptionalInt count) {
        return new DataSummary(source, kind, pictures, parts, classes, unlabelled, count, channels);
    }

    /** One line for people. */
    public String line() {
        List<String> said = new ArrayList<>();
        said.add(String.format(Locale.ROOT, "%,d %s", pictures, pictures == 1 ? "picture" : "pictures"));
        if (!parts.isEmpty()) {
            String others = String.join(", ", parts.subList(1, parts.size()));
            said.add("part " + parts.get(0) + (others.isEmpty() ? "" : " (not opened: " + others + ")"));
        }
        channels.ifPresent(count -> said.add(count + (count == 1 ? " channel" : " channels")));
        said.add(
                classes.isEmpty()
                        ? "no classes"
                        : classes.size() + (classes.size() == 1 ? " class (" : " classes (") + counted(classes) + ")");
        if (!classes.isEmpty() && unlabelled > 0) {
            said.add(String.format(Locale.ROOT, "%,d without a label", unlabelled));
        }
        heldOut.ifPresent(count -> said.add(String.format(Locale.ROOT, "%,d held out", count)));
        return source + " (" + kind + "): " + String.join(", ", said);
    }

    private static String counted(Map<String, Integer> classes) {
        List<String> shown = new ArrayList<>();
        classes.entrySet().stream()
                .limit(CLASSES_SHOWN)
                .forEach(entry -> shown.add(String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue())));
        int more = classes.size() - CLASSES_SHOWN;
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    /** What is likely to go wrong, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!classes.isEmpty() && unlabelled > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d pictures %s no label, so classes are not learned; give them labels, or take them out",
                    unlabelled,
                    pictures,
                    unlabelled == 1 ? "has" : "have"));
        }
        List<String> thin = classes.entrySet().stream()
                .filter(entry -> entry.getValue() == 1)
                .map(Map.Entry::getKey)
                .toList();
        if (!thin.isEmpty()) {
            warnings.add((thin.size() == 1 ? "1 class has" : thin.size() + " classes have")
                    + " a single picture, too few to learn from: "
                    + String.join(", ", thin.subList(0, Math.min(CLASSES_SHOWN, thin.size())))
                    + (thin.size() > CLASSES_SHOWN ? ", ..." : ""));
        }
        return warnings;
    }
}
