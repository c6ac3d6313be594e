package dev.ganvas.engine.ranks;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.nn.Reducer;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.ProcessGroup;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Over the shards of all ranks: sums of this process's shards, then of all processes'. */
final class RankCollective implements Collective {
    private final RankPlace place;
    private final ProcessGroup group;

    /** Layouts that all ranks are known to have alike. */
    private final Set<Integer> known = new HashSet<>();

    RankCollective(RankPlace place, ProcessGroup group) {
        this.place = place;
        this.group = group;
    }

    @Override
    public int rank() {
        return place.rank();
    }

    @Override
    public int ranks() {
        return place.size();
    }

    @Override
    public List<Tensor> means(List<List<Tensor>> ofShards) {
        List<Tensor> sums = Collective.sums(ofShards);
        if (sums.isEmpty()) {
            return sums;
        }
        compareLayouts(sums);
        double factor = factor(ofShards.size());
        Tensor[] means = new Tensor[sums.size()];
        for (DType dtype : DType.values()) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < means.length; i++) {
                if (sums.get(i).dtype() == dtype) {
                    places.add(i);
                }
            }
            List<Tensor> some = group.sums(places.stream().map(sums::get).toList(), factor);
            for (int i = 0; i < places.size(); i++) {
                means[places.get(i)] = some.get(i);
            }
        }
        return List.of(means);
    }

    @Override
    public Optional<Reducer> reducer(int shards) {
        return Optional.of(new BucketReducer(this, group, place.format(), shards));
    }

    /** By which sums over so many shards of this process, and as many of each other, become means. */
    double factor(int shards) {
        return 1.0 / (shards * place.size());
    }

    /** Sums go by places in memory, which mean the same only where layouts are. Once for each layout. */
    void compareLayouts(List<Tensor> tensors) {
        int layout = ProcessGroup.layout(tensors);
        if (!known.add(layout)) {
            return;
        }
        try (Scope scope = Scope.open()) {
            double[] own = new double[place.size()];
            own[place.rank()] = layout;
            Tensor all = Tensor.ofDoubles(own, own.length);
            group.sum(all);
            for (double other : all.toDoubles()) {
                if (other != layout) {
                    throw new EngineException("Ranks have tensors of different shapes or layouts in the same place.");
                }
            }
        }
    }

    @Override
    public Map<String, Double> meanFigures(List<Map<String, Double>> ofShards) {
        Map<String, Double> sums = Collective.sumFigures(ofShards, ofShards.size() * place.size());
        try (Scope scope = Scope.open()) {
            // A map's own order may be another in another process.
            List<String> names = sums.keySet().stream().sorted().toList();
            double[] values = names.stream().mapToDouble(sums::get).toArray();
            Tensor all = Tensor.ofDoubles(values, values.length);
            group.sum(all);
            double[] means = all.toDoubles();
            Map<String, Double> named = new LinkedHashMap<>(sums);
            for (int i = 0; i < means.length; i++) {
                named.put(names.get(i), means[i]);
            }
            return named;
        }
    }

    @Override
    public Tensor joined(List<Tensor> ofShards) {
        Tensor here = Tensor.cat(ofShards, 0);
        long[] shape = here.shape();
        shape[0] *= place.size();
        // Where one rank has values, the others have zeros, so a sum changes none of them.
        Tensor all = Tensor.zeros(here.dtype(), shape);
        all.narrow(0, place.rank() * here.size(0), here.size(0)).copyFrom(here);
        group.sum(all);
        return all;
    }
}
