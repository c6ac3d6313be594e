package dev.ganvas.explain.direction;

import dev.ganvas.image.Picture;
import java.util.ArrayList;
import java.util.List;

/** Things about a picture that can be put into numbers. */
public interface PictureMeasures {
    /** What each number is called, always in the same order. */
    List<String> names();

    /** @return of each picture one number a name */
    double[][] of(List<Picture> pictures);

    /** The measures of all {@code parts}, one after another. */
    static PictureMeasures join(List<? extends PictureMeasures> parts) {
        return new PictureMeasures() {
            @Override
            public List<String> names() {
                return parts.stream().flatMap(part -> part.names().stream()).toList();
            }

            @Override
            public double[][] of(List<Picture> pictures) {
                double[][] all = new double[pictures.size()][names().size()];
                List<double[][]> each = new ArrayList<>();
                parts.forEach(part -> each.add(part.of(pictures)));
                for (int i = 0; i < all.length; i++) {
                    int at = 0;
                    for (double[][] values : each) {
                        System.arraycopy(values[i], 0, all[i], at, values[i].length);
                        at += values[i].length;
                    }
                }
                return all;
            }
        };
    }
}
