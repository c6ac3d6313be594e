package dev.ganvas.explain.saliency;

import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a map tells what the classifier goes by, measured by changing the picture where the map says.
 *
 * @param deletion area under the class's probability while the most salient pixels become the mean colour one after another
 *     (Petsiuk et al., "RISE", 2018, section 3.2), 0 to 1; less is better
 * @param insertion area under it while they come into a blurred picture (same place), 0 to 1; more is better
 * @param road the half of what the probability is higher when the least salient pixels are removed than when the most salient
 *     ones are, by imputation with noise, mean over proportions of 20 to 80 % (Rong et al., 2022, with least and most relevant
 *     first combined), -0.5 to 0.5; more is better
 */
public record Faithfulness(double deletion, double insertion, double road) {
    private static final int STEPS = 20;
    private static final double[] REMOVED = {0.2, 0.4, 0.6, 0.8};

    /** Maps by chance that a map is held against. */
    public static final int RANDOM_MAPS = 5;

    /**
     * A map beside chance.
     *
     * @param map the map's own figures
     * @param chance means of the same map at {@value #RANDOM_MAPS} random places
     */
    public record Compared(Faithfulness map, Faithfulness chance) {
        /** In how many of the three figures the map is better than chance. */
        public int wins() {
            return (map.deletion < chance.deletion ? 1 : 0)
                    + (map.insertion > chance.insertion ? 1 : 0)
                    + (map.road > chance.road ? 1 : 0);
        }
    }

    /**
     * Measures a map.
     *
     * @param seen as {@link BlackBox#seen} gives it
     * @param label number of the class that the map is about
     * @param map of the picture's size
     * @param seed of the noise
     */
    public static Faithfulness of(BlackBox classifier, Picture seen, int label, SaliencyMap map, Seed seed) {
        int[] order = map.order();
        Picture plain = Baseline.meanColour(seen);
        Picture blurred = Baseline.blurred(seen);
        List<Picture> pictures = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            pictures.add(Baseline.replaced(seen, plain, order, order.length * step / STEPS));
        }
        for (int step = 0; step <= STEPS; step++) {
            pictures.add(Baseline.replaced(blurred, seen, order, order.length * step / STEPS));
        }
        for (double proportion : REMOVED) {
            int count = (int) Math.round(proportion * order.length);
            Seed noise = seed.child("noise").child(count);
            pictures.add(NoisyImputation.apply(seen, removed(order, 0, count), noise));
            pictures.add(NoisyImputation.apply(seen, removed(order, order.length - count, order.length), noise));
        }
        float[] answers = classifier.probabilities(pictures, label);
        double road = 0;
        for (int i = 0; i < REMOVED.length; i++) {
            int at = 2 * (STEPS + 1 + i);
            road += (answers[at + 1] - answers[at]) / 2 / REMOVED.length;
        }
        return new Faithfulness(area(answers, 0), area(answers, STEPS + 1), road);
    }

    /** Measures a map, and what the same map comes to at random places. */
    public static Compared compared(BlackBox classifier, Picture seen, int label, SaliencyMap map, Seed seed) {
        double deletion = 0;
        double insertion = 0;
        double road = 0;
        for (int i = 0; i < RANDOM_MAPS; i++) {
            Seed place = seed.child("chance").child(i);
            Faithfulness chance = of(classifier, seen, label, map.displaced(place), place);
            deletion += chance.deletion / RANDOM_MAPS;
            insertion += chance.insertion / RANDOM_MAPS;
            road += chance.road / RANDOM_MAPS;
        }
        return new Compared(of(classifier, seen, label, map, seed), new Faithfulness(deletion, insertion, road));
    }

    private static boolean[] removed(int[] order, int from, int to) {
        boolean[] removed = new boolean[order.length];
        Arrays.stream(order, from, to).forEach(i -> removed[i] = true);
        return removed;
    }

    /** By trapezia over the proportion of pixels changed. */
    private static double area(float[] answers, int from) {
        double area = 0;
        for (int step = 0; step < STEPS; step++) {
            area += (answers[from + step] + answers[from + step + 1]) / 2.0 / STEPS;
        }
        return area;
    }
}
