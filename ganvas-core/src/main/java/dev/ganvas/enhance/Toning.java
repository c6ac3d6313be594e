package dev.ganvas.enhance;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.Require;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.tone.AutoContrast;
import dev.ganvas.image.tone.Clahe;
import dev.ganvas.image.tone.Lut3d;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.image.tone.ToneRule;
import dev.ganvas.image.tone.Vibrance;
import dev.ganvas.image.tone.WhiteBalance;
import dev.ganvas.repair.LightMap;
import dev.ganvas.repair.RasterNoise;
import dev.ganvas.repair.RasterRepair;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Colour and light, each from 0 for nothing to 1 for as much as suits a picture: by networks where there are some for it, otherwise by
 * rule. A grey picture stays grey, and its tones are those of light and contrast alone. Pictures are read in rows, so that one of 200
 * megapixels takes no more memory than its raster.
 *
 * @param balance takes the colour of the light out, by rule
 * @param light brings brightness to where photographs have it; absent as much as a picture needs, which is nothing for most
 * @param contrast of each neighbourhood, by rule
 * @param colour makes dull and tinted pictures as colourful as photographs are
 */
public record Toning(double balance, OptionalDouble light, double contrast, double colour) {
    /** A picture whose mean would change by less has light enough. */
    private static final double LITTLE_LIGHTER = 0.06;

    private static final String LIGHT_ENOUGH = "has light enough";

    /** Noise that more light has made stronger than this many times is taken out. */
    private static final double MORE_NOISE = 1.25;

    /** The strongest noise that denoisers are told, in levels. */
    private static final double MOST_NOISE = 75;

    private static final double WHITE = 255;

    /** Points of the table that stands for a rule of colour. */
    private static final int TABLE_SIZE = 33;

    public Toning {
        Require.within(balance, 0, 1, "white balance");
        light.ifPresent(strength -> Require.within(strength, 0, 1, "light"));
        Require.within(contrast, 0, 1, "contrast");
        Require.within(colour, 0, 1, "colour");
    }

    /**
     * What became of a picture.
     *
     * @param did what was done, and by what, in words for people
     * @param table the change of colour that was chosen, when colour was asked for
     */
    public record Outcome(List<String> did, Optional<Lut3d> table) {
        /** Whether the picture is another now. */
        public boolean changed() {
            return did.stream().anyMatch(what -> !what.equals(LIGHT_ENOUGH));
        }
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        return balance == 0 && light.isPresent() && light.getAsDouble() == 0 && contrast == 0 && colour == 0;
    }

    /**
     * Changes a picture in place; its opacity stays.
     *
     * @param models with networks for colour, light and noise, as far as there are some
     * @param denoised hears how many rows are denoised, where more light has brought noise up
     */
    public Outcome apply(Raster raster, RepairModels models, ProgressListener denoised) throws IOException {
        List<String> did = new ArrayList<>();
        if (light.isEmpty() || light.getAsDouble() > 0) {
            lighten(raster, models, denoised, did);
        }
        RasterTones tones = new RasterTones(raster);
        if (balance > 0) {
            tones.add(tones.look(new WhiteBalance(balance)));
            did.add("white balance by rule");
        }
        Optional<Lut3d> table = Optional.empty();
        if (colour > 0) {
            table = Optional.of(recolour(tones, models, did));
        }
        if (contrast > 0) {
            tones.add(tones.look(Clahe.of(contrast)));
            did.add("contrast by rule");
        }
        tones.write();
        return new Outcome(did, table);
    }

    private Lut3d recolour(RasterTones tones, RepairModels models, List<String> did) throws IOException {
        Optional<RepairNetwork> network = models.find(RepairKind.COLOR, 1);
        if (network.isPresent()) {
            ToneRule rule = tones.look(network.get().tones(colour));
            tones.add(rule);
            did.add("colour by network");
            return (Lut3d) rule;
        }
        ToneOperator vibrance = new Vibrance(colour, false);
        tones.add(tones.look(vibrance));
        did.add("colour by rule");
        return Lut3d.of(vibrance, TABLE_SIZE);
    }

    private void lighten(Raster raster, RepairModels models, ProgressListener denoised, List<String> did)
            throws IOException {
        RasterTones tones = new RasterTones(raster);
        Optional<RepairNetwork> network = models.find(RepairKind.LOWLIGHT, 1);
        if (network.isEmpty()) {
            ToneRule rule = tones.look(new AutoContrast(light.orElse(1)));
            if (light.isEmpty() && Math.abs(tones.brightening(rule)) < LITTLE_LIGHTER) {
                did.add(LIGHT_ENOUGH);
                return;
            }
            double before = RasterNoise.of(raster);
            tones.add(rule);
            tones.write();
            did.add("light by rule");
            denoise(raster, before, models, denoised, did);
            return;
        }
        LightMap map = (LightMap) tones.look(network.get().tones(light.orElse(1)));
        if (light.isEmpty() && map.lightening() < LITTLE_LIGHTER) {
            did.add(LIGHT_ENOUGH);
            return;
        }
        double before = RasterNoise.of(raster);
        tones.add(map);
        tones.write();
        did.add(String.format(Locale.ROOT, "light by network, %+.0f levels", WHITE * map.lightening()));
        denoise(raster, before, models, denoised, did);
    }

    /** More light shows more of the noise that was there. */
    private static void denoise(
            Raster raster, double before, RepairModels models, ProgressListener denoised, List<String> did)
            throws IOException {
        double noise = RasterNoise.of(raster);
        Optional<RepairNetwork> denoiser = models.find(RepairKind.DENOISE, 1);
        if (denoiser.isPresent() && noise >= RasterNoise.VISIBLE && noise > MORE_NOISE * before) {
            double told = Math.min(MOST_NOISE, noise) / WHITE;
            RasterRepair.inPlace(denoiser.get(), raster, told, 1, rows -> denoised.at(rows, raster.height()));
            did.add(String.format(Locale.ROOT, "noise of %.1f levels taken out", noise));
        }
    }
}
