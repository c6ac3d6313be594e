package dev.ganvas.plates.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.data.PicturePool;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is measured on: made of parts of photographs that are held out, the same ones for every training. */
final class HeldOutParts {
    private HeldOutParts() {}

    /**
     * @param heldOut numbers of photographs, which take turns
     * @param count of what is made
     * @param side pixels of a part, each side
     * @param maker makes something of a part
     */
    static <E> List<E> of(PicturePool pool, int[] heldOut, int count, int side, CropBatches.Maker<E> maker)
            throws IOException {
        List<E> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Seed seed = Seed.of(0).child("trial").child(i);
            Planes photo = Planes.of(pool.read(heldOut[i % heldOut.length]));
            RandomStream random = seed.child("place").stream();
            Planes part = photo.crop(
                    random.nextInt(photo.width() - side + 1), random.nextInt(photo.height() - side + 1), side, side);
            made.add(maker.make(part, seed));
        }
        return made;
    }
}
