package dev.ganvas.repair;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.tone.Lut3d;
import dev.ganvas.image.tone.SmallCopy;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.image.tone.ToneRule;
import dev.ganvas.image.tone.ToneStatistics;
import dev.ganvas.repair.network.ToneNetwork;

/** A network for colour or light as an operator on tones: it looks at a small copy, and chooses by it. */
record LearnedTones(RepairKind kind, ToneNetwork network, double strength) implements ToneOperator {
    private static final int RGB = 3;

    /** Points of a table along each axis; as many as photo programs write. */
    private static final int TABLE_SIZE = 33;

    LearnedTones {
        Require.within(strength, 0, 1, "strength");
    }

    @Override
    public ToneStatistics statistics(int width, int height) {
        return new ToneStatistics() {
            private SmallCopy copy;

            @Override
            public void add(Planes rows) {
                if (copy == null) {
                    copy = new SmallCopy(width, height, rows.channels(), ToneNetwork.SMALL_SIDE);
                }
                copy.add(rows);
            }

            @Override
            public ToneRule rule() {
                Require.that(copy != null, "no rows of the picture were seen");
                return chosen(copy.planes(), height);
            }
        };
    }

    private ToneRule chosen(Planes small, int height) {
        Require.that(!network.isClosed(), "the network is closed");
        ToneOperator.requireTones(small);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor seen = network.device().of(coloured(small), 1, RGB, small.height(), small.width());
            Tensor chosen = network.chosen(seen, DType.F32);
            return kind == RepairKind.COLOR ? table(chosen) : LightMap.of(network, chosen.mul(strength), small, height);
        }
    }

    private static float[] coloured(Planes small) {
        float[] values = new float[RGB * small.area()];
        for (int channel = 0; channel < RGB; channel++) {
            int from = small.channels() == RGB ? channel * small.area() : 0;
            System.arraycopy(small.values(), from, values, channel * small.area(), small.area());
        }
        return values;
    }

    /** What the network makes of every colour of a lattice. */
    private Lut3d table(Tensor chosen) {
        Lut3d same = Lut3d.identity(TABLE_SIZE);
        int count = same.values().length / RGB;
        float[] planar = new float[RGB * count];
        for (int i = 0; i < planar.length; i++) {
            planar[i] = same.values()[i % count * RGB + i / count];
        }
        float[] becomes = network.changed(network.device().of(planar, 1, RGB, 1, count), chosen, 0, 1)
                .toFloats();
        float[] values = new float[planar.length];
        for (int i = 0; i < values.length; i++) {
            float now = same.values()[i];
            float then = Math.max(0, Math.min(1, becomes[i % RGB * count + i / RGB]));
            values[i] = now + (float) strength * (then - now);
        }
        return new Lut3d(TABLE_SIZE, values);
    }
}
