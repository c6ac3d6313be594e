package dev.ganvas.data;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Opacity;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Between 8-bit pixels and what networks see: {@code [N, C, H, W]}, channels last, in [-1, 1]; with opacity, colours are
 * multiplied by it, so that what is transparent is -1 in all four channels.
 */
public final class PixelTensors {
    private PixelTensors() {}

    /**
     * @param pixels {@code n} pictures of {@code shape}, one after the other
     * @return {@code [n, channels, height, width]} in [-1, 1] as {@code dtype}, in the open scope
     */
    public static Tensor toTensor(byte[] pixels, int n, PixelShape shape, DType dtype) {
        return toTensor(pixels, n, shape, dtype, Device.CPU);
    }

    /** As {@link #toTensor(byte[], int, PixelShape, DType)}, on a device, to which bytes travel and no wider numbers. */
    public static Tensor toTensor(byte[] pixels, int n, PixelShape shape, DType dtype, Device device) {
        return device.ofBytes(pixels, n, shape.height(), shape.width(), shape.channels())
                .permute(0, 3, 1, 2)
                .to(DType.F32)
                .mul(2.0 / 255)
                .add(-1)
                .to(dtype);
    }

    /** Pictures of one size as a screen shows them, {@code [N, 3, H, W]}: what feature extractors see. */
    public static Tensor toTensor(List<Picture> pictures, DType dtype) {
        return toTensor(pictures, Channels.RGB, dtype);
    }

    /** Pictures of one size as a tensor of these channels. */
    public static Tensor toTensor(List<Picture> pictures, Channels channels, DType dtype) {
        Picture first = pictures.get(0);
        PixelShape shape = new PixelShape(new PictureSize(first.width(), first.height()), channels.count());
        byte[] pixels = new byte[pictures.size() * shape.values()];
        int offset = 0;
        for (Picture picture : pictures) {
            Require.that(
                    picture.width() == first.width() && picture.height() == first.height(),
                    "pictures of one batch must be of one size");
            System.arraycopy(Opacity.premultiplied(channels.of(picture)), 0, pixels, offset, shape.values());
            offset += shape.values();
        }
        return toTensor(pixels, pictures.size(), shape, dtype);
    }

    /**
     * What {@link #toTensor(List, DType)} would give of drawn pictures, without rounding; differentiable.
     *
     * @param tensor {@code [N, C, H, W]} in [-1, 1]; C is 1, 3 or 4
     * @return {@code [N, 3, H, W]}
     */
    public static Tensor rgb(Tensor tensor) {
        return switch (Channels.of((int) tensor.size(1))) {
            case GREY -> Tensor.cat(List.of(tensor, tensor, tensor), 1);
            case RGB -> tensor;
            // In [0, 1] it is the multiplied colour and as much white as shines through.
            case RGBA -> tensor.narrow(1, 0, 3).sub(tensor.narrow(1, 3, 1)).add(1);
        };
    }

    /** The pictures of {@code [N, C, H, W]} in [-1, 1], rounded to 8 bits; what lies outside is cut off. */
    public static List<Picture> toPictures(Tensor tensor) {
        int n = (int) tensor.size(0);
        int channels = (int) tensor.size(1);
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
        int each = height * width * channels;
        List<Picture> pictures = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            pictures.add(Opacity.straight(width, height, channels, Arrays.copyOfRange(all, i * each, (i + 1) * each)));
        }
        return pictures;
    }
}
