package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One animal where it lives.
 *
 * @param stride phase of the legs, the wings or the fins, -1 to 1
 * @param build slender 0 to stout 1
 * @param tilt of the head, -1 to 1
 * @param marks places of spots or stripes
 */
record AnimalScene(
        Backdrop backdrop,
        Pose pose,
        Species species,
        Stance stance,
        Swatch coat,
        Pattern pattern,
        Swatch accent,
        double stride,
        double build,
        double tilt,
        List<Spot> marks)
        implements Scene {
    enum Pattern {
        PLAIN,
        SPOTS,
        STRIPES
    }

    enum Stance {
        SITTING,
        STANDING,
        WALKING,
        SWIMMING,
        PERCHED,
        FLYING
    }

    private static final Swatch BROWN = new Swatch("brown", 0x8f5b36);
    private static final Swatch ORANGE = new Swatch("orange", 0xef9440);
    private static final Swatch GRAY = new Swatch("gray", 0x9298a6);
    private static final Swatch WHITE = new Swatch("white", 0xf4f1ea);
    private static final Swatch BLACK = new Swatch("black", 0x474651);
    private static final Swatch CREAM = new Swatch("cream", 0xeccf9f);
    private static final Swatch YELLOW = new Swatch("yellow", 0xf4c83c);
    private static final Swatch GREEN = new Swatch("green", 0x5da552);
    private static final Swatch RED = new Swatch("red", 0xd9433c);
    private static final Swatch BLUE = new Swatch("blue", 0x3f7fd6);
    private static final Swatch PURPLE = new Swatch("purple", 0x9359b8);

    /** What animals there are, and how each may look. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
    enum Species {
        CAT(4, List.of(ORANGE, GRAY, BLACK, WHITE, CREAM), List.of(Pattern.values()), Stance.SITTING),
        DOG(4, List.of(BROWN, CREAM, BLACK, WHITE, GRAY), spotted(), Stance.STANDING, Stance.WALKING, Stance.SITTING),
        RABBIT(4, List.of(WHITE, GRAY, BROWN, CREAM), spotted(), Stance.SITTING),
        ELEPHANT(4, List.of(GRAY, BLUE), plain(), Stance.STANDING, Stance.WALKING),
        GIRAFFE(4, List.of(YELLOW, CREAM, ORANGE), List.of(Pattern.SPOTS), Stance.STANDING, Stance.WALKING),
        TURTLE(4, List.of(GREEN, BROWN), spotted(), Stance.WALKING),
        BIRD(2, List.of(RED, BLUE, YELLOW, GREEN, PURPLE), plain(), Stance.PERCHED, Stance.FLYING),
        FISH(0, List.of(ORANGE, RED, YELLOW, PURPLE, GREEN), List.of(Pattern.values()), Stance.SWIMMING);

        final int legs;
        private final List<Swatch> coats;
        private final List<Pattern> patterns;
        private final List<Stance> stances;

        Species(int legs, List<Swatch> coats, List<Pattern> patterns, Stance... stances) {
            this.legs = legs;
            this.coats = coats;
            this.patterns = patterns;
            this.stances = List.of(stances);
        }

        private static List<Pattern> plain() {
            return List.of(Pattern.PLAIN);
        }

        private static List<Pattern> spotted() {
            return List.of(Pattern.PLAIN, Pattern.SPOTS);
        }

        /** How much of the ordinary size it gets, so that trunk, beak and tail stay in the picture. */
        private double share() {
            return this == ELEPHANT || this == BIRD ? 0.92 : 1;
        }

        private List<Setting> habitats() {
            return switch (this) {
                case CAT -> List.of(Setting.ROOM, Setting.MEADOW);
                case DOG -> List.of(Setting.MEADOW, Setting.STREET, Setting.ROOM);
                case RABBIT -> List.of(Setting.MEADOW, Setting.SNOW);
                case ELEPHANT, GIRAFFE -> List.of(Setting.SAVANNA);
                case TURTLE -> List.of(Setting.BEACH, Setting.MEADOW);
                case BIRD -> List.of(Setting.SKY);
                case FISH -> List.of(Setting.SEA);
            };
        }
    }

    static AnimalScene draw(RandomStream random) {
        Species species = Chance.among(random, Species.values());
        Setting habitat = Chance.among(random, species.habitats());
        TimeOfDay time =
                Chance.among(random, TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DUSK, TimeOfDay.NIGHT);
        // A white animal in snow or a black one at night is hard to tell from what is behind it.
        List<Swatch> coats = new ArrayList<>(species.coats);
        coats.removeIf(coat ->
                (habitat == Setting.SNOW && coat.equals(WHITE)) || (time == TimeOfDay.NIGHT && coat.equals(BLACK)));
        return new AnimalScene(
                Backdrop.draw(random, habitat, habitat == Setting.SEA ? TimeOfDay.DAY : time),
                Pose.draw(random, 0.86 * species.share(), 1.0 * species.share(), 0.07),
                species,
                Chance.among(random, species.stances),
                Palette.pick(random, coats),
                Chance.among(random, species.patterns),
                Palette.pick(random, Palette.CLOTH),
                random.nextDouble(-1, 1),
                random.nextDouble(),
                random.nextDouble(-1, 1),
                Spot.draw(random, 9));
    }

    @Override
    public Map<String, String> attributes() {
        return new Attributes()
                .with("class", ToyClass.ANIMAL)
                .with("species", species)
                .with("stance", stance)
                .with("color", coat)
                .with("pattern", pattern)
                .with("legs", species.legs)
                .with("facing", facing())
                .with("habitat", backdrop.setting())
                .with("time", backdrop.light().time())
                .map();
    }

    /** Seen from the side animals look to the right of their own frame. */
    private String facing() {
        boolean towardsUs = species == Species.CAT || (species == Species.DOG && stance == Stance.SITTING);
        return towardsUs ? "ahead" : pose.mirrored() ? "left" : "right";
    }

    @Override
    public void paint(Canvas canvas) {
        switch (species) {
            case CAT, DOG, RABBIT -> new PetPainter(canvas, this).paint();
            case ELEPHANT, GIRAFFE, TURTLE -> new WildPainter(canvas, this).paint();
            case BIRD, FISH -> new FinAndFeatherPainter(canvas, this).paint();
        }
    }
}
