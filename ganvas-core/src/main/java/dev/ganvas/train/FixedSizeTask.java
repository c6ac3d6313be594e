package dev.ganvas.train;

import dev.ganvas.data.LabelledPart;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TrainingPictures;
import java.io.IOException;
import java.nio.file.Path;

/** A task that learns from pictures brought to one size. */
public interface FixedSizeTask extends TrainingTask<TrainingPictures> {
    /** How pictures are brought to the task. */
    default PictureChoice pictures() {
        return run().pictures();
    }

    /** Whether pictures without a label are of no use to it. */
    default boolean needsLabels() {
        return false;
    }

    @Override
    default TrainingPictures open(PictureSource source, Path cacheRoot, ProgressListener decoding) throws IOException {
        // What has no label cannot teach a task that is about labels.
        return TrainingPictures.open(needsLabels() ? LabelledPart.of(source) : source, pictures(), cacheRoot, decoding);
    }
}
