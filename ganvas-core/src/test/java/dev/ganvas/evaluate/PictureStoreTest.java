package dev.ganvas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.distribution.ToyPictures;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureStoreTest {
    @Test
    void returnsWhatItWasGivenInAnyOrderFromAnyThread() throws Exception {
        PictureSet set = ToyPictures.of(50, 1);
        try (PictureStore store = PictureStore.of(set.stream(), 50)) {
            IntStream.range(0, 1000).parallel().forEach(i -> assertThat(
                            store.picture(i * 7 % 50).rgb())
                    .isEqualTo(set.picture(i * 7 % 50).rgb()));
            assertThatThrownBy(() -> store.picture(50)).isInstanceOf(UsageException.class);
            assertThat(store.asSet(set.labels(), set.classes()).className(3)).isEqualTo("light");
        }
    }

    @Test
    void refusesPicturesOfAnotherSize() {
        List<Picture> mixed = List.of(ToyPictures.picture(0, Seed.of(1)), new Picture(1, 1, new byte[3]));
        assertThatThrownBy(() -> PictureStore.of(mixed.iterator(), 2)).isInstanceOf(UsageException.class);
    }
}
