package dev.ganvas.server.measure;

import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.JobQueue;
import dev.ganvas.server.store.Job;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** The server's figures, as Prometheus reads them. Labels come from closed sets alone, so that nobody can make them many. */
public final class Meters implements JobQueue.Listener {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** A figure that is asked for when it is read. */
    public void gauge(String name, String about, Supplier<Number> value) {
        Gauge.builder(name, value).description(about).register(registry);
    }

    @Override
    public void began(Job job, Duration waited) {
        Timer.builder("ganvas.job.wait")
                .description("From being asked for to being begun")
                .tag("kind", job.kind())
                .publishPercentiles(0.5, 0.95)
                .register(registry)
                .record(waited);
    }

    @Override
    public void ended(Job job, Job.State state, Duration ran) {
        Timer.builder("ganvas.job.run")
                .description("One attempt at a job")
                .tag("kind", job.kind())
                .tag("state", state.label())
                .publishPercentiles(0.5, 0.95)
                .register(registry)
                .record(ran);
    }

    /** Counts a refusal. */
    public void refused(Problem.Kind kind) {
        registry.counter("ganvas.refusals", "reason", kind.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /**
     * Counts a request.
     *
     * @param route as it was declared, never as it was called
     */
    public void request(String route, int status, Duration took) {
        Timer.builder("ganvas.http")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    /** All figures, in the format of Prometheus. */
    public String text() {
        return registry.scrape();
    }
}
