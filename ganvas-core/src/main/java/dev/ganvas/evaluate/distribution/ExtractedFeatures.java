package dev.ganvas.evaluate.distribution;

import dev.ganvas.image.Picture;
import dev.ganvas.vision.Embedder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@link PictureFeatures} from a network, a block of pictures at a time so that memory stays small. */
public record ExtractedFeatures(Embedder extractor) implements PictureFeatures {
    private static final int BLOCK = 256;

    @Override
    public Features of(Iterator<Picture> pictures, int count) {
        float[] values = new float[Math.multiplyExact(count, extractor.dimension())];
        List<Picture> block = new ArrayList<>(BLOCK);
        for (int done = 0; done < count; done += block.size()) {
            block.clear();
            while (block.size() < Math.min(BLOCK, count - done)) {
                block.add(pictures.next());
            }
            float[] part = extractor.embed(block);
            System.arraycopy(part, 0, values, done * extractor.dimension(), part.length);
        }
        return new Features(count, extractor.dimension(), values, extractor.name(), extractor.sha256());
    }
}
