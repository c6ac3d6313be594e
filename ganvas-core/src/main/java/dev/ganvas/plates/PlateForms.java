package dev.ganvas.plates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The forms that a plate's text may have, as far as what was seen leaves them open. */
final class PlateForms {
    /** A form of no country's own is this much less likely, as a logarithm. */
    private static final double FREE = -5;

    private static final int SHORTEST = 4;
    private static final int LONGEST = 8;

    /** A form is tried when it is as long as what was read, give or take as many characters. */
    private static final int NEAR = 1;

    private PlateForms() {}

    /**
     * The forms to try.
     *
     * @param countries whose plates are looked for
     * @param kinds logarithms of the probabilities of kinds
     * @param length characters that are seen
     */
    static List<GrammarDecoder.Form> of(Collection<Country> countries, double[] kinds, boolean twoRows, int length) {
        List<GrammarDecoder.Form> forms = new ArrayList<>();
        for (PlateKind kind : PlateKind.values()) {
            if (!countries.contains(kind.country()) || twoRows != kind.twoRows()) {
                continue;
            }
            for (PlatePattern pattern : kind.patterns()) {
                if (Math.abs(pattern.length() - length) <= NEAR || kind.country() == Country.CN) {
                    forms.add(new GrammarDecoder.Form(kind, pattern, kinds[kind.ordinal()]));
                }
            }
            if (kind.country() != Country.CN) {
                for (int free = SHORTEST; free <= LONGEST; free++) {
                    forms.add(new GrammarDecoder.Form(
                            kind, PlatePattern.of("*".repeat(free)), kinds[kind.ordinal()] + FREE));
                }
            }
        }
        return forms;
    }
}
