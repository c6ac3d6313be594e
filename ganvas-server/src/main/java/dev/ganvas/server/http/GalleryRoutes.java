package dev.ganvas.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.Galleries;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The galleries of faces that a key keeps; jobs add to them and look in them. */
final class GalleryRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Galleries galleries;

    GalleryRoutes(Galleries galleries) {
        this.galleries = galleries;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/galleries",
                        Role.USE,
                        "The key's galleries of faces, by name.",
                        Route.json(200, "Names, and bytes."),
                        this::list),
                new Route(
                        "DELETE",
                        "/v1/galleries/{name}",
                        Optional.of(Role.USE),
                        "Deletes a gallery with all that is in it.",
                        Optional.empty(),
                        List.of(new Route.Answer(204, "", "It is deleted.")),
                        this::delete));
    }

    private void list(Context context) throws IOException {
        ObjectNode view = JSON.createObjectNode();
        ArrayNode all = view.putArray("galleries");
        for (Galleries.Gallery gallery : galleries.all(Caller.of(context).id())) {
            all.addObject().put("name", gallery.name()).put("bytes", gallery.bytes());
        }
        Answers.json(context, view);
    }

    private void delete(Context context) throws IOException {
        if (!galleries.delete(context.pathParam("name"), Caller.of(context).id())) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "This key has no such gallery.");
        }
        context.status(204);
    }
}
