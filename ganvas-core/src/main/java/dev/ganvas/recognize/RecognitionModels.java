package dev.ganvas.recognize;

import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.model.Catalogue;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The classifiers that pictures are recognised with, opened together and closed together. */
public record RecognitionModels(List<Classifier> classifiers) implements AutoCloseable {
    /** What is recognised. */
    public enum Subject {
        /** Things and animals. */
        OBJECTS("cifar10-objects"),
        /** Kinds of places. */
        SCENES("scenes-classifier");

        private final String ships;

        Subject(String ships) {
            this.ships = ships;
        }
    }

    public RecognitionModels {
        classifiers = List.copyOf(classifiers);
    }

    /** Opens a file by one of the ways to run networks. */
    @FunctionalInterface
    public interface Opener {
        /** The classifier in a file; the caller's to close. */
        Classifier open(Path file) throws IOException;
    }

    /**
     * Opens models of a person's own.
     *
     * @param opener of each file, such as {@link TrainedFeatures#open}
     * @throws UsageException when one learned without labels, or there is no such file
     */
    public static RecognitionModels of(List<Path> files, Opener opener) throws IOException {
        List<Classifier> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                Classifier model = opener.open(file);
                opened.add(model);
                if (model.classes().isEmpty()) {
                    throw new UsageException(file + " learned without labels and tells no classes apart; train one with"
                            + " `classify`, which may begin with it.");
                }
            }
            return new RecognitionModels(opened);
        } catch (IOException | RuntimeException e) {
            opened.forEach(Classifier::close);
            throw e;
        }
    }

    /**
     * Opens those that ship for the subjects; of several subjects, those for which none ships are left out.
     *
     * @throws UsageException when none ships
     */
    public static RecognitionModels shipped(List<Subject> subjects) throws IOException {
        List<Classifier> opened = new ArrayList<>();
        for (Subject subject : subjects) {
            if (Catalogue.has(subject.ships)) {
                opened.add(TrainedFeatures.shipped(subject.ships));
            }
        }
        if (opened.isEmpty()) {
            throw new UsageException("No model for "
                    + subjects.get(0).name().toLowerCase(Locale.ROOT)
                    + " ships with this Ganvas; name one of your own (setting `model`), which `train` makes of a folder"
                    + " with a sub-folder for each class.");
        }
        return new RecognitionModels(opened);
    }

    @Override
    public void close() {
        classifiers.forEach(Classifier::close);
    }
}
