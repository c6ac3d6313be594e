package dev.ganvas.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of a model that it learned from pictures whose terms do not allow any use. The words go to the logger {@value #LOGGER} at level
 * WARN whenever the network of such a model is built, so that they are seen wherever it is used.
 */
public final class Terms {
    /** The logger that hears of it. */
    public static final String LOGGER = "dev.ganvas.terms";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    /** Licences of Creative Commons with NC, and the words that data sets of research have. */
    private static final Pattern RESTRICTING = Pattern.compile(
            "non-?\\s?commercial|\\bnc\\b|research|academic|education|personal use|evaluation only",
            Pattern.CASE_INSENSITIVE);

    private Terms() {}

    /** Whether terms, in words or as a licence's name, keep to some uses. */
    public static boolean restrict(String terms) {
        return RESTRICTING
                .matcher(terms.toLowerCase(Locale.ROOT).replace('_', '-'))
                .find();
    }

    /**
     * Says it, when there is something to say.
     *
     * @param model what it is called
     * @param terms of what it learned from; absent when no one stated them
     */
    public static void note(String model, Optional<String> terms) {
        terms.filter(Terms::restrict)
                .ifPresent(words -> LOG.warn(
                        "{} learned from pictures that may not be used for everything ({}); whether what it makes may be sold is"
                                + " for you to find out.",
                        model,
                        words));
    }
}
