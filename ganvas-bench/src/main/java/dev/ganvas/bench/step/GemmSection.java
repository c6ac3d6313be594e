package dev.ganvas.bench.step;

import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows {@link GemmResult}s. */
public final class GemmSection implements ReportSection {
    @Override
    public String kind() {
        return GemmResult.KIND;
    }

    @Override
    public String title() {
        return "Arithmetic peak";
    }

    @Override
    public String introduction() {
        return "The best rate of square matrix products, and of a strided 4x4 convolution with its backward pass "
                + "(batch 32, 128 channels, 16x16, channels last), through Ganvas's tensors. Training speed is set "
                + "against the peak of the matrix products.\n";
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        GemmResult result = file.body(GemmResult.class);
        MarkdownTable table = new MarkdownTable(List.of("operation", "precision", "GFLOP/s"));
        for (GemmResult.Product product : result.products()) {
            String name = "matrix product " + product.side() + " x " + product.side();
            table.row(List.of(name, product.precision(), gflops(product.gflops())));
        }
        for (GemmResult.Convolution convolution : result.convolutions()) {
            table.row(List.of("convolution and backward", convolution.precision(), gflops(convolution.gflops())));
        }
        StepOperations step = result.step();
        return result.threads() + " threads.\n\n" + table
                + String.format(
                        Locale.ROOT,
                        "%nA picture in DCGAN-64 training needs %.2f GFLOP: 2 x (3 x %.1f + 8 x %.1f) million "
                                + "multiply-accumulates, of the generator and of the discriminator.%n",
                        step.perImage() / 1e9,
                        step.generator() / 1e6,
                        step.discriminator() / 1e6);
    }

    private static String gflops(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
