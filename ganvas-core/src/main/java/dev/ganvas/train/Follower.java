package dev.ganvas.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.TrainingData;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.ranks.Ranks;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A rank other than 0: does what rank 0 says, until the training has ended. It decides nothing and writes nothing.
 *
 * @param <D> what the task makes of a source
 */
final class Follower<D extends TrainingData> {
    /** Of a command and what goes with it. */
    static final int NUMBERS = 5;

    /** The place among these where ranks that are asked to stop say so. */
    static final int STOP = 4;

    /** Pictures are opened in so many turns. */
    static final int OPENINGS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ranks ranks;
    private final TrainingTask<D> task;
    private final TrainingListener listener;
    private Optional<D> pictures = Optional.empty();
    private Optional<TrainingTask.Prepared> prepared = Optional.empty();
    private Optional<Trainable> trainable = Optional.empty();
    private Optional<Threads> threads = Optional.empty();

    /** @param listener is asked whether to stop; what there is to tell, rank 0 tells */
    Follower(Ranks ranks, TrainingTask<D> task, TrainingListener listener) {
        this.ranks = ranks;
        this.task = task;
        this.listener = listener;
    }

    Training.Result follow(Path folder, Ranks.Work<D> opening) throws IOException {
        try {
            while (true) {
                double[] said = heard();
                switch (Command.values()[(int) said[0]]) {
                    case WAIT -> {}
                    case OPEN -> open(opening);
                    case PREPARE -> prepare();
                    case BEGIN -> begin(Precision.values()[(int) said[1]]);
                    case STEP ->
                        trainable.orElseThrow().step(new Trainable.Position((long) said[1], (long) said[2], said[3]));
                    case SPREAD -> ranks.spread(trainable.orElseThrow().state().values());
                    case COMPARE ->
                        Agreement.requireSameState(
                                ranks, trainable.orElseThrow().state());
                    case END -> {
                        TrainingLoop.Outcome outcome = TrainingLoop.Outcome.values()[(int) said[1]];
                        return new Training.Result(
                                outcome,
                                (long) said[2],
                                RunDirectory.best(folder),
                                RunDirectory.last(folder),
                                RunDirectory.report(folder));
                    }
                    case FAIL -> throw new TrainingException("Rank 0 has failed; its own words say why.");
                }
            }
        } finally {
            close();
        }
    }

    private double[] heard() {
        double[] own = new double[NUMBERS];
        own[STOP] = listener.stopRequested() ? 1 : 0;
        return ranks.sum(own);
    }

    private void open(Ranks.Work<D> opening) throws IOException {
        for (int turn = 0; turn < OPENINGS; turn++) {
            // What the first of a machine has decoded, the others find.
            boolean own = Math.min(ranks.place().localRank(), OPENINGS - 1) == turn;
            Optional<D> opened = ranks.together(() -> own ? Optional.of(opening.done()) : Optional.empty());
            pictures = pictures.or(() -> opened);
        }
        ObjectNode asked = TrainingRun.asked(task, pictures.orElseThrow());
        Agreement.require(ranks.gathered(JSON.writeValueAsBytes(asked)));
    }

    private void prepare() throws IOException {
        JsonNode read = JSON.readTree(ranks.ofFirst(new byte[0]));
        if (!(read instanceof ObjectNode record)) {
            throw new EngineException("Rank 0 gave no record of the run.");
        }
        if (threads.isEmpty()) {
            threads = Optional.of(Threads.use(
                    record.path(TrainingRun.RESOLVED).path("threads").asInt(1)));
        }
        // As if the run were continued: what rank 0 has chosen by pictures and time is not chosen anew.
        TrainingTask.Prepared now = ranks.together(() -> task.on(pictures.orElseThrow(), Optional.of(record)));
        prepared.ifPresent(TrainingTask.Prepared::close);
        prepared = Optional.of(now);
    }

    private void begin(Precision precision) throws IOException {
        trainable.ifPresent(Trainable::close);
        trainable = Optional.empty();
        trainable = Optional.of(ranks.together(() -> {
            try (CollectiveScope scope = CollectiveScope.open(ranks.collective())) {
                return prepared.orElseThrow().trainable(precision);
            }
        }));
    }

    private void close() throws IOException {
        trainable.ifPresent(Trainable::close);
        prepared.ifPresent(TrainingTask.Prepared::close);
        threads.ifPresent(Threads::close);
        if (pictures.isPresent()) {
            pictures.get().close();
        }
    }
}
