package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the shards of a batch come to together, wherever they are computed; each shard weighs as much. */
public interface Collective {
    /** Number of this process among those that compute shards, from 0. */
    int rank();

    /** How many processes compute shards, each as many. */
    int ranks();

    /**
     * Means over tensors.
     *
     * @param ofShards what each shard of this process has, in the order of the shards: as many tensors, of the same shapes
     * @return their means, in the open scope
     */
    List<Tensor> means(List<List<Tensor>> ofShards);

    /**
     * Of a pass whose gradients can begin their way to other processes while others are still being computed.
     *
     * @param shards of this process
     * @return empty where there is nowhere to go
     */
    default Optional<Reducer> reducer(int shards) {
        return Optional.empty();
    }

    /**
     * Means over figures.
     *
     * @param ofShards what each shard of this process has, in the order of the shards: the same names
     */
    Map<String, Double> meanFigures(List<Map<String, Double>> ofShards);

    /**
     * What all shards have, one after another along the first dimension, in their order; in the open scope.
     *
     * @param ofShards what each shard of this process has, of the same shapes
     */
    Tensor joined(List<Tensor> ofShards);

    /** The sums over the shards of this process alone, of which {@link #means} are made. */
    static List<Tensor> sums(List<List<Tensor>> ofShards) {
        List<Tensor> sums = new ArrayList<>();
        for (int i = 0; i < ofShards.get(0).size(); i++) {
            Tensor sum = ofShards.get(0).get(i);
            for (List<Tensor> next : ofShards.subList(1, ofShards.size())) {
                sum = sum.add(next.get(i));
            }
            sums.add(sum);
        }
        return sums;
    }

    /** The sums over the shards of this process alone, each divided by how many there are in all, of which {@link #meanFigures} are made. */
    static Map<String, Double> sumFigures(List<Map<String, Double>> ofShards, int shards) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (Map<String, Double> figures : ofShards) {
            figures.forEach((name, value) -> sums.merge(name, value / shards, Double::sum));
        }
        return sums;
    }

    /** Of shards that are all in this process. */
    static Collective inProcess() {
        return new Collective() {
            @Override
            public int rank() {
                return 0;
            }

            @Override
            public int ranks() {
                return 1;
            }

            @Override
            public List<Tensor> means(List<List<Tensor>> ofShards) {
                int shards = ofShards.size();
                List<Tensor> sums = sums(ofShards);
                return shards == 1
                        ? sums
                        : sums.stream().map(sum -> sum.mul(1.0 / shards)).toList();
            }

            @Override
            public Map<String, Double> meanFigures(List<Map<String, Double>> ofShards) {
                return sumFigures(ofShards, ofShards.size());
            }

            @Override
            public Tensor joined(List<Tensor> ofShards) {
                return ofShards.size() == 1 ? ofShards.get(0) : Tensor.cat(ofShards, 0);
            }
        };
    }
}
