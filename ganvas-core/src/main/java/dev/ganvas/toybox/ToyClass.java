package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The four classes, in label order, and how a scene of each is drawn at random. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum ToyClass {
    FACE("face", "faces", FaceScene::draw),
    ANIMAL("animal", "animals", AnimalScene::draw),
    BUILDING("building", "buildings", BuildingScene::draw),
    VEHICLE("vehicle", "vehicles", VehicleScene::draw);

    private final String singular;
    private final String plural;
    private final Function<RandomStream, Scene> scene;

    ToyClass(String singular, String plural, Function<RandomStream, Scene> scene) {
        this.singular = singular;
        this.plural = plural;
        this.scene = scene;
    }

    /** The name used as label and as the attribute {@code class}. */
    String label() {
        return singular;
    }

    Scene draw(RandomStream random) {
        return scene.apply(random);
    }

    /** All names in label order. */
    static List<String> labels() {
        return Arrays.stream(values()).map(ToyClass::label).toList();
    }

    /** The class with this name, singular or plural. */
    static Optional<ToyClass> named(String name) {
        return Arrays.stream(values())
                .filter(c -> c.singular.equals(name) || c.plural.equals(name))
                .findFirst();
    }
}
