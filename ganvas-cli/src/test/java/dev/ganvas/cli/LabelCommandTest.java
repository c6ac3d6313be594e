package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {
    @TempDir
    Path folder;

    private Path picture(String name, Origin origin) throws IOException {
        Path file = folder.resolve(name);
        byte[] rgb = new byte[3 * 80 * 60];
        rgb[100] = (byte) name.hashCode();
        Pictures.writePng(file, new Picture(80, 60, rgb), origin);
        return file;
    }

    @Test
    void whatIsWrittenAndSignedIsVerified() throws IOException {
        Path real = picture("real.png", Origin.real());
        Path key = folder.resolve("my.pem");
        Path open = folder.resolve("public.pem");
        assertThat(MainTest.ganvas("label", "verify", real).code()).isEqualTo(1);
        assertThat(MainTest.ganvas("label", "keygen", key, "--public", open).out())
                .contains("fingerprint");
        assertThat(MainTest.ganvas("label", "keygen", key).code()).isEqualTo(2);
        assertThat(MainTest.ganvas("label", "write", real, "--producer", "P", "--key", key)
                        .code())
                .isZero();
        MainTest.Said said = MainTest.ganvas("label", "verify", real, "--key", open, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("\"verdict\" : \"signed\"", "signed_by");
        assertThat(MainTest.ganvas("label", "read", real).out()).contains("GB 45438", "\"ContentProducer\":\"P\"");
        Path other = folder.resolve("other.pem");
        MainTest.ganvas("label", "keygen", other);
        assertThat(MainTest.ganvas("label", "verify", real, "--key", other).out())
                .contains("tampered", "another key");
    }

    @Test
    void anInvisibleMarkIsWrittenAndRead() throws IOException {
        byte[] rgb = new byte[3 * 300 * 260];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (60 + i / 900 % 100 + i * 7 % 13);
        }
        Path plain = folder.resolve("plain.png");
        Pictures.writePng(plain, new Picture(300, 260, rgb), Origin.real());
        Path marked = folder.resolve("marked");
        MainTest.Said said = MainTest.ganvas("label", "watermark", "write", plain, "--out", marked, "--producer", "P");
        assertThat(said.code()).as(said.err()).isZero();
        MainTest.Said read =
                MainTest.ganvas("label", "watermark", "read", marked.resolve("plain.png"), "--producer", "P");
        assertThat(read.code()).as(read.out()).isZero();
        assertThat(read.out()).contains("that of P", "of pictures without one look so");
        MainTest.Said small = MainTest.ganvas("label", "watermark", "read", picture("small.png", Origin.real()));
        assertThat(small.code()).isEqualTo(1);
        assertThat(small.out()).contains("too small");
        assertThat(MainTest.ganvas("label", "watermark", "write", plain, "--out", marked, "--number", 1L << 48)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsSaidAndTheOthersHaveTheirTurn() throws IOException {
        Path text = Files.writeString(folder.resolve("a.png"), "text");
        Path generated = picture("b.png", Origin.generated());
        MainTest.Said said = MainTest.ganvas("label", "verify", text, generated);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("a.png");
        assertThat(said.out()).contains("b.png: unchanged");
        assertThat(MainTest.ganvas("label", "read", folder.resolve("none.png")).code())
                .isEqualTo(2);
        Path real = picture("c.png", Origin.real());
        MainTest.Said nobody = MainTest.ganvas("label", "write", real);
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("--producer");
    }
}
