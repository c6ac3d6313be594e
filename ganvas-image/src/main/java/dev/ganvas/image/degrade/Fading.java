package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Luma;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Objects;

/**
 * What light and time do to a print: contrast goes, black turns grey, colours go or turn sepia, the paper shows and stains
 * spread. Pictures have 1 or 3 channels; those of one stay grey.
 *
 * @param contrast that is left, 0.2 to 1, drawn for each picture
 * @param colourless probability that colours are gone, half of them to sepia, 0 to 1
 * @param stains most darkening by stains and by the paper's texture, 0 to 1
 */
public record Fading(Span contrast, double colourless, double stains) implements Degradation {
    /** Red, green and blue of toned silver, relative to its luma. */
    private static final float[] SEPIA = {1.14f, 0.98f, 0.74f};

    public Fading {
        Objects.requireNonNull(contrast, "contrast").within(0.2, 1, "contrast");
        Require.within(colourless, 0, 1, "probability of lost colours");
        Require.within(stains, 0, 1, "stains");
    }

    @Override
    public String label() {
        return "faded to a contrast of " + contrast + ", stains up to " + stains;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        RandomStream stream = seed.stream();
        boolean gone = stream.nextDouble() < colourless;
        boolean sepia = stream.nextBoolean();
        float left = (float) contrast.draw(stream);
        float lift = (float) ((1 - left) * stream.nextDouble(0.2, 1));
        Planes paper = paper(clean.width(), clean.height(), stains * stream.nextDouble(), seed);
        Planes faded = Planes.black(clean.width(), clean.height(), clean.channels());
        int area = clean.area();
        for (int i = 0; i < faded.values().length; i++) {
            int channel = i / area;
            float value = clean.values()[i];
            if (gone && clean.channels() == 3) {
                float tone = sepia ? SEPIA[channel] : 1;
                value = Math.min(1, tone * luma(clean.values(), i % area, area));
            }
            faded.values()[i] = (lift + left * value) * paper.values()[i % area];
        }
        return faded;
    }

    private static float luma(float[] values, int i, int area) {
        return (float) Luma.full(values[i], values[area + i], values[2 * area + i]);
    }

    /** Factors of at most 1: broad stains and a fine texture. */
    private static Planes paper(int width, int height, double strength, Seed seed) {
        Planes texture = FilmGrain.grain(width, height, 1, 0.8, seed.child("texture"));
        // Stains are smooth, so a coarse grid of random numbers, enlarged, is as good as a wide low-pass.
        Planes coarse = FilmGrain.grain(Math.max(2, width / 32), Math.max(2, height / 32), 1, 1, seed.child("stains"));
        Planes stains = Bicubic.resize(coarse, width, height);
        for (int i = 0; i < stains.values().length; i++) {
            double dark = Math.max(0, stains.values()[i] - 0.5) * 0.5 * strength;
            double fine = 0.06 * strength * Math.abs(texture.values()[i]);
            stains.values()[i] = (float) Math.max(0, 1 - dark - fine);
        }
        return stains;
    }
}
