package dev.ganvas.faces;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which parts of two faces made them alike: each part of one face is hidden under grey in turn, and what the similarity to the other
 * loses is what that part gave (occlusion; Zeiler and Fergus, 2014, for pairs as in Stylianou, Souvenir and Pless, 2019).
 */
public final class MatchRegions {
    private static final int HIDDEN = 24;
    private static final int STEP = 8;
    private static final byte GREY = 127;

    private MatchRegions() {}

    /**
     * How much each pixel of a face speaks for its being the other's.
     *
     * @param aligned the face, {@value FaceAlignment#SIDE} pixels a side
     * @param other vector of the other
     * @return as many numbers of 0 and more, rows after one another
     */
    public static float[] of(FaceReader reader, Picture aligned, float[] other) {
        int places = (FaceAlignment.SIDE - HIDDEN) / STEP + 1;
        List<Picture> hidden = new ArrayList<>();
        hidden.add(aligned);
        for (int row = 0; row < places; row++) {
            for (int column = 0; column < places; column++) {
                hidden.add(without(aligned, column * STEP, row * STEP));
            }
        }
        List<float[]> vectors = reader.vectors(hidden);
        double whole = FaceReader.similarity(vectors.get(0), other);
        float[] lost = new float[places * places];
        for (int i = 0; i < lost.length; i++) {
            lost[i] = (float) Math.max(0, whole - FaceReader.similarity(vectors.get(i + 1), other));
        }
        float[] map = Interpolation.BILINEAR
                .resize(new Planes(places, places, 1, lost), FaceAlignment.SIDE, FaceAlignment.SIDE)
                .values();
        for (int i = 0; i < map.length; i++) {
            map[i] = Math.max(0, map[i]);
        }
        return map;
    }

    private static Picture without(Picture face, int left, int top) {
        byte[] rgb = face.rgb().clone();
        for (int y = top; y < top + HIDDEN; y++) {
            int from = 3 * (y * face.width() + left);
            Arrays.fill(rgb, from, from + 3 * HIDDEN, GREY);
        }
        return new Picture(face.width(), face.height(), rgb);
    }
}
