package dev.ganvas.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.engine.ranks.Ranks;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** That all ranks have the same. All of them find the same differences. */
final class Agreement {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Agreement() {}

    /**
     * Compares settings.
     *
     * @param asked JSON objects, in the order of the ranks
     * @throws UsageException when they differ, which names the rank and the settings
     */
    static void require(List<byte[]> asked) throws IOException {
        JsonNode first = JSON.readTree(asked.get(0));
        for (int rank = 1; rank < asked.size(); rank++) {
            JsonNode other = JSON.readTree(asked.get(rank));
            TreeSet<String> names = new TreeSet<>();
            first.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!first.path(name).equals(other.path(name))) {
                    throw new UsageException("Rank " + rank + " has "
                            + (name.equals("data") ? "other pictures" : "another setting of " + name) + " ("
                            + other.path(name).asText("none") + ") than rank 0 ("
                            + first.path(name).asText("none")
                            + "): all ranks train on the same pictures with the same options.");
                }
            }
        }
    }

    /**
     * Compares states, by checksums.
     *
     * @throws EngineException when they differ, which names the rank
     */
    static void requireSameState(Ranks ranks, Map<String, Tensor> state) {
        CRC32C sum = new CRC32C();
        try (Scope scope = Scope.open()) {
            state.values().forEach(tensor -> sum.update(tensor.toRawBytes()));
        }
        double[] each = new double[ranks.place().size()];
        each[ranks.place().rank()] = sum.getValue();
        each = ranks.sum(each);
        for (int rank = 1; rank < each.length; rank++) {
            if (each[rank] != each[0]) {
                throw new EngineException(
                        "Rank " + rank + " has come to other weights than rank 0. Either its machine computes"
                                + " otherwise or has made an error; training goes on from the last checkpoint when it is"
                                + " started again.");
            }
        }
    }
}
