package dev.ganvas.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health and metrics, where the application has what shows them. */
@AutoConfiguration(after = GanvasAutoConfiguration.class)
@ConditionalOnBean(PictureEngine.class)
public class GanvasObservationAutoConfiguration {
    private static final String HEALTH = "management.health.ganvas.enabled";

    /** Health as Spring Boot 4 has it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnProperty(name = HEALTH, matchIfMissing = true)
    static class Health4 {
        @Bean
        @ConditionalOnMissingBean(name = "ganvasHealthIndicator")
        org.springframework.boot.health.contributor.HealthIndicator ganvasHealthIndicator(PictureEngine engine) {
            return () -> {
                EngineHealth health = EngineHealth.of(engine);
                var builder = health.up()
                        ? org.springframework.boot.health.contributor.Health.up()
                        : org.springframework.boot.health.contributor.Health.down();
                return builder.withDetails(health.details()).build();
            };
        }
    }

    /** Health as Spring Boot 3 has it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @ConditionalOnProperty(name = HEALTH, matchIfMissing = true)
    static class Health3 {
        @Bean
        @ConditionalOnMissingBean(name = "ganvasHealthIndicator")
        org.springframework.boot.actuate.health.HealthIndicator ganvasHealthIndicator(PictureEngine engine) {
            return () -> {
                EngineHealth health = EngineHealth.of(engine);
                var builder = health.up()
                        ? org.springframework.boot.actuate.health.Health.up()
                        : org.springframework.boot.actuate.health.Health.down();
                return builder.withDetails(health.details()).build();
            };
        }
    }

    /** Figures for Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
    static class Metrics {
        @Bean
        @ConditionalOnMissingBean
        EngineMetrics ganvasMetrics(PictureEngine engine) {
            return new EngineMetrics(engine);
        }
    }
}
