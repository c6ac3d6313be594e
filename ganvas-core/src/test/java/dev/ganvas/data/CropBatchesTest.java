package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parts of pictures of any size: the same for the same seed and place, however they are asked for. */
class CropBatchesTest {
    private static final int SIDE = 24;

    private static PicturePool pool(int count, long most) throws IOException {
        return PicturePool.open(new TexturePictures(count), new PicturePool.Choice(SIDE, most), ProgressListener.NONE);
    }

    private static CropBatches<float[]> batches(PicturePool pool, long seed) {
        return new CropBatches<>(pool, IntStream.range(0, pool.count()).toArray(), SIDE, Seed.of(seed), (crop, own) -> {
            float[] made = Arrays.copyOf(crop.values(), crop.values().length + 1);
            made[crop.values().length] = (float) own.stream().nextDouble();
            return made;
        });
    }

    @Test
    void smallPicturesAreSkippedAndCounted() throws IOException {
        try (PicturePool pool = pool(25, Long.MAX_VALUE)) {
            assertThat(pool.count()).isEqualTo(20);
            assertThat(pool.lines(OptionalInt.of(2)))
                    .contains("textures (test): 20 pictures, 2 held out")
                    .contains("skipped 5 files, is smaller than 24 x 24 pixels");
            assertThat(pool.description().at("/skipped").size()).isEqualTo(1);
        }
        assertThatThrownBy(() -> PicturePool.open(
                        new TexturePictures(25), new PicturePool.Choice(500, 1 << 20), ProgressListener.NONE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("500 x 500");
    }

    @Test
    void aBatchIsAFunctionOfSeedAndPlace() throws IOException {
        for (long most : new long[] {Long.MAX_VALUE, 150_000}) {
            try (PicturePool pool = pool(25, most);
                    CropBatches<float[]> inOrder = batches(pool, 1);
                    CropBatches<float[]> jumping = batches(pool, 1);
                    CropBatches<float[]> other = batches(pool, 2)) {
                List<float[]> first = inOrder.at(0, 8);
                List<float[]> second = inOrder.at(8, 8);
                List<float[]> third = inOrder.at(16, 8);
                assertThat(jumping.at(16, 8)).usingRecursiveComparison().isEqualTo(third);
                assertThat(jumping.at(0, 8)).usingRecursiveComparison().isEqualTo(first);
                assertThat(jumping.at(8, 4)).usingRecursiveComparison().isEqualTo(second.subList(0, 4));
                assertThat(other.at(0, 1).get(0)).isNotEqualTo(first.get(0));
                assertThat(second.get(0)).isNotEqualTo(first.get(0));
            }
        }
    }

    /** Every part is found in a picture, in one of the eight ways to lay it; all eight ways come. */
    @Test
    void partsArePartsOfPictures() throws IOException {
        try (PicturePool pool = pool(3, Long.MAX_VALUE);
                CropBatches<Planes> crops =
                        new CropBatches<>(pool, new int[] {1}, SIDE, Seed.of(1), (crop, own) -> crop)) {
            Picture picture = pool.read(1);
            Planes whole = Planes.of(picture);
            Set<Integer> ways = new HashSet<>();
            for (Planes crop : crops.at(0, 64)) {
                ways.add(way(whole, crop));
            }
            assertThat(ways).doesNotContain(-1).hasSize(8);
        }
    }

    private static int way(Planes whole, Planes crop) {
        for (int way = 0; way < 8; way++) {
            for (int top = 0; top <= whole.height() - SIDE; top++) {
                for (int left = 0; left <= whole.width() - SIDE; left++) {
                    if (isAt(whole, crop, left, top, way)) {
                        return way;
                    }
                }
            }
        }
        return -1;
    }

    private static boolean isAt(Planes whole, Planes crop, int left, int top, int way) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int across = way % 2 == 0 ? x : SIDE - 1 - x;
                int down = way / 2 % 2 == 0 ? y : SIDE - 1 - y;
                float there =
                        way < 4 ? whole.value(0, top + down, left + across) : whole.value(0, top + across, left + down);
                if (there != crop.value(0, y, x)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void everyPictureIsShownAsOftenAndShelvesFit() {
        int[] numbers = IntStream.range(0, 10).toArray();
        PoolOrder order = new PoolOrder(numbers, number -> 100 + number, 320, Seed.of(3));
        int round = PoolOrder.VISITS * numbers.length;
        Map<Integer, Integer> shown = new HashMap<>();
        for (int i = 0; i < round; i++) {
            shown.merge(order.at(i).number(), 1, Integer::sum);
        }
        assertThat(shown).hasSize(10).allSatisfy((number, times) -> assertThat(times)
                .isEqualTo(PoolOrder.VISITS));
        // No more than three of them fit at once, so the first turns know no more than three.
        Set<Integer> first = new HashSet<>();
        Set<Integer> next = new HashSet<>();
        for (int i = 0; i < 2 * PoolOrder.VISITS; i++) {
            first.add(order.at(i).number());
            next.add(order.at(i).next());
        }
        assertThat(first).hasSizeBetween(2, 3);
        assertThat(next).doesNotContainAnyElementsOf(first);
    }

    /** What does not fit into memory is decoded again, but not for each part of it. */
    @Test
    void picturesTakeTurnsWhereMemoryIsShort() throws IOException {
        TexturePictures source = new TexturePictures(25);
        try (PicturePool pool = PicturePool.open(source, new PicturePool.Choice(SIDE, 150_000), ProgressListener.NONE);
                CropBatches<float[]> batches = batches(pool, 1)) {
            assertThat(pool.isResident()).isFalse();
            assertThat(pool.lines(OptionalInt.empty()).get(0)).contains("take turns");
            int before = source.reads.get();
            for (int i = 0; i < 40; i++) {
                batches.at(8L * i, 8);
            }
            assertThat(source.reads.get() - before).isBetween(4, 60);
        }
    }
}
