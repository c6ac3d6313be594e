package dev.ganvas.bench.io;

import dev.ganvas.bench.process.TemporaryFolder;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.Sources;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench io}: decoding, the pixel cache, and reading from it. */
@Command(
        name = "io",
        description = "Times decoding pictures, building the pixel cache, and reading batches from it.",
        showDefaultValues = true)
public final class IoCommand implements Callable<Integer> {
    private static final int BATCH = 64;

    @Parameters(paramLabel = "DATA", description = "A folder or zip with JPEG or PNG files.")
    private Path data;

    @Option(names = "--size", defaultValue = "64", description = "Side of the pictures in the cache.")
    private int size;

    @Option(names = "--seconds", defaultValue = "5", description = "Seconds for each figure, after a fifth to warm up.")
    private double seconds;

    @Option(names = "--name", defaultValue = "io", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Require.within(seconds, 0.01, 3600, "--seconds");
        Require.within(size, 1, PixelCache.MAX_SIZE, "--size");
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        MachineLoad.warn(out);
        // The cache first: its source says what is wrong with a location better than anyone.
        IoResult.Cache cache = cache();
        List<IoResult.Decoding> decodings = new ArrayList<>();
        for (EncodedPictures pictures : EncodedPictures.in(data)) {
            decoding(pictures, seconds / 5);
            decodings.add(decoding(pictures, seconds));
        }
        IoResult result = new IoResult(data.toAbsolutePath().getFileName().toString(), decodings, cache);
        new IoSection().keep(ResultFile.of(IoResult.KIND, name, folders, result), folders, out);
        return 0;
    }

    private static IoResult.Decoding decoding(EncodedPictures pictures, double seconds) throws IOException {
        List<byte[]> files = pictures.files();
        int done = 0;
        long bytes = 0;
        long pixels = 0;
        long start = System.nanoTime();
        double elapsed;
        do {
            byte[] file = files.get(done % files.size());
            Picture picture = PictureDecoder.decode(file, pictures.format() + " file " + done % files.size());
            done++;
            bytes += file.length;
            pixels += (long) picture.width() * picture.height();
            elapsed = secondsSince(start);
        } while (elapsed < seconds);
        return new IoResult.Decoding(
                pictures.format(), files.size(), done / elapsed, bytes / elapsed / 1e6, pixels / elapsed / 1e6);
    }

    private IoResult.Cache cache() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make();
                PictureSource source = Sources.open(data.toString())) {
            long start = System.nanoTime();
            PixelCache.open(source, size, folder.path(), ProgressListener.NONE).close();
            double build = secondsSince(start);
            start = System.nanoTime();
            try (PixelCache cache = PixelCache.open(source, size, folder.path(), ProgressListener.NONE)) {
                double secondOpen = secondsSince(start);
                if (!cache.reused()) {
                    throw new EngineException("the pixel cache was built again instead of reused");
                }
                reading(cache, seconds / 5);
                double rate = reading(cache, seconds);
                return new IoResult.Cache(size, cache.count(), cache.count() / build, secondOpen * 1e3, rate);
            }
        }
    }

    /** Pictures a second, read in shuffled batches. */
    private static double reading(PixelCache cache, double seconds) {
        DataOrder order = new DataOrder(cache.count(), Seed.of(1));
        int pictureBytes = 3 * cache.size() * cache.size();
        byte[] batch = new byte[BATCH * pictureBytes];
        long position = 0;
        long start = System.nanoTime();
        double elapsed;
        do {
            for (int i = 0; i < BATCH; i++) {
                cache.read(order.at(position++), batch, i * pictureBytes);
            }
            elapsed = secondsSince(start);
        } while (elapsed < seconds);
        return position / elapsed;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
