package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes means over all shards of a batch, wherever they are computed; each shard weighs as much. */
public interface Collective {
    /**
     * Over tensors.
     *
     * @param ofShards what each shard of this process has, in the order of the shards: as many tensors, of the same shapes
     * @return their means, in the open scope
     */
    List<Tensor> means(List<List<Tensor>> ofShards);

    /**
     * Over figures.
     *
     * @param ofShards what each shard of this process has, in the order of the shards: the same names
     */
    Map<String, Double> meanFigures(List<Map<String, Double>> ofShards);

    /** Of shards that are all in this process. */
    static Collective inProcess() {
        return new Collective() {
            @Override
            public List<Tensor> means(List<List<Tensor>> ofShards) {
                List<Tensor> means = new ArrayList<>();
                for (int i = 0; i < ofShards.get(0).size(); i++) {
                    int at = i;
                    means.add(mean(ofShards.stream().map(shard -> shard.get(at)).toList()));
                }
                return means;
            }

            @Override
            public Map<String, Double> meanFigures(List<Map<String, Double>> ofShards) {
                Map<String, Double> means = new LinkedHashMap<>();
                for (Map<String, Double> figures : ofShards) {
                    figures.forEach((name, value) -> means.merge(name, value / ofShards.size(), Double::sum));
                }
                return means;
            }
        };
    }

    private static Tensor mean(List<Tensor> tensors) {
        Tensor sum = tensors.get(0);
        for (Tensor next : tensors.subList(1, tensors.size())) {
            sum = sum.add(next);
        }
        return tensors.size() == 1 ? sum : sum.mul(1.0 / tensors.size());
    }
}
