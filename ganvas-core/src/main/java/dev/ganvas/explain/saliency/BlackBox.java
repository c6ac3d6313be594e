package dev.ganvas.explain.saliency;

import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.InputContract;
import dev.ganvas.vision.Prediction;
import java.util.List;

/** A classifier of which nothing is known but its answers. */
public interface BlackBox {
    /** Names of the classes in label order. */
    List<String> classes();

    /** What the classifier sees of a picture: cropped and resized. */
    Picture seen(Picture picture);

    /**
     * What each picture shows, in their order.
     *
     * @param pictures as {@link #seen} gives them
     */
    List<Prediction> predict(List<Picture> pictures);

    /** Any classifier; one of a fixed size is asked about the picture's middle in that size, and others about all of it. */
    static BlackBox of(Classifier classifier) {
        return new BlackBox() {
            @Override
            public List<String> classes() {
                return classifier.classes();
            }

            @Override
            public Picture seen(Picture picture) {
                if (classifier instanceof DifferentiableClassifier ours) {
                    return ours.seen(picture);
                }
                InputContract input = classifier.input();
                return input.width() == 0 || input.height() == 0
                        ? picture.toRgb()
                        : Fit.CROP.apply(picture.toRgb(), new PictureSize(input.width(), input.height()));
            }

            @Override
            public List<Prediction> predict(List<Picture> pictures) {
                return classifier.predict(pictures);
            }
        };
    }

    /** The probabilities of one class alone, one for each picture. */
    default float[] probabilities(List<Picture> pictures, int label) {
        List<Prediction> predictions = predict(pictures);
        float[] some = new float[predictions.size()];
        for (int i = 0; i < some.length; i++) {
            some[i] = predictions.get(i).probabilities().get(label).floatValue();
        }
        return some;
    }
}
