package dev.ganvas.spring;

import dev.ganvas.io.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * How the engine is, without loading it.
 *
 * @param up whether the model that was asked for last could be opened
 * @param details for people
 */
record EngineHealth(boolean up, Map<String, Object> details) {
    static EngineHealth of(PictureEngine engine) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", Version.current());
        details.put("openModels", new TreeSet<>(engine.openModels()));
        details.put("waiting", engine.waiting());
        String failure = engine.lastFailure();
        if (!failure.isEmpty()) {
            details.put("failure", failure);
        }
        return new EngineHealth(failure.isEmpty(), details);
    }
}
