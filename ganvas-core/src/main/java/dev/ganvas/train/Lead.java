package dev.ganvas.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.ranks.Ranks;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.EngineException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What rank 0 does for the others: it decides alone, and tells them before each step what to do, so that no rank has to come to
 * the same decision by itself. While it does something else, however long, a thread beside it goes on telling them to wait. Where
 * a process trains alone, there is nobody to tell.
 *
 * <p>For one thread.
 */
final class Lead implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BEAT_MILLIS = 500;

    /**
     * Name of a figure: the proportion of a step's time that went into packing and awaiting what ranks exchange. What travels while
     * a shard computes costs none.
     */
    private static final String EXCHANGE = "exchange";

    private final long began = System.nanoTime();
    private final Optional<Ranks> ranks;
    private final Thread beat = new Thread(this::beat, "ganvas-lead");

    /** Held by whoever speaks to the others, and by what they then do together. */
    private final Object turn = new Object();

    private volatile boolean stopAsked;
    private volatile long spoken = System.nanoTime();
    private boolean over;
    private RuntimeException lost;

    /** @param ranks empty where a process trains alone */
    Lead(Optional<Ranks> ranks) {
        this.ranks = ranks;
        if (ranks.isPresent()) {
            beat.setDaemon(true);
            beat.start();
        }
    }

    /** {@link System#nanoTime} when the training began: a time budget counts from then on. */
    long began() {
        return began;
    }

    /** By default one a processor; of a machine with several ranks each has its part. */
    int usualThreads() {
        return usualThreads(ranks);
    }

    static int usualThreads(Optional<Ranks> ranks) {
        int here = ranks.map(all -> all.place().localSize()).orElse(1);
        return Math.max(1, Runtime.getRuntime().availableProcessors() / here);
    }

    /** Says in a record how many take part, if several do. */
    void describe(ObjectNode resolved) {
        ranks.ifPresent(all -> resolved.put("ranks", all.place().size())
                .put("exchange", all.place().format().toString()));
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT_MILLIS / 2);
                synchronized (turn) {
                    if (over) {
                        return;
                    }
                    if (System.nanoTime() - spoken > BEAT_MILLIS * 1_000_000) {
                        say(Command.WAIT);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            synchronized (turn) {
                lost = e;
            }
        }
    }

    /** The caller holds {@link #turn}. */
    private void say(Command command, double... numbers) {
        if (lost != null) {
            throw lost;
        }
        double[] all = new double[Follower.NUMBERS];
        all[0] = command.ordinal();
        System.arraycopy(numbers, 0, all, 1, numbers.length);
        if (ranks.orElseThrow().sum(all)[Follower.STOP] > 0) {
            stopAsked = true;
        }
        spoken = System.nanoTime();
    }

    /** Has the others open the pictures, and compares what they were asked for. */
    void compare(ObjectNode asked) throws IOException {
        if (ranks.isEmpty()) {
            return;
        }
        synchronized (turn) {
            say(Command.OPEN);
            for (int turns = 0; turns < Follower.OPENINGS; turns++) {
                ranks.get().together(() -> true);
            }
            Agreement.require(ranks.get().gathered(JSON.writeValueAsBytes(asked)));
            spoken = System.nanoTime();
        }
    }

    /** Has the others make the task ready as this record says, whether or not it has a plan already. */
    void prepare(ObjectNode record) throws IOException {
        if (ranks.isEmpty()) {
            return;
        }
        synchronized (turn) {
            say(Command.PREPARE);
            ranks.get().ofFirst(JSON.writeValueAsBytes(record));
            ranks.get().together(() -> true);
            spoken = System.nanoTime();
        }
    }

    /** A trainable whose steps all ranks take. */
    Trainable trainable(TrainingTask.Prepared prepared, Precision precision) throws IOException {
        if (ranks.isEmpty()) {
            return prepared.trainable(precision);
        }
        synchronized (turn) {
            say(Command.BEGIN, precision.ordinal());
            Trainable own = ranks.get().together(() -> {
                try (CollectiveScope scope = CollectiveScope.open(ranks.get().collective())) {
                    return prepared.trainable(precision);
                }
            });
            spoken = System.nanoTime();
            return new SharedTrainable(own, this);
        }
    }

    /** A step of all; its figures say besides what part of its time went into exchanging numbers with the others. */
    Map<String, Double> step(Trainable own, Trainable.Position position) {
        synchronized (turn) {
            long start = System.nanoTime();
            long before = ranks.orElseThrow().exchangeNanos();
            say(Command.STEP, position.images(), position.totalImages(), position.rateScale());
            Map<String, Double> figures = new LinkedHashMap<>(own.step(position));
            spoken = System.nanoTime();
            figures.put(EXCHANGE, (double) (ranks.get().exchangeNanos() - before) / Math.max(1, spoken - start));
            return figures;
        }
    }

    /** Gives the others the state. */
    void spread(Map<String, Tensor> state) {
        if (ranks.isEmpty()) {
            return;
        }
        synchronized (turn) {
            say(Command.SPREAD);
            ranks.get().spread(state.values());
        }
    }

    /** @throws EngineException when the state of another rank is not the same, which is then of no use */
    void compare(Map<String, Tensor> state) {
        if (ranks.isEmpty()) {
            return;
        }
        synchronized (turn) {
            say(Command.COMPARE);
            Agreement.requireSameState(ranks.get(), state);
        }
    }

    /** The same listener, which also asks to stop when another rank was asked to. */
    TrainingListener hearing(TrainingListener listener) {
        return ranks.isEmpty() ? listener : new StoppingListener(listener, () -> stopAsked);
    }

    /** Tells the others how the training ended. */
    void end(TrainingLoop.Outcome outcome, long images) {
        tellLast(Command.END, outcome.ordinal(), images);
    }

    /** Tells the others, if they can still be told, that this rank has failed. */
    void fail() {
        try {
            tellLast(Command.FAIL);
        } catch (EngineException e) {
            // They have noticed.
            over = true;
        }
    }

    private void tellLast(Command command, double... numbers) {
        synchronized (turn) {
            if (ranks.isPresent() && !over && lost == null) {
                over = true;
                say(command, numbers);
            }
        }
    }

    @Override
    public void close() {
        synchronized (turn) {
            over = true;
        }
        beat.interrupt();
    }
}
