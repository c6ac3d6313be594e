package dev.ganvas.data;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The pictures among a container's files. Classes come from {@code dataset.json} when there is one, else from
 * {@code labels.csv}, else from the top sub-folders.
 */
final class ContainedPictures implements PictureSource {
    private final Container container;
    private final String kind;
    private final int[] positions;
    private final List<String> names;
    private final ClassLabels labels;
    private final Map<String, String> leftOut;

    private ContainedPictures(
            Container container, String kind, int[] positions, ClassLabels labels, Map<String, String> leftOut) {
        this.container = container;
        this.kind = kind;
        this.positions = positions;
        this.names = new ArrayList<>(positions.length);
        for (int position : positions) {
            names.add(container.files().get(position));
        }
        this.labels = labels;
        this.leftOut = Collections.unmodifiableMap(leftOut);
    }

    /** Takes the container over; it is closed with the source, or at once when this fails. */
    static PictureSource of(Container container) throws IOException {
        try {
            return list(container);
        } catch (IOException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private static PictureSource list(Container container) throws IOException {
        Map<String, String> leftOut = new LinkedHashMap<>(container.leftOut());
        List<String> files = container.files();
        List<String> pictures = new ArrayList<>();
        int[] positions = new int[files.size()];
        for (int i = 0; i < files.size(); i++) {
            String file = files.get(i);
            Optional<String> reason = FileNames.whyLeftOut(file);
            if (reason.isPresent()) {
                leftOut.put(file, reason.get());
            } else {
                positions[pictures.size()] = i;
                pictures.add(file);
            }
        }
        Set<String> known = new HashSet<>(pictures);
        Optional<LabelFile> labelFile = labelFile(container, known);
        leftOut.remove(LabelFile.DATASET_JSON);
        leftOut.remove(LabelFile.LABELS_CSV);
        labelFile.ifPresent(file -> file.byFile().keySet().stream()
                .filter(name -> !known.contains(name) && !leftOut.containsKey(name))
                .forEach(name -> leftOut.put(name, "labelled but missing")));
        ClassLabels labels =
                labelFile.map(file -> file.labelsOf(pictures)).orElseGet(() -> ClassLabels.ofFolders(pictures));
        boolean styleGan = files.contains(LabelFile.DATASET_JSON);
        String kind = styleGan ? "StyleGAN dataset " + container.kind() : container.kind();
        return new ContainedPictures(container, kind, Arrays.copyOf(positions, pictures.size()), labels, leftOut);
    }

    private static Optional<LabelFile> labelFile(Container container, Set<String> pictures) throws IOException {
        int json = container.files().indexOf(LabelFile.DATASET_JSON);
        if (json >= 0) {
            return Optional.of(LabelFile.ofJson(container.read(json), container.locationOf(json)));
        }
        int csv = container.files().indexOf(LabelFile.LABELS_CSV);
        return csv < 0
                ? Optional.empty()
                : Optional.of(LabelFile.ofCsv(container.read(csv), pictures, container.locationOf(csv)));
    }

    @Override
    public String name() {
        return container.name();
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int count() {
        return positions.length;
    }

    @Override
    public List<String> classes() {
        return labels.classes();
    }

    @Override
    public OptionalInt label(int index) {
        int label = labels.labels()[index];
        return label == ClassLabels.NONE ? OptionalInt.empty() : OptionalInt.of(label);
    }

    @Override
    public String itemName(int index) {
        return names.get(index);
    }

    @Override
    public Picture read(int index) throws IOException {
        String location = container.locationOf(positions[index]);
        try {
            return PictureDecoder.decode(container.read(positions[index]), location);
        } catch (OutOfMemoryError e) {
            throw new MalformedFileException(location, PictureDecoder.OUT_OF_MEMORY, e);
        }
    }

    @Override
    public PictureSize size(int index, Picture read) throws IOException {
        return PictureDecoder.mayBeCoarse(read)
                ? PictureDecoder.size(container.read(positions[index]), container.locationOf(positions[index]))
                : PictureSource.super.size(index, read);
    }

    @Override
    public Map<String, String> leftOut() {
        return leftOut;
    }

    @Override
    public String contentKey() {
        return container.contentKey();
    }

    @Override
    public void close() throws IOException {
        container.close();
    }
}
