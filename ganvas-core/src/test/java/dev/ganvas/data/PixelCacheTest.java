package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelCacheTest {
    @TempDir
    Path temporary;

    private Path root;
    private Path pictures;

    @BeforeEach
    void makePictures() throws IOException {
        root = temporary.resolve("cache");
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 90; i++) {
            files.put("class " + i % 3 + "/" + i + ".png", PictureFiles.png(PictureFiles.gradient(20 + i, 30)));
        }
        pictures = DataFiles.folder(temporary.resolve("pictures"), files);
    }

    private PixelCache open(int size) throws IOException {
        try (PictureSource source = Sources.open(pictures.toString())) {
            return PixelCache.open(source, size, root, ProgressListener.NONE);
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void itHoldsEveryPictureCroppedResizedAndLabelled() throws Exception {
        List<Long> progress = new ArrayList<>();
        try (PictureSource source = Sources.open(pictures.toString());
                PixelCache cache =
                        PixelCache.open(source, 16, root, (done, total) -> progress.add(1000 * done + total))) {
            assertThat(progress).hasSize(90).isSorted().contains(90_090L);
            assertThat(cache.reused()).isFalse();
            assertThat(cache.count()).isEqualTo(90);
            assertThat(cache.size()).isEqualTo(16);
            assertThat(cache.sourceName()).isEqualTo("pictures");
            assertThat(cache.classes()).isEqualTo(source.classes()).hasSize(3);
            assertThat(cache.skipped()).isEmpty();
            byte[] into = new byte[7 + 3 * 16 * 16];
            for (int i = 0; i < 90; i++) {
                Picture expected = Pictures.square(source.read(i), 16);
                cache.read(i, into, 7);
                assertThat(into).endsWith(expected.rgb());
                assertThat(cache.picture(i).rgb()).isEqualTo(expected.rgb());
                assertThat(cache.itemName(i)).isEqualTo(source.itemName(i));
                assertThat(cache.label(i)).isEqualTo(source.label(i).getAsInt());
            }
        }
    }

    @Test
    void theHashIsThatOfPixelsAndLabels() throws Exception {
        try (PixelCache cache = open(8)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            IntStream.range(0, cache.count())
                    .forEach(i -> digest.update(cache.picture(i).rgb()));
            IntStream.range(0, cache.count()).forEach(i -> digest.update(new byte[] {0, 0, 0, (byte) cache.label(i)}));
            assertThat(cache.contentHash()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
        }
    }

    @Test
    void theSecondOpeningDecodesNothing() throws Exception {
        String hash;
        try (PixelCache first = open(16)) {
            hash = first.contentHash();
        }
        try (PixelCache second = open(16)) {
            assertThat(second.reused()).isTrue();
            assertThat(second.contentHash()).isEqualTo(hash);
            assertThat(second.classes()).hasSize(3);
        }
        try (PixelCache other = open(12)) {
            assertThat(other.reused()).isFalse();
        }
    }

    @Test
    void aChangedSourceIsDecodedAnew() throws Exception {
        open(16).close();
        Files.setLastModifiedTime(pictures.resolve("class 0/0.png"), FileTime.fromMillis(1_000_000_000_000L));
        assertThat(open(16).reused()).isFalse();
    }

    @Test
    void anyDamageOnDiskIsFoundAndRepaired() throws Exception {
        String hash = open(16).contentHash();
        byte[] whole = Files.readAllBytes(file());
        int pixels = 90 * 3 * 16 * 16;
        int[] places = {
            0,
            9,
            100,
            4096,
            4096 + pixels / 2,
            4096 + pixels - 1,
            4096 + pixels,
            whole.length - 50,
            whole.length - 40,
            whole.length - 30,
            whole.length - 20,
            whole.length - 10,
            whole.length - 1
        };
        for (int place : places) {
            byte[] flipped = whole.clone();
            flipped[place] ^= 0x10;
            assertRepaired(flipped, hash, whole);
        }
        for (int length : new int[] {0, 1, 5000, whole.length / 2, whole.length - 1}) {
            assertRepaired(Arrays.copyOf(whole, length), hash, whole);
        }
        assertRepaired(Arrays.copyOf(whole, whole.length + 1), hash, whole);
    }

    private void assertRepaired(byte[] damaged, String hash, byte[] whole) throws IOException {
        Files.write(file(), damaged);
        try (PixelCache cache = open(16)) {
            assertThat(cache.reused()).isFalse();
            assertThat(cache.contentHash()).isEqualTo(hash);
        }
        assertThat(file()).hasBinaryContent(whole);
    }

    @Test
    void openingAtTheSameTimeIsSafe() {
        List<String> hashes = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> {
                    try (PixelCache cache = open(16)) {
                        return cache.contentHash();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .distinct()
                .toList();
        assertThat(hashes).hasSize(1);
    }

    @Test
    void aSourceWithNothingReadableSaysWhy() throws Exception {
        Path bad = DataFiles.folder(
                temporary.resolve("bad"),
                Map.of("a.png", new byte[0], "b.png", new byte[0], "c.png", DataFiles.text("c")));
        try (PictureSource source = Sources.open(bad.toString())) {
            assertThatThrownBy(() -> PixelCache.open(source, 16, root, ProgressListener.NONE))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContainingAll("none of its 3 pictures", "2 x zero bytes (such as a.png)", "text");
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void whatFailedForAPassingReasonIsTriedAgain() throws Exception {
        FlakySource source = new FlakySource();
        try (PixelCache first = PixelCache.open(source, 8, root, ProgressListener.NONE)) {
            assertThat(first.count()).isEqualTo(2);
            assertThat(first.skipped()).containsEntry("cannot be read (IOException)", List.of("1"));
        }
        source.healthy = true;
        try (PixelCache second = PixelCache.open(source, 8, root, ProgressListener.NONE)) {
            assertThat(second.reused()).isFalse();
            assertThat(second.count()).isEqualTo(3);
        }
        try (PixelCache third = PixelCache.open(source, 8, root, ProgressListener.NONE)) {
            assertThat(third.reused()).isTrue();
        }
    }

    @Test
    void aClosedCacheIsNotRead() throws Exception {
        PixelCache cache = open(8);
        cache.close();
        assertThatThrownBy(() -> cache.picture(0)).isInstanceOf(UsageException.class);
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> open(0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> open(PixelCache.MAX_SIZE + 1)).isInstanceOf(UsageException.class);
    }

    @Test
    void aFullDiskIsSaidPlainly() throws Exception {
        CacheFolder folder = new CacheFolder(temporary);
        assertThatThrownBy(() -> folder.prepare(Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("need", "GiB", "GANVAS_CACHE");
        IOException full = new IOException("No space left on device");
        assertThat(folder.explained(full, 3L << 30))
                .hasMessageContaining("need 3.00 GiB")
                .hasCause(full);
        IOException other = new IOException("else");
        assertThat(folder.explained(other, 1)).isSameAs(other);
    }

    @Test
    void abandonedFilesAreSweptOut() throws Exception {
        Path old = DataFiles.write(root.resolve(".abc.pixels.123.tmp"), new byte[9]);
        Path fresh = DataFiles.write(root.resolve(".def.pixels.123.tmp"), new byte[9]);
        Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000_000_000L));
        open(8).close();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void aHomeThatCannotBeWrittenIsPassedOver() throws IOException {
        Path file = Files.createFile(temporary.resolve("no folder"));
        assertThat(CacheFolder.writable(file.resolve(".cache"), temporary, "a"))
                .isEqualTo(temporary.resolve("ganvas-a"));
        Path home = temporary.resolve("home/.cache");
        assertThat(CacheFolder.writable(home, temporary, "a")).isEqualTo(home);
        assertThat(home).doesNotExist();
    }

    @Test
    void theUsualFolderFollowsThePlatform() {
        assertThat(CacheFolder.usual(Map.of("GANVAS_CACHE", "/c"), "Linux", "/home/a"))
                .isEqualTo(Path.of("/c"));
        assertThat(CacheFolder.usual(Map.of(), "Linux", "/home/a")).isEqualTo(Path.of("/home/a/.cache/ganvas"));
        assertThat(CacheFolder.usual(Map.of("XDG_CACHE_HOME", "/x"), "Linux", "/home/a"))
                .isEqualTo(Path.of("/x/ganvas"));
        assertThat(CacheFolder.usual(Map.of(), "Mac OS X", "/Users/a"))
                .isEqualTo(Path.of("/Users/a/Library/Caches/ganvas"));
        assertThat(CacheFolder.usual(Map.of("LOCALAPPDATA", "/l"), "Windows 11", "/u"))
                .isEqualTo(Path.of("/l/ganvas/cache"));
    }

    /** Three pictures, the second of which the disk refuses for a while. */
    private static final class FlakySource implements PictureSource {
        private volatile boolean healthy;

        @Override
        public String name() {
            return "flaky";
        }

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public int count() {
            return 3;
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
        public Picture read(int index) throws IOException {
            if (index == 1 && !healthy) {
                throw new IOException("stale network drive");
            }
            return DataFiles.flat(index);
        }

        @Override
        public String contentKey() {
            return "flaky";
        }

        @Override
        public void close() {}
    }
}
