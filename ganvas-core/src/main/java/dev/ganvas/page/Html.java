package dev.ganvas.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of HTML. Text enters only through {@link #text} and attribute values only through {@link Tag#with}, and both escape:
 * what a folder, a class or a setting is called can never become markup.
 */
public final class Html {
    /** An empty piece. */
    public static final Html NOTHING = new Html("");

    private static final Set<String> VOID = Set.of("meta", "img", "br", "input");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** What a reader sees as this text. */
    public static Html text(String text) {
        return new Html(escape(text));
    }

    /** Markup that is part of the program itself, such as the style sheet. */
    public static Html trusted(String markup) {
        return new Html(markup);
    }

    /** One after another. */
    public static Html join(List<Html> pieces) {
        StringBuilder all = new StringBuilder();
        pieces.forEach(piece -> all.append(piece.markup));
        return new Html(all.toString());
    }

    /** One after another. */
    public static Html join(Html... pieces) {
        return join(List.of(pieces));
    }

    /** An element of this name. */
    public static Tag tag(String name) {
        return new Tag(name);
    }

    public boolean isEmpty() {
        return markup.isEmpty();
    }

    String markup() {
        return markup;
    }

    /** An element under construction. */
    public static final class Tag {
        private final String name;
        private final Map<String, String> attributes = new LinkedHashMap<>();

        private Tag(String name) {
            this.name = name;
        }

        /** With this attribute, escaped. */
        public Tag with(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        /** With a position in a drawing. */
        public Tag with(String attribute, double value) {
            return with(attribute, Numbers.coordinate(value));
        }

        public Html of(Html... children) {
            return of(List.of(children));
        }

        public Html of(List<Html> children) {
            StringBuilder out = new StringBuilder("<").append(name);
            attributes.forEach((attribute, value) -> out.append(' ')
                    .append(attribute)
                    .append("=\"")
                    .append(escape(value))
                    .append('"'));
            out.append('>');
            children.forEach(child -> out.append(child.markup));
            if (!VOID.contains(name)) {
                out.append("</").append(name).append('>');
            }
            return new Html(out.toString());
        }

        public Html of(String text) {
            return of(text(text));
        }
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                // HTML has no way to write control characters.
                default -> out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return out.toString();
    }
}
