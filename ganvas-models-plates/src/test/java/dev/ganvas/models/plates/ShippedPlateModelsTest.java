package dev.ganvas.models.plates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.FoundPlates;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.plates.PlateReader;
import dev.ganvas.plates.PlateReading;
import dev.ganvas.plates.render.PlatePainter;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedPlateModelsTest {
    private static final int LARGEST_BYTES = 3 << 19;

    @Test
    void bothModelsAreSmallAndNameTheirDataAndItsLicence() throws IOException {
        assertThat(Catalogue.entries().stream().map(Catalogue.Entry::name))
                .containsExactlyInAnyOrder("plate-finder", "plate-reader");
        for (Catalogue.Entry entry : Catalogue.entries()) {
            ModelFile file = Catalogue.read(entry.name());
            assertThat(file.card()).contains("## Data", "## Licence", "BSDS500", "## Limits", "## Figures");
            assertThat(file.weights().length + file.samples().length).isLessThan(LARGEST_BYTES);
        }
    }

    private static Planes plate(PlateKind kind, String text) {
        Planes drawn = PlatePainter.paint(kind, text, 0.5, Seed.of(3));
        return new Planes(drawn.width(), drawn.height(), 3, Arrays.copyOf(drawn.values(), 3 * drawn.area()));
    }

    @Test
    void cleanPlatesOfEachCountryAreRead() throws IOException {
        try (PlateReader reader = PlateReader.open()) {
            assertThat(text(reader, plate(PlateKind.CN_BLUE, "皖A8F072"))).isEqualTo("皖A8F072");
            assertThat(text(reader, plate(PlateKind.CN_GREEN, "粤BD12345"))).isEqualTo("粤BD12345");
            assertThat(text(reader, plate(PlateKind.CN_YELLOW_DOUBLE, "鲁B1234挂")))
                    .isEqualTo("鲁B1234挂");
            assertThat(text(reader, plate(PlateKind.EU, "AB123CD"))).isEqualTo("AB123CD");
            assertThat(text(reader, plate(PlateKind.US, "7ABC123"))).isEqualTo("7ABC123");
        }
    }

    private static String text(PlateReader reader, Planes plate) {
        return reader.fromFront(plate).map(PlateReading::text).orElse("");
    }

    @Test
    void aPlateIsFoundWhereItIs() throws IOException {
        Planes photo = Planes.black(384, 256, 3);
        Arrays.fill(photo.values(), 0.3f);
        Planes plate = Interpolation.AREA.resize(plate(PlateKind.CN_BLUE, "皖A8F072"), 132, 42);
        plate.copyInto(photo, 150, 140);
        try (PlateFinder finder = PlateFinder.open()) {
            List<FoundPlates.Found> found = finder.find(photo);
            assertThat(found).isNotEmpty();
            assertThat(found.get(0).corners().overlap(Quad.rectangle(150, 140, 132, 42)))
                    .isGreaterThan(0.6);
        }
    }
}
