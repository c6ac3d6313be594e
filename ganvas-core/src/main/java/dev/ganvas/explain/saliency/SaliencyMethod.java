package dev.ganvas.explain.saliency;

import dev.ganvas.error.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How it is found out what in a picture spoke for a class. */
public enum SaliencyMethod {
    /**
     * The channels of a layer, each weighed by the mean of its gradient (Selvaraju et al., "Grad-CAM: visual explanations from
     * deep networks via gradient-based localization", 2017, equations 1 and 2).
     */
    GRADCAM("gradcam", Needs.ACTIVATIONS),
    /** As {@link #GRADCAM}, with weights that do justice to several objects (Chattopadhay et al., 2018, equations 11 and 19). */
    GRADCAM_PLUS_PLUS("gradcam++", Needs.ACTIVATIONS),
    /** Each place of a layer weighed by its own positive gradient (Jiang et al., "LayerCAM", 2021, equations 6 to 8). */
    LAYERCAM("layercam", Needs.ACTIVATIONS),
    /** Gradients along the way from a plain picture to this one (Sundararajan et al., 2017, equation 1). */
    INTEGRATED_GRADIENTS("integrated-gradients", Needs.ACTIVATIONS),
    /** How much of the probability is lost where a square is covered (Zeiler and Fergus, 2014, section 4.2). */
    OCCLUSION("occlusion", Needs.ANSWERS),
    /** The mean of random masks, each weighed by the probability of what it leaves (Petsiuk et al., "RISE", 2018, equation 6). */
    RISE("rise", Needs.ANSWERS),
    /** The first principal component of a layer, whatever the class (Muhammad and Yeasin, "Eigen-CAM", 2020, equation 3). */
    EIGENCAM("eigencam", Needs.ACTIVATIONS);

    private enum Needs {
        ANSWERS,
        ACTIVATIONS
    }

    private final String label;
    private final Needs needs;

    SaliencyMethod(String label, Needs needs) {
        this.label = label;
        this.needs = needs;
    }

    /** What people call it, such as {@code gradcam++}. */
    public String label() {
        return label;
    }

    /** Whether a {@link BlackBox} is enough, because answers alone are asked for. */
    public boolean needsAnswersOnly() {
        return needs == Needs.ANSWERS;
    }

    /** Whether it looks at one layer, which can be chosen. */
    public boolean looksAtALayer() {
        return needs == Needs.ACTIVATIONS && this != INTEGRATED_GRADIENTS;
    }

    /**
     * The method of a name.
     *
     * @throws UsageException naming the choices
     */
    public static SaliencyMethod named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.label.equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no method '" + name + "'; there are "
                        + Arrays.stream(values()).map(SaliencyMethod::label).collect(Collectors.joining(", ")) + "."));
    }
}
