package dev.ganvas.explain.saliency;

import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.image.Picture;
import java.util.List;

/** A classifier of which nothing is known but its answers. */
public interface BlackBox {
    /** Names of the classes in label order. */
    List<String> classes();

    /** What the classifier sees of a picture: cropped and resized. */
    Picture seen(Picture picture);

    /**
     * What each picture is, as probabilities in 0 to 1: {@code pictures.size() * classes().size()} numbers, one picture after the
     * other.
     *
     * @param pictures as {@link #seen} gives them
     */
    float[] probabilities(List<Picture> pictures);

    /** A network of ours, of which only the answers are asked. */
    static BlackBox of(DifferentiableClassifier classifier) {
        return new BlackBox() {
            @Override
            public List<String> classes() {
                return classifier.classes();
            }

            @Override
            public Picture seen(Picture picture) {
                return classifier.seen(picture);
            }

            @Override
            public float[] probabilities(List<Picture> pictures) {
                return classifier.probabilities(pictures);
            }
        };
    }

    /** The probabilities of one class alone, one for each picture. */
    default float[] probabilities(List<Picture> pictures, int label) {
        float[] all = probabilities(pictures);
        float[] some = new float[pictures.size()];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i * classes().size() + label];
        }
        return some;
    }
}
