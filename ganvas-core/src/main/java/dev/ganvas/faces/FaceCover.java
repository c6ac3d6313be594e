package dev.ganvas.faces;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.vision.Face;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes faces unreadable: what lies in a face's box and somewhat around it is replaced by few flat squares or one colour. Blurring is
 * not offered, because it can be undone in part; squares keep nothing but their mean (Hill et al., "On the (in)effectiveness of
 * mosaicing and blurring as tools for document redaction", 2016, on how large they must be).
 */
public enum FaceCover {
    /** Squares of one colour, six a side. */
    PIXELS(6),
    /** One colour, the mean of all. */
    FILL(1);

    /** Around the box, in its sizes: chin, ears and hair tell a person too. */
    private static final double AROUND = 0.2;

    private final int cells;

    FaceCover(int cells) {
        this.cells = cells;
    }

    /**
     * The one of this name.
     *
     * @throws UsageException when there is none
     */
    public static FaceCover parse(String name) {
        for (FaceCover cover : values()) {
            if (cover.toString().equals(name)) {
                return cover;
            }
        }
        throw new UsageException("faces are covered by pixels or fill, not " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Covers faces in a picture, whose opacity stays. */
    public void apply(Raster picture, List<Face> faces) {
        for (Face face : faces) {
            int left = clamp(face.left() - AROUND * face.width(), picture.width());
            int top = clamp(face.top() - AROUND * face.height(), picture.height());
            int right = clamp(Math.ceil(face.left() + (1 + AROUND) * face.width()), picture.width());
            int bottom = clamp(Math.ceil(face.top() + (1 + AROUND) * face.height()), picture.height());
            for (int row = 0; row < cells; row++) {
                for (int column = 0; column < cells; column++) {
                    int x = left + (right - left) * column / cells;
                    int y = top + (bottom - top) * row / cells;
                    flatten(
                            picture,
                            x,
                            y,
                            left + (right - left) * (column + 1) / cells,
                            top + (bottom - top) * (row + 1) / cells);
                }
            }
        }
    }

    private static int clamp(double place, int most) {
        return (int) Math.max(0, Math.min(most, place));
    }

    private static void flatten(Raster picture, int left, int top, int right, int bottom) {
        if (right <= left || bottom <= top) {
            return;
        }
        Planes part = picture.planes(left, top, right - left, bottom - top);
        int colours = part.channels() <= 2 ? 1 : 3;
        for (int channel = 0; channel < colours; channel++) {
            int from = channel * part.area();
            double sum = 0;
            for (int i = from; i < from + part.area(); i++) {
                sum += part.values()[i];
            }
            Arrays.fill(part.values(), from, from + part.area(), (float) (sum / part.area()));
        }
        picture.put(left, top, part);
    }
}
