package dev.ganvas.server.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How far a job is, and about how long the rest takes: as long as it took so far for as much. */
final class Progress {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;

    private String phase = "";
    private double first;
    private long since;

    /** As JSON: phase, done, total, percent and, once it can be told, seconds_left. */
    synchronized ObjectNode at(String name, long done, long total, long now) {
        double reached = total <= 0 ? 0 : Math.min(1.0, (double) done / total);
        if (!name.equals(phase)) {
            phase = name;
            first = reached;
            since = now;
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("phase", name).put("done", done).put("total", total);
        json.put("percent", Math.round(reached * PERCENT * 10) / 10.0);
        if (reached > first) {
            json.put("seconds_left", Math.round((now - since) / NANOS * (1 - reached) / (reached - first)));
        }
        return json;
    }
}
