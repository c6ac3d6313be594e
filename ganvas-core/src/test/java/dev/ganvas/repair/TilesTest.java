package dev.ganvas.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.vision.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pictures restored in tiles are those restored as a whole. */
class TilesTest {
    private static final int[][] SIZES = {{61, 83}, {1, 97}, {97, 1}, {1, 1}, {64, 64}, {200, 9}, {150, 131}};

    private static RepairNetwork opened(RepairKind kind, NetworkShape shape) {
        RestorationNetwork network = Scope.making(() -> shape.build(Seed.of(3)));
        network.namedParameters().forEach((name, tensor) -> {
            if (tensor.rank() == 4) {
                RandomStream random = Seed.of(4).child(name).stream();
                float[] values = new float[(int) tensor.count()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (random.nextGaussian() / Math.sqrt(values.length / (double) tensor.size(0)));
                }
                try (Scope scope = Scope.open()) {
                    tensor.copyFrom(Tensor.of(values, tensor.shape()));
                }
            }
        });
        return new RepairNetwork(new RepairModel(kind, shape, false), network);
    }

    private static Planes picture(int width, int height) {
        Planes picture = Planes.black(width, height, 3);
        RandomStream random = Seed.of(width).child(height).stream();
        for (int i = 0; i < picture.values().length; i++) {
            picture.values()[i] = (float) random.nextDouble();
        }
        return picture;
    }

    private static void assertTilesAreExact(RepairKind kind, NetworkShape shape, long memory) {
        try (RepairNetwork network = opened(kind, shape)) {
            for (int[] size : SIZES) {
                Planes picture = picture(size[0], size[1]);
                Planes whole = network.within(1L << 40).restore(picture, 0.2);
                Planes tiled = network.within(memory).restore(picture, 0.2);
                assertThat(whole.width()).isEqualTo(size[0] * shape.scale());
                assertThat(whole.height()).isEqualTo(size[1] * shape.scale());
                double changed = 0;
                for (int i = 0; i < whole.values().length; i++) {
                    assertThat(tiled.values()[i])
                            .as("%d x %d", size[0], size[1])
                            .isCloseTo(whole.values()[i], within(1e-5f));
                    changed = Math.max(changed, Math.abs(whole.values()[i]));
                }
                assertThat(changed).isPositive();
            }
        }
    }

    @Test
    void ofAUNetThatIsToldAStrength() {
        NetworkShape shape = new NetworkShape(NetworkShape.Family.UNET, 4, 3, 4, 2, 1);
        // 24 pixels are seen in each direction: tiles of about 80 x 80 with 30 of their own.
        assertTilesAreExact(RepairKind.DENOISE, shape, 80 * 80 * 300L);
    }

    @Test
    void ofAnEnlargement() {
        assertTilesAreExact(RepairKind.SUPERRES, NetworkShape.srvgg(4, 3, 3), 40 * 40 * 700L);
    }

    @Test
    void theTilesTestedAreSeveral() {
        Tiling tiling = Tiling.of(150, 131, new Tiling.Needs(24, 4, 250, 40), 80 * 80 * 300L);
        assertThat(tiling.columns() * tiling.rows()).isGreaterThan(4);
        assertThat(tiling.halo()).isEqualTo(24);
        assertThat(tiling.coreWidth() % 4).isZero();
        assertThat(tiling.coreHeight() % 4).isZero();
    }

    /** A tile and the band that it stands in keep to the limit, whatever the picture's proportions. */
    @Test
    void theLimitIsKept() {
        Tiling.Needs needs = new Tiling.Needs(56, 8, 400, 36);
        for (int[] size : new int[][] {{20_000, 10_000}, {100, 100_000}, {100_000, 100}, {3000, 2000}}) {
            long limit = 512L << 20;
            Tiling tiling = Tiling.of(size[0], size[1], needs, limit);
            double wide = Math.min(size[0], tiling.coreWidth() + 2.0 * tiling.halo());
            double high = Math.min(size[1], tiling.coreHeight() + 2.0 * tiling.halo());
            assertThat(wide * high * 400 + size[0] * high * 36).isLessThanOrEqualTo(limit);
            assertThat(tiling.coreWidth() * (long) tiling.columns()).isGreaterThanOrEqualTo(size[0]);
            assertThat(tiling.coreHeight() * (long) tiling.rows()).isGreaterThanOrEqualTo(size[1]);
        }
    }

    @Test
    void tooLittleMemoryIsSaid() {
        assertThatThrownBy(() -> Tiling.of(20_000, 10_000, new Tiling.Needs(56, 8, 400, 36), 1 << 20))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void rowsComeAndGoInBands() throws IOException {
        NetworkShape shape = NetworkShape.srvgg(4, 1, 2);
        try (RepairNetwork network = opened(RepairKind.SUPERRES, shape)) {
            Planes picture = picture(40, 90);
            Planes whole = network.restore(picture, 0);
            List<Planes> bands = new ArrayList<>();
            network.within(40 * 30 * 300L).restore(RowSource.of(picture), bands::add, 0);
            assertThat(bands).hasSizeGreaterThan(2);
            int top = 0;
            for (Planes band : bands) {
                assertThat(band.crop(0, 0, 80, 1).values())
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(whole.crop(0, top, 80, 1).values());
                top += band.height();
            }
            assertThat(top).isEqualTo(180);
        }
    }

    @Test
    void picturesOfOtherChannelsAreRefused() {
        try (RepairNetwork network = opened(RepairKind.SUPERRES, NetworkShape.srvgg(4, 1, 2))) {
            assertThatThrownBy(() -> network.restore(Planes.black(8, 8, 1), 0)).isInstanceOf(UsageException.class);
        }
    }
}
