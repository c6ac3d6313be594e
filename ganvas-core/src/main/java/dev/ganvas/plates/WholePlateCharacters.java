package dev.ganvas.plates;

import dev.ganvas.image.Planes;
import dev.ganvas.vision.WholePlateReader;
import java.util.List;

/** The characters as a reader of whole plates sees them, which finds rows by itself. */
record WholePlateCharacters(WholePlateReader reader) implements CharacterReader {
    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public Said read(Planes plate, boolean twoRows) {
        WholePlateReader.Said said = reader.read(plate);
        return new Said(
                LineCharacters.joined(List.of(said.characters())), new double[PlateKind.values().length], said.place());
    }
}
