package dev.ganvas.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.batch.ChangedFile;
import dev.ganvas.enhance.Toning;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.image.label.Labelling;
import dev.ganvas.image.label.Verification;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class GanvasAutoConfigurationTest {
    private static final byte[] PICTURE = picture();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(GanvasAutoConfiguration.class, GanvasObservationAutoConfiguration.class));

    /** A noisy JPEG of low quality. */
    private static byte[] picture() {
        RandomStream random = Seed.of(1).stream();
        byte[] rgb = new byte[3 * 48 * 32];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, i % 144 + 15 * random.nextGaussian()));
        }
        try {
            return RasterFile.jpeg(new Picture(48, 32, rgb), 15);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itRunsOnTheSpringBootThatIsMeant() {
        String expected = System.getProperty("expected.boot", SpringBootVersion.getVersion());
        assertThat(SpringBootVersion.getVersion()).isEqualTo(expected);
    }

    @Test
    void modelsOpenWhenTheyAreAskedAndCloseWithTheContext() {
        AtomicReference<PictureEngine> engine = new AtomicReference<>();
        AtomicReference<PictureClassifier> classifier = new AtomicReference<>();
        runner.run(context -> {
            engine.set(context.getBean(PictureEngine.class));
            classifier.set(context.getBean(PictureClassifier.class));
            assertThat(engine.get().openModels()).isEmpty();
            PictureClassifier.Answers answers = classifier.get().classify(PICTURE);
            assertThat(answers.best()).hasSize(10);
            assertThat(answers.best().get(0).probability()).isBetween(0.1, 1.0);
            assertThat(classifier.get().classes()).hasSize(10);
            assertThat(engine.get().openModels()).containsExactly("cifar10-objects");
            assertThat(context.getBean(PictureEmbedder.class).embed(PICTURE)).hasSizeGreaterThan(10);
        });
        assertThat(engine.get().openModels()).isEmpty();
        assertThatThrownBy(() -> classifier.get().classify(PICTURE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void picturesAreRestoredAndMadeLarger() {
        runner.withPropertyValues("ganvas.threads=1", "ganvas.memory=1GB").run(context -> {
            ChangedFile restored = context.getBean(PictureRestorer.class).restore(PICTURE);
            assertThat(String.join(" ", restored.done())).contains("JPEG");
            assertThat(restored.content()).isNotEqualTo(PICTURE);
            PictureEnhancer enhancer = context.getBean(PictureEnhancer.class);
            PictureSize size = PictureDecoder.size(enhancer.enlarge(PICTURE, 2).content(), "larger");
            assertThat(List.of(size.width(), size.height())).containsExactly(96, 64);
            ChangedFile toned = enhancer.tone(PICTURE, new Toning(0, OptionalDouble.of(0), 0.5, 0));
            assertThat(PictureDecoder.size(toned.content(), "toned").width()).isEqualTo(48);
        });
    }

    @Test
    void aGeneratorIsThereWhenOneIsNamedAndItsPicturesSaySo() {
        runner.run(context -> assertThat(context).doesNotHaveBean(PictureGenerator.class));
        runner.withPropertyValues(
                        "ganvas.models.generator=toybox-faces",
                        "ganvas.limits.pictures=3",
                        "ganvas.label.profile=eu",
                        "ganvas.label.producer=Somebody")
                .run(context -> {
                    PictureGenerator generator = context.getBean(PictureGenerator.class);
                    List<byte[]> drawn = generator.draw(2, 7);
                    assertThat(generator.draw(1, 7).get(0)).isEqualTo(drawn.get(0));
                    assertThat(FileLabel.read(drawn.get(1), "drawn").saysGenerated())
                            .isTrue();
                    assertThatThrownBy(() -> generator.draw(4, 7)).isInstanceOf(UsageException.class);
                    assertThat(context.getBean(Labelling.class).producer()).isEqualTo("Somebody");
                });
    }

    @Test
    void labelsNeedNoModel() {
        runner.withPropertyValues("ganvas.label.producer=Somebody").run(context -> {
            PictureLabels labels = context.getBean(PictureLabels.class);
            byte[] labelled = labels.labelled(PICTURE);
            assertThat(labels.read(labelled).saysGenerated()).isTrue();
            Verification verification = labels.verify(labelled);
            assertThat(verification.verdict().isValid()).isTrue();
            assertThat(context.getBean(PictureEngine.class).openModels()).isEmpty();
        });
    }

    @Test
    void limitsHold() {
        runner.withPropertyValues("ganvas.limits.bytes=100B").run(context -> assertThatThrownBy(
                        () -> context.getBean(PictureLabels.class).read(PICTURE))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("above the limit of 100"));
        runner.withPropertyValues("ganvas.limits.pixels=1535").run(context -> assertThatThrownBy(
                        () -> context.getBean(PictureClassifier.class).classify(PICTURE))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("1536 pixels"));
        runner.withPropertyValues("ganvas.precision=int8")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void whoWaitsTooLongIsToldSo() {
        runner.withPropertyValues("ganvas.limits.longest-wait=50ms").run(context -> {
            PictureEngine engine = context.getBean(PictureEngine.class);
            CountDownLatch began = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Thread other = new Thread(() -> {
                try {
                    engine.inTurn("long", () -> {
                        began.countDown();
                        return awaited(end);
                    });
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            other.start();
            began.await();
            assertThatThrownBy(() -> engine.inTurn("late", () -> true)).isInstanceOf(BusyException.class);
            end.countDown();
            other.join();
            assertThat(engine.inTurn("later", () -> true)).isTrue();
        });
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void healthFallsWithAModelThatCannotBeOpened() {
        runner.withPropertyValues("ganvas.models.classifier=nowhere.ganvas").run(context -> {
            assertThat(health(context)).contains("UP");
            assertThatThrownBy(() -> context.getBean(PictureClassifier.class).classify(PICTURE))
                    .isInstanceOf(UsageException.class);
            assertThat(health(context)).contains("DOWN").contains("nowhere.ganvas");
        });
        runner.withPropertyValues("management.health.ganvas.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("ganvasHealthIndicator"));
    }

    /** Its type lies elsewhere in Spring Boot 4 than in 3. */
    private static String health(ApplicationContext context) throws ReflectiveOperationException {
        Object indicator = context.getBean("ganvasHealthIndicator");
        Method health = indicator.getClass().getInterfaces()[0].getMethod("health");
        return health.invoke(indicator).toString();
    }

    @Test
    void callsAreCounted() {
        runner.run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(MeterBinder.class).bindTo(registry);
            context.getBean(PictureClassifier.class).classify(PICTURE);
            assertThat(registry.get("ganvas.work")
                            .tags("kind", "recognize", "outcome", "done")
                            .timer()
                            .count())
                    .isOne();
            assertThat(registry.get("ganvas.models.open").gauge().value()).isEqualTo(1);
        });
        runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("ganvasMetrics"));
    }

    @Test
    void editorsKnowEveryProperty() throws IOException {
        List<String> names = new ArrayList<>();
        for (URL file : Collections.list(
                GanvasProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            for (JsonNode property : new ObjectMapper().readTree(file).path("properties")) {
                String name = property.path("name").asText();
                if (name.startsWith("ganvas.")) {
                    names.add(name);
                    assertThat(property.path("description").asText()).as(name).isNotBlank();
                }
            }
        }
        assertThat(names)
                .hasSize(16)
                .contains(
                        "ganvas.threads",
                        "ganvas.models.generator",
                        "ganvas.limits.longest-wait",
                        "ganvas.label.producer");
    }

    @Test
    void whatTheApplicationHasOfItsOwnStays() {
        Labelling own = Labelling.METADATA;
        runner.withBean(Labelling.class, () -> own)
                .run(context -> assertThat(context.getBean(Labelling.class)).isSameAs(own));
    }
}
