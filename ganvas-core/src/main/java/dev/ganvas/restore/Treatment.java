package dev.ganvas.restore;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairNetwork;
import dev.ganvas.restore.RestoreSettings.Amount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that is done to a picture, one step after another: what is marked is filled, scratches are found and filled, then the {@link
 * Restoration} takes its steps, and at last an old photograph gets its contrast back. A step that is needed but has no network is
 * passed over, and said to be.
 *
 * @param wanted what is asked for beside the restoration
 * @param restoration the steps of networks, and the models
 * @param seed of the grain in what is filled
 */
public record Treatment(Wanted wanted, Restoration restoration, Seed seed) {
    /**
     * What is asked for.
     *
     * @param scratches how eagerly they are looked for, 0 to 1; {@link Amount#AUTO} is {@link Scratches#USUAL}
     * @param oldPhoto whether fading is undone
     * @param toGrey whether an old photograph in one tone, such as sepia, becomes grey
     */
    public record Wanted(Amount scratches, boolean oldPhoto, boolean toGrey) {
        /** The restoration alone. */
        public static final Wanted NOTHING_MORE = new Wanted(Amount.OFF, false, false);

        /** Scratches, where the picture has some, and fading. */
        public static final Wanted OLD_PHOTO = new Wanted(Amount.AUTO, true, false);

        public Wanted {
            Objects.requireNonNull(scratches, "scratches");
        }

        /** Whether networks that take rows as they come do all that is wanted. */
        boolean isNothingMore() {
            return scratches.asked().orElse(1) == 0 && !oldPhoto;
        }
    }

    /**
     * A step that was taken, or passed over.
     *
     * @param name short, such as {@code scratches}
     * @param words for people
     * @param changed whether the picture is another after it
     * @param madeUp whether a network made up some of it
     */
    public record Taken(String name, String words, boolean changed, boolean madeUp) {
        Taken(String name, String words, boolean changed) {
            this(name, words, changed, false);
        }
    }

    /** Hears of each step, on the thread that takes them. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = new Listener() {};

        /** What scratches were found, before they are filled: {@code [1, H, W]}, 1 where there is one; all 0 for none. */
        default void found(Planes mask) throws IOException {}

        /** A step has changed the picture. */
        default void changed(Taken step, Raster raster) throws IOException {}
    }

    /**
     * Opens the networks for what is asked for whatever the picture.
     *
     * @throws dev.ganvas.error.UsageException when there is none for one of these
     */
    public void requireModels() throws IOException {
        restoration.requireModels();
        if (sensitivity() > 0 && !wanted.oldPhoto()) {
            restoration.models().require(RepairKind.SCRATCHES, 1);
        }
    }

    private double sensitivity() {
        OptionalDouble asked = wanted.scratches().asked();
        return asked.orElse(Scratches.USUAL);
    }

    private double strength() {
        return restoration.settings().strength();
    }

    /**
     * Treats a picture in place.
     *
     * @param filling of what is marked, done first
     * @param phases hears how far networks are
     * @return the steps, in order; none for a picture that needs nothing
     */
    public List<Taken> apply(Raster raster, Optional<Filling> filling, PhaseListener phases, Listener listener)
            throws IOException {
        List<Taken> taken = new ArrayList<>();
        if (filling.isPresent()) {
            Optional<RepairNetwork> network = restoration.models().find(RepairKind.FILL, 1);
            long count = filling.get().apply(raster, network);
            if (count > 0) {
                String smoothly = network.isEmpty() ? " smoothly, for want of a network" : "";
                taken.add(new Taken("fill", "filled " + count + " pixels" + smoothly, true, network.isPresent()));
            }
            tell(taken, 0, raster, listener);
        }
        int before = taken.size();
        scratches(raster, phases, listener).ifPresent(taken::add);
        tell(taken, before, raster, listener);
        for (Restoration.Step step : restoration.needed(raster)) {
            before = taken.size();
            taken.add(network(step, raster, phases));
            tell(taken, before, raster, listener);
        }
        if (wanted.oldPhoto()) {
            before = taken.size();
            new FadeRecovery(strength(), wanted.toGrey())
                    .apply(raster)
                    .ifPresent(words -> taken.add(new Taken("fading", "brought back " + words, true)));
            tell(taken, before, raster, listener);
        }
        return taken;
    }

    private static void tell(List<Taken> taken, int from, Raster raster, Listener listener) throws IOException {
        for (Taken step : taken.subList(from, taken.size())) {
            if (step.changed()) {
                listener.changed(step, raster);
            }
        }
    }

    private Optional<Taken> scratches(Raster raster, PhaseListener phases, Listener listener) throws IOException {
        if (sensitivity() == 0 || strength() == 0) {
            return Optional.empty();
        }
        Optional<RepairNetwork> network = restoration.models().find(RepairKind.SCRATCHES, 1);
        if (network.isEmpty()) {
            return Optional.of(passedOver("scratches", RepairKind.SCRATCHES));
        }
        phases.of("looking for scratches").at(0, 1);
        Optional<Planes> before = strength() < 1 ? Optional.of(raster.planes()) : Optional.empty();
        Planes mask = new Scratches(network.get(), sensitivity()).in(raster);
        listener.found(mask);
        Optional<RepairNetwork> filler = restoration.models().find(RepairKind.FILL, 1);
        long pixels = new Filling(same -> mask, seed).apply(raster, filler);
        if (pixels == 0) {
            return Optional.empty();
        }
        if (before.isPresent()) {
            mix(raster, before.get());
        }
        double area = (double) raster.width() * raster.height();
        return Optional.of(new Taken(
                "scratches",
                String.format(
                        Locale.ROOT, "filled %,d pixels of scratches and dust, %.2f %%", pixels, 100 * pixels / area),
                true,
                filler.isPresent()));
    }

    /** Takes a part of the change since. */
    private void mix(Raster raster, Planes before) {
        Planes now = raster.planes();
        for (int i = 0; i < now.values().length; i++) {
            float was = before.values()[i];
            now.values()[i] = was + (float) strength() * (now.values()[i] - was);
        }
        raster.put(0, 0, now);
    }

    private Taken network(Restoration.Step step, Raster raster, PhaseListener phases) throws IOException {
        if (restoration.models().find(step.kind(), 1).isEmpty()) {
            return taken(step);
        }
        restoration.apply(raster, List.of(step), phases);
        return taken(step);
    }

    /** What becomes of a step: it is taken, or passed over where there is no network. */
    Taken taken(Restoration.Step step) throws IOException {
        return restoration.models().find(step.kind(), 1).isEmpty()
                ? passedOver(step.words(), step.kind())
                : new Taken(step.kind().toString(), "mended " + step.words(), strength() > 0);
    }

    private static Taken passedOver(String what, RepairKind kind) {
        return new Taken(
                kind.toString(),
                "passed over " + what + ": there is no network for " + kind
                        + " among the models given and those that ship",
                false);
    }
}
