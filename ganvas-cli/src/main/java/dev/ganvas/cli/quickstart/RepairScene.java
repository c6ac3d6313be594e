package dev.ganvas.cli.quickstart;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.label.Origin;
import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Damaged pictures mended, and small ones enlarged, by networks that ship. */
public final class RepairScene implements Scene {
    private static final String DATA = "toybox?n=8&size=128&seed=9";
    private static final int PICTURES = 4;
    private static final int COLUMNS = 6;
    private static final int NOISE = 30;
    private static final int SCALE = 4;
    private static final double WHITE = 255;
    private static final long MEMORY = 512L << 20;

    @Override
    public boolean play(Stage stage) throws IOException {
        List<Picture> mended = new ArrayList<>();
        List<Picture> enlarged = new ArrayList<>();
        try (PictureSource toys = Sources.open(DATA);
                RepairModels models = RepairModels.of(List.of(), Precision.FP32, MEMORY)) {
            for (int i = 0; i < PICTURES; i++) {
                Planes clean = Planes.of(toys.read(i));
                Planes noisy = GaussianNoise.of(NOISE).apply(clean, Seed.of(i));
                Planes restored = models.require(RepairKind.DENOISE, 1).restore(noisy, NOISE / WHITE);
                addAll(mended, noisy, restored, clean);
                Planes small = Bicubic.scaleInEightBits(clean, 1.0 / SCALE);
                Planes large = models.require(RepairKind.SUPERRES, SCALE).restore(small, 0);
                addAll(enlarged, Bicubic.scale(small, SCALE), large, clean);
            }
        }
        Html pair = Html.tag("div")
                .with("class", "pair")
                .of(
                        figure(stage, "mended", mended, "Noise taken away", "noisy, restored, and as it was painted"),
                        figure(
                                stage,
                                "enlarged",
                                enlarged,
                                "Four times as wide and high",
                                "enlarged by interpolation, by the network, and as it was painted"));
        stage.suggest("Mend pictures of your own", "restore", "MY-PICTURES", "--out", "restored");
        stage.suggest("Enlarge them", "enhance", "MY-PICTURES", "--out", "large", "--scale", SCALE);
        stage.show("Pictures mended and enlarged", pair);
        return true;
    }

    private static void addAll(List<Picture> cells, Planes before, Planes after, Planes clean) {
        for (Planes planes : List.of(before, after, clean)) {
            cells.add(planes.toPicture());
        }
    }

    private static Html figure(Stage stage, String name, List<Picture> cells, String title, String words)
            throws IOException {
        Path file = stage.folder().resolve(name + ".png");
        Pictures.writePng(file, Pictures.grid(cells, COLUMNS, 2), Origin.real().by(stage.version()));
        stage.result().put(name, file.toString());
        return Html.tag("figure")
                .of(
                        Html.tag("h3").of(title),
                        Page.picture(file, title + ": " + words).of(),
                        Html.tag("figcaption").of("Each in threes: " + words + "."));
    }
}
