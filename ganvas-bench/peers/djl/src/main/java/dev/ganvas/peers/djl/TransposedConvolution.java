package dev.ganvas.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A transposed 4x4 convolution of stride 2 and padding 1 without bias: {@code [N, in, H, W]} to
 * {@code [N, out, 2H, 2W]}. DJL's PyTorch engine has none ({@code Conv2dTranspose} throws "Not implemented"), so this is
 * the same map from the operations it has. Each pixel of the output sees 2x2 pixels of the input through one of four 2x2
 * kernels, chosen by whether its row and column are even or odd; together they are the 4x4 kernel. One convolution
 * computes all four, and its planes are then interleaved: weights, multiplications and results are those of the
 * transposed convolution, at the price of moving the planes.
 */
final class TransposedConvolution extends AbstractBlock {
    private final Parameter weight = addParameter(
            Parameter.builder().setName("weight").setType(Parameter.Type.WEIGHT).build());
    private final int filters;

    TransposedConvolution(int filters) {
        this.filters = filters;
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        weight.setShape(new Shape(4L * filters, inputShapes[0].get(1), 2, 2));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.singletonOrThrow();
        NDArray kernels = parameters.getValue(weight, input.getDevice(), training);
        NDArray planes = Conv2d.conv2d(input, kernels, null, new Shape(1, 1), new Shape(1, 1))
                .singletonOrThrow();
        return new NDList(interleave(planes, input.getShape()));
    }

    /** {@code [N, 4 out, H + 1, W + 1]}, the four kinds of pixel one after the other, to {@code [N, out, 2H, 2W]}. */
    private NDArray interleave(NDArray planes, Shape input) {
        long batch = input.get(0);
        long height = input.get(2);
        long width = input.get(3);
        NDList kinds = new NDList();
        for (int oddRow = 0; oddRow < 2; oddRow++) {
            for (int oddColumn = 0; oddColumn < 2; oddColumn++) {
                int first = (2 * oddRow + oddColumn) * filters;
                kinds.add(planes.get(new NDIndex()
                        .addAllDim()
                        .addSliceDim(first, first + filters)
                        .addSliceDim(oddRow, oddRow + height)
                        .addSliceDim(oddColumn, oddColumn + width)));
            }
        }
        return NDArrays.stack(kinds)
                .reshape(2, 2, batch, filters, height, width)
                .transpose(2, 3, 4, 0, 5, 1)
                .reshape(batch, filters, 2 * height, 2 * width);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape in = inputShapes[0];
        return new Shape[] {new Shape(in.get(0), filters, 2 * in.get(2), 2 * in.get(3))};
    }
}
