package dev.ganvas.engine.ranks;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.nn.Reducer;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.ProcessGroup;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.TravellingSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sends gradients off in buckets, from the last parameter to the first, since that is about how the backward pass comes to them
 * (Li et al., 2020, "PyTorch Distributed: Experiences on Accelerating Data Parallel Training"). Which parameters a bucket has is
 * decided by the parameters alone and buckets leave in their order, so all processes send the same.
 */
final class BucketReducer implements Reducer {
    /** Networks of few parameters are divided into as many buckets as this. */
    private static final int BUCKETS = 4;

    /** Least values of a bucket: smaller ones take as long to send. */
    private static final long LEAST_VALUES = 1 << 14;

    private final RankCollective collective;
    private final ProcessGroup group;
    private final DType travelling;
    private final Tensor[][] gradients;

    /** Places of parameters, bucket by bucket. */
    private List<List<Integer>> buckets = List.of();

    /** Gradients that each of the buckets still waits for. */
    private int[] awaited = new int[0];

    /** The bucket of each parameter. */
    private int[] bucketOf = new int[0];

    private final List<TravellingSums> sent = new ArrayList<>();

    BucketReducer(RankCollective collective, ProcessGroup group, GradientFormat format, int shards) {
        this.collective = collective;
        this.group = group;
        this.travelling = format == GradientFormat.BF16 ? DType.BF16 : DType.F32;
        this.gradients = new Tensor[shards][];
    }

    @Override
    public synchronized void begin(int shard, List<Tensor> parameters) {
        if (parameters.isEmpty() || parameters.stream().anyMatch(each -> each.dtype() != DType.F32)) {
            return;
        }
        if (buckets.isEmpty()) {
            collective.compareLayouts(parameters);
            divide(parameters);
        }
        gradients[shard] = new Tensor[parameters.size()];
    }

    private void divide(List<Tensor> parameters) {
        long values = parameters.stream().mapToLong(Tensor::count).sum();
        long most = Math.min(ProcessGroup.BUCKET_VALUES, Math.max(LEAST_VALUES, values / BUCKETS));
        buckets = new ArrayList<>();
        bucketOf = new int[parameters.size()];
        long room = 0;
        for (int place = parameters.size() - 1; place >= 0; place--) {
            if (buckets.isEmpty() || room < parameters.get(place).count()) {
                buckets.add(new ArrayList<>());
                room = most;
            }
            buckets.get(buckets.size() - 1).add(place);
            bucketOf[place] = buckets.size() - 1;
            room -= parameters.get(place).count();
        }
        awaited = buckets.stream()
                .mapToInt(bucket -> bucket.size() * gradients.length)
                .toArray();
    }

    @Override
    public synchronized void ready(int shard, int place, Tensor gradient) {
        if (buckets.isEmpty() || gradients[shard][place] != null) {
            return;
        }
        gradients[shard][place] = gradient;
        awaited[bucketOf[place]]--;
        while (sent.size() < buckets.size() && awaited[sent.size()] == 0) {
            List<Integer> bucket = buckets.get(sent.size());
            List<Tensor> sums = Collective.sums(Arrays.stream(gradients)
                    .map(own -> bucket.stream().map(each -> own[each]).toList())
                    .toList());
            sent.add(group.begin(sums, collective.factor(gradients.length), travelling));
        }
    }

    @Override
    public synchronized List<Tensor> means(List<List<Tensor>> ofShards) {
        if (buckets.isEmpty()) {
            // None were told, so they leave now.
            for (int shard = 0; shard < gradients.length; shard++) {
                begin(shard, ofShards.get(shard));
            }
        }
        if (buckets.isEmpty()) {
            return collective.means(ofShards);
        }
        for (int shard = 0; shard < gradients.length; shard++) {
            for (int place = gradients[shard].length - 1; place >= 0; place--) {
                ready(shard, place, ofShards.get(shard).get(place));
            }
        }
        // Sums go by places in memory, of which gradients may have others than their parameters.
        collective.compareLayouts(List.of(gradients[0]));
        sent.forEach(TravellingSums::turn);
        Tensor[] means = new Tensor[bucketOf.length];
        for (int i = 0; i < sent.size(); i++) {
            List<Tensor> received = sent.get(i).received();
            for (int j = 0; j < received.size(); j++) {
                means[buckets.get(i).get(j)] = received.get(j);
            }
        }
        return List.of(means);
    }
}
