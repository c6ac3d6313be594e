package dev.ganvas.train;

import java.io.IOException;
import java.util.Map;

/** The run's figures in both of their forms: {@code metrics.jsonl} and TensorBoard events. */
final class RunLog implements AutoCloseable {
    private final MetricsLog metrics;
    private final EventFile events;

    private RunLog(MetricsLog metrics, EventFile events) {
        this.metrics = metrics;
        this.events = events;
    }

    /** Starts both for a new run. */
    static RunLog start(RunDirectory run) throws IOException {
        return withEvents(MetricsLog.create(run.metrics()), run, 0);
    }

    /** Opens both for a run that stands at {@code images}; what was written beyond that is dropped. */
    static RunLog resume(RunDirectory run, long images) throws IOException {
        return withEvents(MetricsLog.resume(run.metrics(), images), run, images);
    }

    private static RunLog withEvents(MetricsLog metrics, RunDirectory run, long images) throws IOException {
        try {
            return new RunLog(metrics, EventFile.start(run.tensorboard(), images));
        } catch (IOException e) {
            metrics.close();
            throw e;
        }
    }

    void figures(long images, double seconds, Map<String, Double> figures) throws IOException {
        metrics.append(new MetricsLog.Entry(images, seconds, figures));
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            events.scalar(figure.getKey(), images, figure.getValue());
        }
    }

    void picture(long images, String name, byte[] png) throws IOException {
        events.image(name, images, png);
    }

    @Override
    public void close() throws IOException {
        try (metrics) {
            events.close();
        }
    }
}
