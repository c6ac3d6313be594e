package dev.ganvas.spring;

import dev.ganvas.image.label.Labelling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The beans, each unless the application has its own of the type. None opens a model before it is asked for something. */
@AutoConfiguration
@EnableConfigurationProperties(GanvasProperties.class)
public class GanvasAutoConfiguration {
    /** Lets calls of all beans take turns. */
    @Bean
    @ConditionalOnMissingBean
    public PictureEngine ganvasEngine(GanvasProperties properties) {
        return new PictureEngine(properties);
    }

    /** The labels of {@code ganvas.label}, and of system properties and environment where that says nothing. */
    @Bean
    @ConditionalOnMissingBean
    public Labelling ganvasLabelling(GanvasProperties properties) throws IOException {
        GanvasProperties.Label label = properties.label();
        return new Labelling.Choice(
                        said(label.profile()),
                        said(label.producer()),
                        said(label.key()).map(Path::of),
                        said(label.visibleText()),
                        said(label.watermark()))
                .or(Labelling.Choice.configured())
                .labelling();
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(some -> !some.isBlank());
    }

    /** Restores pictures. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    public PictureRestorer ganvasRestorer(PictureEngine engine, GanvasProperties properties) {
        return new PictureRestorer(engine, RepairFiles.of(properties));
    }

    /** Makes pictures larger, and brings light and colour to them. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    public PictureEnhancer ganvasEnhancer(PictureEngine engine, GanvasProperties properties) {
        return new PictureEnhancer(engine, RepairFiles.of(properties));
    }

    /** Says what is in pictures. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    public PictureClassifier ganvasClassifier(PictureEngine engine, GanvasProperties properties) {
        return new PictureClassifier(engine, properties.models().classifier());
    }

    /** Turns pictures into vectors. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    public PictureEmbedder ganvasEmbedder(PictureEngine engine, GanvasProperties properties) {
        return new PictureEmbedder(engine, properties.models().embedder());
    }

    /** Draws pictures, where {@code ganvas.models.generator} names a model. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    @ConditionalOnProperty("ganvas.models.generator")
    public PictureGenerator ganvasGenerator(PictureEngine engine, GanvasProperties properties, Labelling labels) {
        return new PictureGenerator(engine, properties, labels);
    }

    /** Reads, verifies and writes labels. */
    @Bean
    @ConditionalOnMissingBean
    public PictureLabels ganvasLabels(PictureEngine engine, Labelling labels) {
        return new PictureLabels(engine, labels);
    }
}
