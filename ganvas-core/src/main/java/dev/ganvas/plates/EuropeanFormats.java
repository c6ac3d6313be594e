package dev.ganvas.plates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usual forms of plates in Europe, without spaces and marks between. Older and special ones are left to the free form. */
final class EuropeanFormats {
    /** All forms, with spaces between; see {@link PlatePattern#of}. */
    static final String FORMS;

    private static final Map<String, List<PlatePattern>> COUNTRIES = new LinkedHashMap<>();

    static {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("Austria", "A9999A A99999A AA999A AA9999A AA999AA");
        forms.put("Belgium", "9AAA999");
        forms.put("Czechia", "9A99999 9AA9999");
        forms.put("Denmark", "AA99999");
        forms.put("Finland", "AAA999");
        forms.put("France", "AA999AA");
        forms.put("Germany", german());
        forms.put("Hungary", "AAA999 AAAA999");
        forms.put("Italy", "AA999AA");
        forms.put("Netherlands", "AA999A A999AA 99AAA9 9AAA99 AAA99A 99AA99 AA99AA AA9999");
        forms.put("Norway", "AA99999");
        forms.put("Poland", "AA99999 AA9999A AA999AA AAA9999 AAA99AA AAA9A99");
        forms.put("Portugal", "AA99AA 99AA99");
        forms.put("Romania", "AA99AAA A999AAA");
        forms.put("Slovakia", "AA999AA");
        forms.put("Spain", "9999AAA");
        forms.put("Sweden", "AAA999 AAA99A");
        forms.put("Switzerland", "AA99999 AA999999");
        forms.put("United Kingdom", "AA99AAA");
        forms.forEach((country, each) -> COUNTRIES.put(country, PlatePattern.all(each)));
        FORMS = String.join(
                " ",
                forms.values().stream()
                        .flatMap(each -> List.of(each.split(" ")).stream())
                        .distinct()
                        .toList());
    }

    private EuropeanFormats() {}

    /** One to three letters for the district, one or two letters, one to four digits; eight characters at most. */
    private static String german() {
        StringBuilder forms = new StringBuilder();
        for (int letters = 2; letters <= 5; letters++) {
            for (int digits = 1; digits <= 4 && letters + digits <= 8; digits++) {
                if (letters + digits >= 5) {
                    forms.append(forms.isEmpty() ? "" : " ")
                            .append("A".repeat(letters))
                            .append("9".repeat(digits));
                }
            }
        }
        return forms.toString();
    }

    /** Countries whose plates may have this text, in the order of the alphabet. */
    static List<String> countries(String text) {
        return COUNTRIES.entrySet().stream()
                .filter(country -> country.getValue().stream().anyMatch(pattern -> pattern.matches(text)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
