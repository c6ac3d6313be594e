package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;
import java.util.List;

/**
 * The means of one pass's gradients over the shards of all processes, of which some are on their way while others are still being
 * computed. Each shard {@linkplain #begin begins}, tells its gradients in any order, and when all have done, {@link #means} are taken.
 */
public interface Reducer {
    /**
     * A shard's gradients are about to be computed.
     *
     * @param shard number of the shard within this process
     * @param parameters the same in number, shapes and order for every shard of every process
     */
    void begin(int shard, List<Tensor> parameters);

    /**
     * A gradient is final. It lives until the means are taken.
     *
     * @param place of its parameter
     */
    void ready(int shard, int place, Tensor gradient);

    /**
     * As {@link Collective#means}.
     *
     * @param ofShards the gradients of all parameters of every shard of this process, those that were told among them
     */
    List<Tensor> means(List<List<Tensor>> ofShards);
}
