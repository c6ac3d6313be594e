package dev.ganvas.recognize;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.error.GanvasException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Says what is in many picture files. Files are decoded in threads of their own while the network works on those before; one that
 * cannot be read is named and passed over.
 */
public final class Recognition {
    /** Pictures that a classifier sees at once. */
    private static final int BLOCK = 32;

    private static final int MOST_DECODERS = 4;

    private final List<Classifier> classifiers;
    private final int top;
    private final OptionalDouble threshold;

    /**
     * @param classifiers stay the caller's
     * @param top answers of each classifier
     * @param threshold least confidence of an answer, 0 to 1; by default each classifier's own
     */
    public Recognition(List<? extends Classifier> classifiers, int top, OptionalDouble threshold) {
        Require.that(!classifiers.isEmpty(), "no classifier to recognise with");
        this.classifiers = List.copyOf(classifiers);
        this.top = Require.positive(top, "answers");
        threshold.ifPresent(value -> Require.within(value, 0, 1, "threshold"));
        this.threshold = threshold;
    }

    /**
     * What one classifier says of one picture.
     *
     * @param model the classifier's name
     * @param none whether the picture is none of its classes, because no confidence reaches the threshold
     * @param threshold least confidence of an answer
     * @param answers the most probable classes, the best first, whether or not it is none of these
     */
    public record Found(String model, boolean none, double threshold, List<Prediction.Answer> answers) {}

    /** Hears what was found, file by file in their order. */
    public interface Listener {
        /** @param found by each classifier */
        void recognised(FileBatch.Job job, Picture picture, List<Found> found) throws IOException;

        /** After a file that could not be read or written; the batch goes on. */
        void failed(FileBatch.Job job, String reason);

        /** Before files are worked on. */
        default void progressed(int done, int total) {}
    }

    /** What the classifiers say of pictures, each in its turn. */
    public List<List<Found>> of(List<Picture> pictures) {
        List<List<Found>> found = new ArrayList<>();
        pictures.forEach(picture -> found.add(new ArrayList<>()));
        for (Classifier classifier : classifiers) {
            double least = threshold.orElse(classifier.calibration().threshold());
            List<Prediction> predictions = classifier.predict(pictures);
            for (int i = 0; i < predictions.size(); i++) {
                Prediction prediction = predictions.get(i);
                found.get(i).add(new Found(classifier.name(), prediction.isNone(least), least, prediction.best(top)));
            }
        }
        return found;
    }

    /**
     * Recognises all files.
     *
     * @param stop asked between blocks of files
     */
    public FileBatch.Result run(FileBatch batch, Listener listener, BooleanSupplier stop) {
        ExecutorService decoders = Executors.newFixedThreadPool(
                Math.min(MOST_DECODERS, Runtime.getRuntime().availableProcessors()), work -> {
                    Thread thread = new Thread(work, "decoding");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            return new Run(batch.jobs(), decoders, listener, stop).whole();
        } finally {
            decoders.shutdownNow();
        }
    }

    private final class Run {
        private final List<FileBatch.Job> jobs;
        private final ExecutorService decoders;
        private final Listener listener;
        private final BooleanSupplier stop;
        private final Map<Path, String> failed = new LinkedHashMap<>();
        private int done;

        Run(List<FileBatch.Job> jobs, ExecutorService decoders, Listener listener, BooleanSupplier stop) {
            this.jobs = jobs;
            this.decoders = decoders;
            this.listener = listener;
            this.stop = stop;
        }

        FileBatch.Result whole() {
            List<Future<Picture>> next = decoding(0);
            for (int from = 0; from < jobs.size(); from += BLOCK) {
                if (stop.getAsBoolean()) {
                    return new FileBatch.Result(done, 0, failed, true);
                }
                listener.progressed(from, jobs.size());
                List<Future<Picture>> current = next;
                next = decoding(from + BLOCK);
                block(from, current);
            }
            listener.progressed(jobs.size(), jobs.size());
            return new FileBatch.Result(done, 0, failed, false);
        }

        private List<Future<Picture>> decoding(int from) {
            List<Future<Picture>> pictures = new ArrayList<>();
            for (int i = from; i < Math.min(jobs.size(), from + BLOCK); i++) {
                Path file = jobs.get(i).input();
                pictures.add(decoders.submit(() -> PictureDecoder.decode(file)));
            }
            return pictures;
        }

        private void block(int from, List<Future<Picture>> decoded) {
            List<FileBatch.Job> usable = new ArrayList<>();
            List<Picture> pictures = new ArrayList<>();
            for (int i = 0; i < decoded.size(); i++) {
                FileBatch.Job job = jobs.get(from + i);
                try {
                    pictures.add(decoded.get(i).get());
                    usable.add(job);
                } catch (ExecutionException e) {
                    fail(job, e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    fail(job, e);
                }
            }
            List<List<Found>> found = of(pictures);
            for (int i = 0; i < usable.size(); i++) {
                try {
                    listener.recognised(usable.get(i), pictures.get(i), found.get(i));
                    done++;
                } catch (IOException | GanvasException e) {
                    fail(usable.get(i), e);
                }
            }
        }

        private void fail(FileBatch.Job job, Throwable failure) {
            String reason = failure instanceof OutOfMemoryError
                    ? PictureDecoder.OUT_OF_MEMORY
                    : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            failed.put(job.input(), reason);
            listener.failed(job, reason);
        }
    }
}
