package dev.ganvas.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Figures of the engine: {@code ganvas.work}, how long calls take, by {@code kind} and {@code outcome}; {@code ganvas.waiting}, calls that wait for their
 * turn; {@code ganvas.models.open}.
 */
final class EngineMetrics implements MeterBinder {
    private final PictureEngine engine;

    EngineMetrics(PictureEngine engine) {
        this.engine = engine;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ganvas.waiting", engine, PictureEngine::waiting)
                .description("Calls that wait for their turn")
                .register(registry);
        Gauge.builder("ganvas.models.open", engine, open -> open.openModels().size())
                .description("Models that are open")
                .register(registry);
        engine.listen((kind, took, failed) -> Timer.builder("ganvas.work")
                .description("How long calls take, without waiting")
                .tag("kind", kind)
                .tag("outcome", failed ? "failed" : "done")
                .register(registry)
                .record(took));
    }
}
