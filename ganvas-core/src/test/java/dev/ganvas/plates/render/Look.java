package dev.ganvas.plates.render;
import dev.ganvas.image.*;
import dev.ganvas.image.label.Origin;
import dev.ganvas.plates.*;
import dev.ganvas.random.Seed;
import java.nio.file.*;
import java.util.*;
public class Look {
    public static void main(String[] a) throws Exception {
        List<Picture> flat = new ArrayList<>();
        for (PlateKind kind : PlateKind.values()) for (int i = 0; i < 4; i++) {
            String t = PlateNumbers.draw(kind, Seed.of(i).child(kind.name()).stream());
            Planes p = PlatePainter.paint(kind, t, 0.6, Seed.of(i));
            float[] v = Arrays.copyOf(p.values(), 3 * p.area());
            flat.add(Pictures.resize(new Planes(p.width(), p.height(), 3, v).toPicture(), 264, 84));
        }
        Pictures.writePng(Path.of("/tmp/pl/flat.png"), Pictures.grid(flat, 4, 4), Origin.real());
        Planes bg = Planes.of(PictureDecoder.decode(Path.of(a[0]))).crop(0, 0, 200, 200);
        List<Picture> crops = new ArrayList<>();
        for (int i = 0; i < 140; i++) crops.add(Pictures.resize(PlateCrops.draw(bg, Seed.of(i)).picture().toPicture(), 192, 48));
        Pictures.writePng(Path.of("/tmp/pl/rcrops.png"), Pictures.grid(crops, 7, 4), Origin.real());

        var mx = java.lang.management.ManagementFactory.getThreadMXBean();
        for (int r = 0; r < 3; r++) {
            long t = mx.getCurrentThreadCpuTime();
            for (int i = 0; i < 400; i++) PlateCrops.draw(bg, Seed.of(i));
            System.out.println((mx.getCurrentThreadCpuTime() - t) / 4e8 + " ms a crop");
            t = mx.getCurrentThreadCpuTime();
            for (int i = 0; i < 400; i++) PlatePainter.paint(PlateKind.CN_BLUE, "京A12345", 0.35, Seed.of(i));
            System.out.println((mx.getCurrentThreadCpuTime() - t) / 4e8 + " ms a flat");
            Planes c = bg.crop(0,0,120,30);
            t = mx.getCurrentThreadCpuTime();
            for (int i = 0; i < 400; i++) Weather.camera(1).apply(c, Seed.of(i));
            System.out.println((mx.getCurrentThreadCpuTime() - t) / 4e8 + " ms a camera");
            Planes f = PlatePainter.paint(PlateKind.CN_BLUE, "京A12345", 0.35, Seed.of(1));
            t = mx.getCurrentThreadCpuTime();
            for (int i = 0; i < 400; i++) Pasting.onto(c, f, dev.ganvas.image.geometry.Quad.rectangle(0,0,120,30), new float[]{1,1});
            System.out.println((mx.getCurrentThreadCpuTime() - t) / 4e8 + " ms a paste");
            t = mx.getCurrentThreadCpuTime();
            for (int i = 0; i < 400; i++) Weather.expose(c, Seed.of(i).stream());
            System.out.println((mx.getCurrentThreadCpuTime() - t) / 4e8 + " ms a exposure");
        }
    }
}
