package dev.ganvas.plates;

import dev.ganvas.error.Require;
import java.util.List;
import java.util.stream.IntStream;

/** The characters of plates, as classes of a reader; class 0 is the blank of CTC. */
public final class PlateAlphabet {
    /** Digits and Latin letters. */
    public static final String LATIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** The provinces, autonomous regions and municipalities that Chinese plates name (GA 36-2018). */
    public static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";

    /** What ends some Chinese plates: police, learners, trailers, Hong Kong, Macao, consulates, embassies. */
    public static final String ENDINGS = "警学挂港澳领使";

    private static final String ALL = LATIN + PROVINCES + ENDINGS;

    private PlateAlphabet() {}

    /** Classes, the blank included. */
    public static int classes() {
        return ALL.length() + 1;
    }

    /** Class of a character. */
    public static int classOf(char character) {
        int index = ALL.indexOf(character);
        Require.that(index >= 0, "'" + character + "' is not on plates");
        return index + 1;
    }

    /** Whether plates have this character. */
    public static boolean has(char character) {
        return ALL.indexOf(character) >= 0;
    }

    public static char character(int classNumber) {
        return ALL.charAt(classNumber - 1);
    }

    /** Classes of a text's characters. */
    public static int[] classesOf(String text) {
        return text.chars().map(character -> classOf((char) character)).toArray();
    }

    /** What each class stands for, the blank as an empty text. */
    public static List<String> names() {
        return IntStream.range(0, classes())
                .mapToObj(i -> i == 0 ? "" : String.valueOf(character(i)))
                .toList();
    }
}
