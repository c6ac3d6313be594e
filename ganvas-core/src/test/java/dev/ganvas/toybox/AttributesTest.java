package dev.ganvas.toybox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttributesTest {
    private static final int MANY = 2_000;
    private static final List<String> TIMES = labels(TimeOfDay.values());

    @Test
    void everyValueOfAFaceOccurs() {
        Map<String, Set<String>> seen = seen(ToyClass.FACE);
        occur(seen, "expression", labels(FaceScene.Expression.values()));
        occur(seen, "skin", names(Palette.SKIN));
        occur(seen, "hair", labels(FaceScene.Hair.values()));
        occur(seen, "hair-color", and(names(Palette.HAIR), "none"));
        occur(seen, "eyes", and(names(Palette.EYES), "hidden"));
        occur(seen, "gaze", and(labels(FaceScene.Gaze.values()), "hidden"));
        occur(seen, "glasses", labels(FaceScene.Glasses.values()));
        occur(seen, "beard", labels(FaceScene.Beard.values()));
        occur(seen, "hat", labels(FaceScene.Hat.values()));
        occur(seen, "hat-color", and(names(Palette.CLOTH), "none"));
        occur(seen, "clothing", labels(FaceScene.Clothing.values()));
        occur(seen, "clothing-color", names(Palette.CLOTH));
        occur(seen, "background", List.of("studio", "stripes", "dots", "meadow", "sky"));
    }

    @Test
    void everyValueOfAnAnimalOccurs() {
        Map<String, Set<String>> seen = seen(ToyClass.ANIMAL);
        occur(seen, "species", labels(AnimalScene.Species.values()));
        occur(seen, "stance", labels(AnimalScene.Stance.values()));
        occur(seen, "pattern", labels(AnimalScene.Pattern.values()));
        occur(seen, "legs", List.of("0", "2", "4"));
        occur(seen, "facing", List.of("left", "right", "ahead"));
        occur(
                seen,
                "color",
                List.of(
                        "brown", "orange", "gray", "white", "black", "cream", "yellow", "green", "red", "blue",
                        "purple"));
        occur(seen, "habitat", List.of("room", "meadow", "street", "snow", "savanna", "beach", "sky", "sea"));
        occur(seen, "time", TIMES);
    }

    @Test
    void everyValueOfABuildingOccurs() {
        Map<String, Set<String>> seen = seen(ToyClass.BUILDING);
        occur(seen, "kind", labels(BuildingScene.Kind.values()));
        occur(seen, "roof", labels(BuildingScene.Roof.values()));
        occur(seen, "roof-color", and(names(Palette.ROOF), "none"));
        occur(seen, "door-color", and(names(Palette.CLOTH), "none"));
        occur(seen, "season", labels(BuildingScene.Season.values()));
        occur(seen, "sign", List.of("none", "SHOP", "CAFE", "TOYS", "BOOKS", "BAKERY", "PIZZA"));
        occur(seen, "place", List.of("meadow", "street", "snow", "beach"));
        occur(seen, "trees", List.of("0", "1", "2"));
        occur(seen, "floors", List.of("1", "2", "3", "6", "7", "8", "9"));
        occur(seen, "time", TIMES);
        assertThat(seen.get("walls"))
                .containsAll(names(Palette.WALL))
                .containsAll(names(Palette.STONE))
                .containsAll(names(Palette.TIMBER))
                .containsAll(names(Palette.GLASS));
        assertThat(seen.get("windows")).contains("1", "2", "5", "45");
    }

    @Test
    void everyValueOfAVehicleOccurs() {
        Map<String, Set<String>> seen = seen(ToyClass.VEHICLE);
        occur(seen, "kind", labels(VehicleScene.Kind.values()));
        occur(seen, "view", labels(VehicleScene.View.values()));
        occur(seen, "facing", List.of("left", "right", "none"));
        occur(seen, "color", and(names(Palette.CAR), "yellow"));
        occur(seen, "trim-color", and(names(Palette.CLOTH), "none"));
        occur(seen, "wheels", List.of("2", "3"));
        occur(seen, "windows", List.of("1", "2", "3", "4", "5", "6"));
        occur(seen, "rims", and(labels(VehicleScene.Rims.values()), "none"));
        occur(seen, "lamps", List.of("on", "off"));
        occur(seen, "driver", List.of("yes", "no"));
        occur(seen, "plate-color", and(labels(VehicleScene.Plate.values()), "none"));
        occur(seen, "place", List.of("meadow", "street", "snow", "beach"));
        occur(seen, "time", TIMES);
        assertThat(seen.get("plate")).allMatch(plate -> plate.matches("none|[A-HJ-NPR-Z]{2} [0-9]{4}"));
        assertThat(seen.get("plate")).hasSizeGreaterThan(900);
    }

    @ParameterizedTest
    @EnumSource(ToyClass.class)
    void keysComeInOneOrderClassFirst(ToyClass drawn) {
        Toybox box = Toybox.open("toybox:" + drawn.label());
        List<String> keys = List.copyOf(box.attributes(0).keySet());
        assertThat(keys).startsWith("class").hasSizeGreaterThan(8);
        for (int i = 1; i < 50; i++) {
            assertThat(box.attributes(i).keySet()).containsExactlyElementsOf(keys);
            assertThat(box.attributes(i)).containsEntry("class", drawn.label());
        }
    }

    @Test
    void attributesAgreeWithOneAnother() {
        for (Map<String, String> building : attributes(ToyClass.BUILDING)) {
            int lit = Integer.parseInt(building.get("lit-windows"));
            assertThat(lit).isBetween(0, Integer.parseInt(building.get("windows")));
            assertThat(building.get("time").equals("day") && lit > 0).isFalse();
            assertThat(building.get("sign").equals("none"))
                    .isEqualTo(!building.get("kind").equals("shop"));
        }
        for (Map<String, String> vehicle : attributes(ToyClass.VEHICLE)) {
            assertThat(vehicle.get("plate").equals("none"))
                    .isEqualTo(vehicle.get("view").equals("side"));
            assertThat(vehicle.get("kind").equals("taxi"))
                    .isEqualTo(vehicle.get("color").equals("yellow"));
        }
        for (Map<String, String> animal : attributes(ToyClass.ANIMAL)) {
            assertThat(animal.get("species").equals("fish"))
                    .isEqualTo(animal.get("habitat").equals("sea"));
        }
    }

    private static Stream<Map<String, String>> stream(ToyClass drawn) {
        Toybox box = Toybox.open("toybox:" + drawn.label() + "?seed=4");
        return IntStream.range(0, MANY).mapToObj(box::attributes);
    }

    private static List<Map<String, String>> attributes(ToyClass drawn) {
        return stream(drawn).toList();
    }

    private static Map<String, Set<String>> seen(ToyClass drawn) {
        Map<String, Set<String>> seen = new HashMap<>();
        stream(drawn)
                .forEach(attributes -> attributes.forEach((key, value) ->
                        seen.computeIfAbsent(key, k -> new HashSet<>()).add(value)));
        return seen;
    }

    private static void occur(Map<String, Set<String>> seen, String key, List<String> values) {
        assertThat(seen.get(key)).as(key).containsExactlyInAnyOrderElementsOf(values);
    }

    private static List<String> labels(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> names(List<Swatch> swatches) {
        return swatches.stream().map(Swatch::name).toList();
    }

    private static List<String> and(List<String> values, String another) {
        return Stream.concat(values.stream(), Stream.of(another)).toList();
    }
}
