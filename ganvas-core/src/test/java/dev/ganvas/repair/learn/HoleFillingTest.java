package dev.ganvas.repair.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.TexturePictures;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.train.Trainable.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HoleFillingTest {
    private static final RepairTask TASK = RepairTask.of(RepairKind.FILL, RepairSettings.Choice.ofWidth(4));

    private static List<Pair> batch() throws IOException {
        List<Pair> batch = new ArrayList<>();
        for (int i = 0; i < RepairStep.BATCH; i++) {
            batch.add(TASK.pairs().make(part(i), Seed.of(i)));
        }
        return batch;
    }

    private static Planes part(int number) throws IOException {
        // Every fifth is too small.
        Picture picture = new TexturePictures(40).read(number / 4 * 5 + number % 4);
        return Planes.of(picture).crop(0, 0, TASK.side(), TASK.side());
    }

    @Test
    void whatIsGivenIsThePictureOutsideOfTheHoles() throws IOException {
        for (Pair pair : batch()) {
            Planes mask = pair.given().channel(3);
            int holes = 0;
            for (int i = 0; i < pair.clean().values().length; i++) {
                boolean hole = mask.values()[i % mask.area()] > 0;
                holes += hole ? 1 : 0;
                assertThat(hole || pair.given().values()[i] == pair.clean().values()[i])
                        .isTrue();
            }
            assertThat(holes).isPositive();
        }
        assertThat(TASK.pairs().make(part(1), Seed.of(7)).given().values())
                .isEqualTo(TASK.pairs().make(part(1), Seed.of(7)).given().values());
    }

    @Test
    void onlyErrorsInTheHolesAreMeasured() {
        Planes clean = Planes.black(8, 8, 3);
        Planes given = Planes.black(8, 8, 4);
        Planes found = Planes.black(8, 8, 3);
        for (int i = 0; i < 16; i++) {
            given.values()[3 * 64 + i] = 1;
        }
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < 16; i++) {
                found.values()[64 * channel + i] = 10 / 255f;
            }
        }
        // 20 log10(255 / 10), as if the hole were the picture.
        assertThat(TASK.psnr(new Pair(given, clean), found)).isCloseTo(28.13, within(0.01));
        assertThat(Psnr.of(clean, found)).isCloseTo(28.13 + 6.02, within(0.01));
    }

    @Test
    void aFewStepsTowardsFidelityLowerTheLoss() throws IOException {
        List<Pair> batch = batch();
        try (FidelityStep step = FidelityStep.of(TASK, Seed.of(1), DType.F32)) {
            double first = Double.NaN;
            double last = Double.NaN;
            for (int i = 0; i < 60; i++) {
                try (Scope scope = Scope.open()) {
                    last = step.on(batch, new Position((long) RepairStep.BATCH * i, 10_000, 1))
                            .get("loss");
                }
                first = i == 0 ? last : first;
            }
            assertThat(last).isLessThan(0.95 * first);
        }
    }

    /** Penalties differentiate twice, which takes its time. The same steps end with the same figures; a batch without any hole leaves nothing undefined. */
    @Test
    @Tag("slow")
    void aDiscriminatorLooksAtTheHoles() throws IOException {
        List<Pair> batch = batch();
        List<Map<String, Double>> figures = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (AdversarialStep step = AdversarialStep.of(TASK, Seed.of(1), DType.F32)) {
                for (int i = 0; i < 2; i++) {
                    try (Scope scope = Scope.open()) {
                        Map<String, Double> now = step.on(batch, new Position((long) RepairStep.BATCH * i, 10_000, 1));
                        if (i == 1) {
                            figures.add(now);
                        }
                    }
                }
            }
        }
        assertThat(figures.get(0)).isEqualTo(figures.get(1));
        assertThat(figures.get(0)).containsKeys("loss", "loss_d", "loss_g", "matching");
        List<Pair> whole = batch.stream()
                .map(pair -> new Pair(pair.clean().with(1, 0), pair.clean()))
                .toList();
        try (AdversarialStep step = AdversarialStep.of(TASK, Seed.of(1), DType.F32);
                Scope scope = Scope.open()) {
            assertThat(step.on(whole, new Position(0, 100, 1)).values()).allMatch(Double::isFinite);
        }
    }
}
