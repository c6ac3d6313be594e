package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.Map;

/**
 * A head and shoulders.
 *
 * @param shape proportions and pose of the head
 * @param jaw width of the jaw, 0.7 to 1 of the head's
 * @param parting where the hair is parted, -0.6 to 0.6 of the head's half width
 */
record FaceScene(
        Backdrop backdrop,
        Pose pose,
        Head shape,
        double jaw,
        double parting,
        Swatch skin,
        Swatch eyes,
        Hair hair,
        Swatch hairColor,
        Expression expression,
        Gaze gaze,
        Glasses glasses,
        Beard beard,
        Hat hat,
        Clothing clothing,
        Swatch clothingColor,
        Swatch hatColor)
        implements Scene {
    enum Hair {
        BALD,
        SHORT,
        SPIKY,
        CURLY,
        BOB,
        LONG,
        PONYTAIL,
        BUN
    }

    enum Expression {
        SMILE,
        GRIN,
        NEUTRAL,
        SURPRISED,
        SAD,
        ANGRY
    }

    enum Gaze {
        LEFT,
        AHEAD,
        RIGHT
    }

    enum Glasses {
        NONE,
        ROUND,
        SQUARE,
        SUNGLASSES
    }

    enum Beard {
        NONE,
        MOUSTACHE,
        FULL
    }

    enum Hat {
        NONE,
        BEANIE,
        CAP,
        SUNHAT
    }

    enum Clothing {
        TSHIRT,
        SHIRT,
        HOODIE,
        SUIT
    }

    /**
     * @param width of the head, 1 is the ordinary
     * @param yaw turn of the head, -1 to 1 to its own frame's left and right
     * @param pitch nod of the head, -1 up to 1 down
     * @param eyeSize 1 is the ordinary
     */
    record Head(double width, double yaw, double pitch, double eyeSize) {
        static Head draw(RandomStream random) {
            return new Head(
                    random.nextDouble(0.9, 1.06),
                    random.nextDouble(-1, 1),
                    random.nextDouble(-1, 1),
                    random.nextDouble(0.9, 1.15));
        }
    }

    static FaceScene draw(RandomStream random) {
        Setting setting = Chance.among(
                random, Setting.STUDIO, Setting.STUDIO, Setting.STRIPES, Setting.DOTS, Setting.MEADOW, Setting.SKY);
        Hair hair = Chance.among(random, Hair.values());
        boolean flat = hair == Hair.BALD || hair == Hair.SHORT || hair == Hair.BOB || hair == Hair.LONG;
        boolean beardless = hair == Hair.BOB || hair == Hair.LONG || hair == Hair.PONYTAIL || hair == Hair.BUN;
        return new FaceScene(
                Backdrop.draw(random, setting, TimeOfDay.DAY),
                Pose.draw(random, 0.53, 0.61, 0.1),
                Head.draw(random),
                random.nextDouble(0.7, 1),
                random.nextDouble(-0.6, 0.6),
                Chance.among(random, Palette.SKIN).varied(random, 0.05, 3),
                Palette.pick(random, Palette.EYES),
                hair,
                Palette.pick(random, Palette.HAIR),
                Chance.among(random, Expression.values()),
                Chance.among(random, Gaze.LEFT, Gaze.AHEAD, Gaze.AHEAD, Gaze.RIGHT),
                Chance.of(random, 0.6) ? Glasses.NONE : Chance.among(random, Glasses.values()),
                beardless || Chance.of(random, 0.4) ? Beard.NONE : Chance.among(random, Beard.values()),
                flat && Chance.of(random, 0.4) ? Chance.among(random, Hat.values()) : Hat.NONE,
                Chance.among(random, Clothing.values()),
                Palette.pick(random, Palette.CLOTH),
                Palette.pick(random, Palette.CLOTH));
    }

    @Override
    public Map<String, String> attributes() {
        return new Attributes()
                .with("class", ToyClass.FACE)
                .with("expression", expression)
                .with("skin", skin)
                .with("hair", hair)
                .with("hair-color", hair == Hair.BALD && beard == Beard.NONE ? "none" : hairColor.name())
                .with("eyes", glasses == Glasses.SUNGLASSES ? "hidden" : eyes.name())
                .with("gaze", glasses == Glasses.SUNGLASSES ? "hidden" : seen(gaze))
                .with("glasses", glasses)
                .with("beard", beard)
                .with("hat", hat)
                .with("hat-color", hat == Hat.NONE ? "none" : hatColor.name())
                .with("clothing", clothing)
                .with("clothing-color", clothingColor)
                .with("background", backdrop.setting())
                .map();
    }

    private static String seen(Gaze gaze) {
        return switch (gaze) {
            case LEFT -> "left";
            case AHEAD -> "ahead";
            case RIGHT -> "right";
        };
    }

    @Override
    public void paint(Canvas canvas) {
        new FacePainter(canvas, this).paint();
    }
}
