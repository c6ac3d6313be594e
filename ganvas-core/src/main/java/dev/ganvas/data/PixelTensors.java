package dev.ganvas.data;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import java.util.ArrayList;
import java.util.List;

/** Between 8-bit pixels and what networks see: {@code [N, 3, H, W]}, channels last, in [-1, 1]. */
public final class PixelTensors {
    private PixelTensors() {}

    /**
     * @param pixels {@code n * height * width * 3} bytes, red green blue
     * @return {@code [n, 3, height, width]} in [-1, 1] as {@code dtype}, in the open scope
     */
    public static Tensor toTensor(byte[] pixels, int n, int height, int width, DType dtype) {
        return Tensor.ofBytes(pixels, n, height, width, 3)
                .permute(0, 3, 1, 2)
                .to(DType.F32)
                .mul(2.0 / 255)
                .add(-1)
                .to(dtype);
    }

    /** Pictures of one size as a tensor. */
    public static Tensor toTensor(List<Picture> pictures, DType dtype) {
        Picture first = pictures.get(0);
        byte[] pixels = new byte[pictures.size() * first.rgb().length];
        int offset = 0;
        for (Picture picture : pictures) {
            Require.that(
                    picture.width() == first.width() && picture.height() == first.height(),
                    "pictures of one batch must be of one size");
            System.arraycopy(picture.rgb(), 0, pixels, offset, picture.rgb().length);
            offset += picture.rgb().length;
        }
        return toTensor(pixels, pictures.size(), first.height(), first.width(), dtype);
    }

    /** The pictures of {@code [N, 3, H, W]} in [-1, 1], rounded to 8 bits; what lies outside is cut off. */
    public static List<Picture> toPictures(Tensor tensor) {
        int n = (int) tensor.size(0);
        int height = (int) tensor.size(2);
        int width = (int) tensor.size(3);
        byte[] all = tensor.detach()
                .to(DType.F32)
                .add(1)
                .mul(255.0 / 2)
                .round()
                .clamp(0, 255)
                .to(DType.U8)
                .permute(0, 2, 3, 1)
                .toBytes();
        int each = height * width * 3;
        List<Picture> pictures = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            byte[] rgb = new byte[each];
            System.arraycopy(all, i * each, rgb, 0, each);
            pictures.add(new Picture(width, height, rgb));
        }
        return pictures;
    }
}
