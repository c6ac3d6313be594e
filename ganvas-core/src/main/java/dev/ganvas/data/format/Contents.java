package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container's files were understood to be.
 *
 * @param positions of the pictures among the container's files
 * @param labels of the pictures
 * @param styleGan whether {@code dataset.json} rules
 * @param parts names of the parts found, the opened one first
 * @param leftOut files that are not used, by reason
 * @param notes what people should know, a sentence each
 */
record Contents(
        int[] positions,
        ClassLabels labels,
        boolean styleGan,
        List<String> parts,
        Map<String, String> leftOut,
        List<String> notes) {
    /** What tells a picture's format lies in the first bytes. */
    private static final int SNIFFED_BYTES = 16;

    static Contents of(Container container) throws IOException {
        return new Reader(container).read();
    }

    private static final class Reader {
        private final Container container;
        private final Map<String, String> leftOut;
        private final List<String> notes = new ArrayList<>();
        private final List<String> labelFiles = new ArrayList<>();
        private final List<Integer> found = new ArrayList<>();
        private boolean styleGan;
        private Optional<String> stranger = Optional.empty();
        private String strangerAt = "";

        Reader(Container container) {
            this.container = container;
            this.leftOut = new LinkedHashMap<>(container.leftOut());
        }

        Contents read() throws IOException {
            sort();
            List<String> all = found.stream().map(container.files()::get).toList();
            FolderLayout layout = FolderLayout.of(all);
            Optional<ClassLabels> named = namedClasses(layout, all);
            List<Integer> kept = new ArrayList<>(); // Positions in `all`.
            Map<String, Integer> folders = FolderLayout.folders(all, layout.root());
            int beside = folders.getOrDefault("", 0);
            folders.remove("");
            boolean stray = named.isEmpty() && beside > 0 && FolderLayout.isStray(beside, folders);
            for (int i = 0; i < all.size(); i++) {
                String picture = all.get(i);
                if (!picture.startsWith(layout.root())) {
                    if (!layout.isInOtherPart(picture)) {
                        leftOut.put(picture, "outside " + layout.root());
                    }
                } else if (stray && picture.indexOf('/', layout.root().length()) < 0) {
                    leftOut.put(picture, "beside the folders of the classes");
                } else {
                    kept.add(i);
                }
            }
            if (named.isEmpty() && beside > 0 && !stray && folders.size() >= 2) {
                notes.add("the sub-folders are not taken for classes, because " + beside + " pictures lie beside them");
            }
            ClassLabels labels = named.map(by -> by.only(kept))
                    .orElseGet(() -> ClassLabels.ofFolders(kept.stream()
                            .map(i -> all.get(i).substring(layout.root().length()))
                            .toList()));
            if (labels.classes().isEmpty() && stranger.isPresent() && !kept.isEmpty()) {
                throw new MalformedFileException(
                        strangerAt,
                        "names none of the pictures: it says \"" + stranger.get() + "\", a picture is such as \""
                                + all.get(kept.get(0)) + "\"; correct the names, or remove the file to learn without"
                                + " classes");
            }
            return new Contents(
                    kept.stream().mapToInt(found::get).toArray(),
                    labels,
                    styleGan,
                    layout.parts(),
                    Collections.unmodifiableMap(leftOut),
                    List.copyOf(notes));
        }

        /** Tells pictures, label files and everything else apart. */
        private void sort() throws IOException {
            List<String> files = container.files();
            for (int i = 0; i < files.size(); i++) {
                String file = files.get(i);
                Optional<String> reason = FileNames.whyLeftOut(file);
                if (reason.isEmpty() || (FileNames.tellsNothing(file) && holdsPicture(i))) {
                    found.add(i);
                } else if (LabelFile.rank(file).isPresent()) {
                    labelFiles.add(file);
                } else {
                    leftOut.put(file, reason.get());
                }
            }
        }

        private boolean holdsPicture(int index) throws IOException {
            try {
                return PictureDecoder.isPicture(container.start(index, SNIFFED_BYTES));
            } catch (MalformedFileException e) {
                return false;
            }
        }

        /** The labels of all pictures by the label file that lies nearest above them and knows them. */
        private Optional<ClassLabels> namedClasses(FolderLayout layout, List<String> pictures) throws IOException {
            List<String> above = new ArrayList<>();
            for (String file : labelFiles) {
                String folder = file.substring(
                        0, file.length() - FileNames.baseName(file).length());
                if (layout.root().startsWith(folder)
                        && FileNames.whyLeftOut(file).filter("hidden"::equals).isEmpty()) {
                    above.add(file);
                } else if (!pictures.isEmpty()) {
                    leftOut.put(file, FileNames.whyLeftOut(file).orElseThrow());
                }
            }
            above.sort(Comparator.<String>comparingInt(file -> -file.lastIndexOf('/'))
                    .thenComparingInt(file -> LabelFile.rank(file).orElseThrow()));
            PictureNames names = new PictureNames(above.isEmpty() ? List.of() : pictures);
            for (String file : above) {
                int at = container.files().indexOf(file);
                LabelFile read =
                        LabelFile.read(container.read(at), file, names, pictures.size(), container.locationOf(at));
                notes.addAll(read.notes());
                if (read.stranger().isPresent()) {
                    stranger = read.stranger();
                    strangerAt = container.locationOf(at);
                }
                if (read.labels().isPresent()) {
                    read.missing().stream()
                            .filter(name -> !leftOut.containsKey(name))
                            .forEach(name -> leftOut.put(name, "labelled but missing"));
                    styleGan = LabelFile.rank(file).orElseThrow() == 0;
                    return read.labels();
                }
            }
            return Optional.empty();
        }
    }
}
