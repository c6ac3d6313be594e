package dev.ganvas.generate.learn;

import dev.ganvas.data.PixelCache;
import java.util.Locale;
import java.util.Map;

/** The card that travels with a generator: what it is, what it learned from, how it was evaluated, what it cannot do. */
record ModelCard(Recipe recipe, PixelCache data, GanTrainable.Reference reference, Map<String, Double> figures) {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("kd", "0 for pictures like the real ones"),
            Map.entry("kd_low", "where its 95 % interval begins"),
            Map.entry("kd_high", "where it ends"),
            Map.entry("fd", "as KD, but not 0 for so few pictures"),
            Map.entry("fd_low", "where its 95 % interval begins"),
            Map.entry("fd_high", "where it ends"),
            Map.entry("recall", "share of the real pictures that lie among drawn ones"),
            Map.entry("coverage", "share of the real pictures that have something drawn near them"),
            Map.entry("repeated", "share of the drawn pictures that have a near-duplicate among 1,000"),
            Map.entry("largest_group", "share of 1,000 drawn pictures that are near-duplicates of the same one"),
            Map.entry("memorisation", "0 no sign, 1 close to training pictures, 2 some copies, 3 memorising"),
            Map.entry("copies", "share of the drawn pictures that are copies of training pictures"),
            Map.entry("nearest_ratio", "median distance to the nearest training picture over that of real pictures"),
            Map.entry("amplified", "factor on the last layer that gives drawn pictures the contrast of the data"),
            Map.entry(AdaptiveAugmentation.STRENGTH, "probability of a shift of what the discriminator saw"),
            Map.entry(
                    AdaptiveAugmentation.SIGNAL,
                    "0 when the discriminator knew no training picture by heart, 1 when all"));

    String toMarkdown() {
        StringBuilder card = new StringBuilder();
        card.append("# Picture generator, ").append(data.size()).append(" px\n\n");
        card.append("Recipe `")
                .append(recipe.name())
                .append("`, networks `")
                .append(recipe.architecture().family().name().toLowerCase(Locale.ROOT))
                .append("`.\n\n");
        card.append("## Data\n\n");
        card.append(data.sourceName()).append(": ").append(data.count()).append(" pictures");
        if (!data.classes().isEmpty()) {
            card.append(", ").append(data.classes().size()).append(" classes");
        }
        card.append(". Content hash `").append(data.contentHash()).append("`.\n\n");
        card.append("Licence: as the pictures'. Whoever trained this model knows their terms and has to keep them;"
                + " the model file does not.\n\n");
        card.append("## Figures\n\n");
        card.append(
                        "KD (unbiased kernel distance, Binkowski et al., 2018) and FD (Frechet distance) in the features of `")
                .append(reference.extractor().name())
                .append("`, SHA-256 `")
                .append(reference.extractor().sha256())
                .append("`, ")
                .append(reference.size().pictures())
                .append(" generated against as many training pictures. The trained extractors saw a quarter of"
                        + " them. Not comparable with FID or with other extractors.\n\n");
        card.append("| figure | value | what it says |\n|---|---|---|\n");
        figures.forEach((name, value) -> card.append(
                String.format(Locale.ROOT, "| %s | %.6g | %s |\n", name, value, MEANINGS.getOrDefault(name, ""))));
        card.append("\n## Limits\n\n");
        card.append("Draws pictures of the kind it was trained on and of that size, and can only be as varied as they"
                + " are. It may reproduce training pictures closely when there were few. Label generated pictures as"
                + " such where the law asks for it.\n");
        return card.toString();
    }
}
