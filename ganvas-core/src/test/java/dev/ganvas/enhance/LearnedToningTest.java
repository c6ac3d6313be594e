package dev.ganvas.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.degrade.ToneChange;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.learn.RepairSettings;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that really learn colour and light, used on files' pictures. */
class LearnedToningTest {
    private static final int SIDE = 260;

    @TempDir
    Path folder;

    /** Patches of strong and pale colours from black to white, as well lit photographs have them. */
    private record Patches(int count) implements PictureSource {
        @Override
        public String name() {
            return "patches";
        }

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public OptionalInt label(int index) {
            return OptionalInt.empty();
        }

        @Override
        public String itemName(int index) {
            return Integer.toString(index);
        }

        @Override
        public Picture read(int index) {
            RandomStream random = Seed.of(index).stream();
            byte[] rgb = new byte[SIDE * SIDE * 3];
            float[] patches = new float[3 * 27 * 27];
            for (int i = 0; i < patches.length; i++) {
                patches[i] = (float) random.nextDouble();
            }
            for (int i = 0; i < rgb.length; i++) {
                int pixel = i / 3;
                int patch = pixel / SIDE / 10 * 27 + pixel % SIDE / 10;
                rgb[i] = (byte) Math.round(255 * patches[3 * patch + i % 3]);
            }
            return new Picture(SIDE, SIDE, 3, rgb);
        }

        @Override
        public String contentKey() {
            return "patches" + count;
        }

        @Override
        public void close() {}
    }

    private Training.Result train(RepairKind kind, int steps) throws IOException {
        RunSettings run = RunSettings.of(Budget.images(Integer.toString(16 * steps)))
                .withPrecision(Precision.FP32)
                .withThreads(2);
        return Training.of(new Patches(6), new RepairSettings(kind, run, RepairSettings.Choice.ofWidth(4)))
                .start(folder.resolve(kind.toString()), new TrainingListener() {}, ProgressListener.NONE);
    }

    private static Raster raster(Planes planes) {
        Raster raster = Raster.black(RasterHeader.of(planes.width(), planes.height(), planes.channels(), 16));
        raster.put(0, 0, planes);
        return raster;
    }

    private static double gain(Planes clean, ToneChange damage, Toning toning, Path model, String did)
            throws IOException {
        Planes damaged = damage.apply(clean, Seed.of(2)).inEightBits();
        Raster raster = raster(damaged);
        Toning.Outcome outcome = ToningTest.apply(toning, raster, model);
        assertThat(outcome.did()).anySatisfy(words -> assertThat(words).startsWith(did));
        return Psnr.of(clean, raster.planes()) - Psnr.of(clean, damaged);
    }

    @Test
    @Tag("slow")
    void dullColoursComeBack() throws IOException {
        Planes clean = Planes.of(new Patches(9).read(8));
        ToneChange dull = new ToneChange(Span.of(1), Span.of(0), 0, Span.of(0.7), Span.of(0.5));
        Path model = train(RepairKind.COLOR, 150).best();
        assertThat(gain(clean, dull, ToningTest.toning(0, 0, 0, 1), model, "colour by network"))
                .isGreaterThan(0);
    }

    @Test
    void colourIsLearnedAndAGreyRampStays() throws IOException {
        Training.Result result = train(RepairKind.COLOR, 4);
        assertThat(ModelFile.read(result.best()).card()).contains("# Colour", "gain in PSNR");
        Planes ramp = Planes.black(256, 2, 3);
        for (int i = 0; i < ramp.values().length; i++) {
            ramp.values()[i] = i % 256 / 255f;
        }
        Raster grey = raster(ramp);
        assertThat(ToningTest.apply(ToningTest.toning(0, 0, 0, 1), grey, result.best())
                        .table())
                .isPresent();
        assertThat(grey.planes().inEightBits().values())
                .isEqualTo(ramp.inEightBits().values());
    }

    @Test
    @Tag("slow")
    void darkPicturesAreLit() throws IOException {
        Training.Result result = train(RepairKind.LOWLIGHT, 20);
        Planes clean = Planes.of(new Patches(9).read(8));
        ToneChange dark = new ToneChange(Span.of(1), Span.of(-2), 0, Span.of(1), Span.of(1));
        assertThat(gain(clean, dark, ToningTest.toning(0, 1, 0, 0), result.best(), "light by network"))
                .isGreaterThan(0);
    }
}
