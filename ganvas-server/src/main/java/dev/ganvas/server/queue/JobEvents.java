package dev.ganvas.server.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happens to jobs, told to whoever listens; the last of each job are kept, for those who come back. */
public final class JobEvents {
    /** Of one job. */
    private static final int KEPT = 512;

    /** Jobs whose events are kept. */
    private static final int JOBS = 2000;

    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private final Map<String, Story> stories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Story> eldest) {
            return size() > JOBS;
        }
    };

    /**
     * Something that happened.
     *
     * @param number within its job, from 1
     * @param name {@code state} or {@code progress}
     * @param data as JSON
     */
    public record Event(long number, String name, String data) {}

    private static final class Story {
        private final Deque<Event> events = new ArrayDeque<>();
        private long number;
    }

    /** Tells that something happened. */
    public void publish(String job, String name, ObjectNode data) {
        synchronized (stories) {
            Story story = stories.computeIfAbsent(job, key -> new Story());
            story.number++;
            story.events.add(new Event(story.number, name, data.toString()));
            if (story.events.size() > KEPT) {
                story.events.remove();
            }
        }
        listeners.getOrDefault(job, List.of()).forEach(Runnable::run);
    }

    /** What happened after an event, as far as it is kept; from the beginning when there never was such an event here. */
    public List<Event> after(String job, long number) {
        synchronized (stories) {
            Story story = stories.getOrDefault(job, new Story());
            long known = number > story.number ? 0 : number;
            List<Event> later = new ArrayList<>();
            for (Event event : story.events) {
                if (event.number() > known) {
                    later.add(event);
                }
            }
            return later;
        }
    }

    /** The last event of a name. */
    public Optional<Event> last(String job, String name) {
        List<Event> all = after(job, 0);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).name().equals(name)) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /** Has something called when anything happens to a job; it must be quick. */
    public void listen(String job, Runnable listener) {
        listeners.computeIfAbsent(job, key -> new CopyOnWriteArrayList<>()).add(listener);
    }

    public void unlisten(String job, Runnable listener) {
        listeners.computeIfPresent(job, (key, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** Jobs that somebody listens to. */
    public Set<String> listenedTo() {
        return Set.copyOf(listeners.keySet());
    }
}
