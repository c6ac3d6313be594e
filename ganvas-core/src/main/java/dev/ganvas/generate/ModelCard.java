package dev.ganvas.generate;

import dev.ganvas.data.PixelCache;
import dev.ganvas.features.FeatureExtractor;
import java.util.Locale;
import java.util.Map;

/** The card that travels with a generator: what it is, what it learned from, how it was judged, what it cannot do. */
record ModelCard(Recipe recipe, PixelCache data, FeatureExtractor extractor, Map<String, Double> figures) {
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
                .append(extractor.name())
                .append("`, SHA-256 `")
                .append(extractor.sha256())
                .append("`, ")
                .append(GanSubject.JUDGED)
                .append(" generated against at most ")
                .append(GanSubject.REFERENCE)
                .append(" training pictures. Not comparable with FID or with other extractors.\n\n");
        card.append("| figure | value |\n|---|---|\n");
        figures.forEach((name, value) -> card.append("| ")
                .append(name)
                .append(" | ")
                .append(String.format(Locale.ROOT, "%.6g", value))
                .append(" |\n"));
        card.append("\n## Limits\n\n");
        card.append("Draws pictures of the kind it was trained on and of that size, and can only be as varied as they"
                + " are. It may reproduce training pictures closely when there were few. Label generated pictures as"
                + " such where the law asks for it.\n");
        return card.toString();
    }
}
