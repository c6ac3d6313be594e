package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model.ganvas");
        model(description -> {}).write(file);
    }

    private static ModelFile model(Consumer<ObjectNode> change) throws IOException {
        Architecture architecture = new Architecture(Architecture.Family.DCGAN, 32, 8, 8, 8, 3);
        try (Scope scope = Scope.open();
                GeneratorNetwork network = architecture.generator(Seed.of(1))) {
            ObjectNode description =
                    new GeneratorModel(architecture, Fit.CROP, LatentKind.NORMAL, List.of("cat", "dog", "鸟")).toJson();
            change.accept(description);
            return new ModelFile(
                    description,
                    ModelFile.weightsOf(network),
                    "# card",
                    new ObjectMapper().createObjectNode(),
                    new byte[] {1});
        }
    }

    private static List<Picture> draw(Generator generator, int count, long seed, OptionalInt label) {
        List<Picture> pictures = new ArrayList<>();
        generator
                .pictures(new Generator.Request(count, Seed.of(seed), 0.9, label))
                .forEachRemaining(pictures::add);
        return pictures;
    }

    @Test
    void aPictureDependsOnItsSeedAndNumberNotOnHowManyAreDrawn() throws IOException {
        try (Generator generator = Generator.open(file)) {
            List<Picture> many = draw(generator, 70, 7, OptionalInt.empty());
            for (int count : new int[] {1, 2, 31, 33, 64}) {
                List<Picture> few = draw(generator, count, 7, OptionalInt.empty());
                for (int i = 0; i < count; i++) {
                    assertThat(few.get(i).rgb()).isEqualTo(many.get(i).rgb());
                }
            }
            assertThat(draw(generator, 1, 8, OptionalInt.empty()).get(0).rgb())
                    .isNotEqualTo(many.get(0).rgb());
        }
    }

    @Test
    void givenPointsComeOutAsTheyAreDrawnByNumberWhereverTheyStand() throws IOException {
        try (Generator generator = Generator.open(file)) {
            Generator.Request request = new Generator.Request(9, Seed.of(7), 0.9, OptionalInt.empty());
            List<Latent> points = new ArrayList<>(generator.latents(request));
            List<Picture> pictures = draw(generator, 9, 7, OptionalInt.empty());
            Collections.reverse(points);
            List<Picture> reversed = generator.draw(points);
            for (int i = 0; i < 9; i++) {
                assertThat(reversed.get(8 - i).rgb()).isEqualTo(pictures.get(i).rgb());
                assertThat(generator.draw(List.of(points.get(8 - i))).get(0).rgb())
                        .isEqualTo(pictures.get(i).rgb());
            }
        }
    }

    @Test
    void aPictureDoesNotDependOnHowManyThreadsThereAre() throws IOException {
        List<byte[]> drawn = new ArrayList<>();
        for (int count : new int[] {1, 2, 5}) {
            try (Threads threads = Threads.use(count);
                    Generator generator = Generator.open(file)) {
                drawn.add(draw(generator, 3, 7, OptionalInt.empty()).get(2).rgb());
            }
        }
        assertThat(drawn.get(1)).isEqualTo(drawn.get(0));
        assertThat(drawn.get(2)).isEqualTo(drawn.get(0));
    }

    @Test
    void aClosedGeneratorSaysSo() throws IOException {
        Generator generator = Generator.open(file);
        Iterator<Picture> begun = generator.pictures(new Generator.Request(40, Seed.of(1), 1, OptionalInt.empty()));
        begun.next();
        generator.close();
        generator.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> generator.sample(1, Seed.of(1)),
                () -> generator.draw(generator.latents(new Generator.Request(1, Seed.of(1), 1, OptionalInt.empty()))),
                generator::latentWeight,
                () -> begun.forEachRemaining(picture -> {}))) {
            assertThatThrownBy(use).isInstanceOf(UsageException.class).hasMessageContaining("this generator is closed");
        }
    }

    @Test
    void filesOfOlderVersionsHaveOneSizeAndAreOpened() throws IOException {
        model(description -> {
                    ObjectNode pictures = (ObjectNode) description.get("pictures");
                    pictures.remove(List.of("width", "height"));
                    description.remove("fit");
                    pictures.put("size", 32);
                })
                .write(file);
        try (Generator generator = Generator.open(file)) {
            assertThat(generator.layout()).isEqualTo(PixelLayout.square(32));
            assertThat(generator.sample(1, Seed.of(1)).get(0).channels()).isEqualTo(3);
        }
    }

    @Test
    void classesTakeTurnsUnlessOneIsAskedFor() throws IOException {
        try (Generator generator = Generator.open(file)) {
            assertThat(generator.classes()).containsExactly("cat", "dog", "鸟");
            List<Picture> mixed = draw(generator, 3, 7, OptionalInt.empty());
            List<Picture> birds = draw(generator, 3, 7, OptionalInt.of(generator.classNumber("鸟")));
            assertThat(birds.get(2).rgb()).isEqualTo(mixed.get(2).rgb());
            assertThat(birds.get(0).rgb()).isNotEqualTo(mixed.get(0).rgb());
            assertThatThrownBy(() -> generator.classNumber("horse"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("cat, dog, 鸟");
        }
    }

    @Test
    void aModelThatClaimsOtherSizesIsRefusedBeforeMemoryIsTaken() throws IOException {
        for (Consumer<ObjectNode> lie : List.<Consumer<ObjectNode>>of(
                node -> ((ObjectNode) node.get("architecture")).put("generator_width", 1024),
                node -> ((ObjectNode) node.get("architecture")).put("generator_width", -1),
                node -> ((ObjectNode) node.get("architecture")).put("family", "unheard of"),
                node -> ((ObjectNode) node.get("architecture")).put("latent_size", 9),
                node -> ((ObjectNode) node.get("pictures")).put("width", 128),
                node -> ((ObjectNode) node.get("pictures")).put("height", 1_000_000),
                node -> ((ObjectNode) node.get("pictures")).put("height", -64),
                node -> ((ObjectNode) node.get("pictures")).put("channels", 4),
                node -> ((ObjectNode) node.get("pictures")).put("channels", 1_000_000),
                node -> node.put("fit", "squeeze"),
                node -> ((ObjectNode) node.get("pictures"))
                        .removeAll()
                        .put("size", 128)
                        .put("channels", 3),
                node -> node.put("kind", "toaster"),
                node -> node.remove("classes"))) {
            model(lie).write(file);
            assertThatThrownBy(() -> Generator.open(file))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("model.ganvas");
        }
    }

    @Property(tries = 60)
    void aCutModelIsRefused(@ForAll @IntRange(max = 1_000_000) int where) throws IOException {
        Path whole = Files.createTempFile("model", ".ganvas");
        try {
            model(description -> {}).write(whole);
            byte[] bytes = Files.readAllBytes(whole);
            Files.write(whole, Arrays.copyOf(bytes, where % bytes.length));
            assertThatThrownBy(() -> ModelFile.read(whole)).isInstanceOf(MalformedFileException.class);
        } finally {
            Files.delete(whole);
        }
    }

    @Test
    void aDescriptionInNoKnownByteOrderIsRefused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("model.json"));
            zip.write(new byte[] {0, 0, '{', 0});
        }
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("model.json is no JSON");
    }

    @Property(tries = 200)
    void aChangedByteIsNoticedOrHarmless(@ForAll @IntRange(max = 1_000_000) int where, @ForAll byte value)
            throws IOException {
        Path changed = Files.createTempFile("model", ".ganvas");
        try {
            ModelFile original = model(description -> {});
            original.write(changed);
            byte[] bytes = Files.readAllBytes(changed);
            bytes[where % bytes.length] = value;
            Files.write(changed, bytes);
            try {
                assertThat(ModelFile.read(changed).weights()).isEqualTo(original.weights());
            } catch (MalformedFileException expected) {
                assertThat(expected).hasMessageContaining(".ganvas");
            }
        } finally {
            Files.delete(changed);
        }
    }

    @Test
    void aMissingFileSaysWhatWritesOne() {
        assertThatThrownBy(() -> Generator.open(folder.resolve("none.ganvas")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("best.ganvas");
    }
}
