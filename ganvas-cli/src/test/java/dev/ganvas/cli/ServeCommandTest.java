package dev.ganvas.cli;

import static dev.ganvas.cli.MainTest.ganvas;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    Path data;

    @Test
    void keysAreMadeListedAndRevoked() {
        MainTest.Said made = ganvas("serve", "keys", "add", "studio", "--role", "train", "--data", data);
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out().strip()).matches("gnv_[0-9A-Z]{26}_[A-Za-z0-9_-]{43}");
        MainTest.Said listed = ganvas("serve", "keys", "list", "--data", data);
        assertThat(listed.out())
                .contains("studio", "train")
                .doesNotContain(made.out().strip());
        assertThat(ganvas("serve", "keys", "add", "studio", "--data", data).code())
                .isEqualTo(2);
        assertThat(ganvas("serve", "keys", "revoke", "studio", "--data", data).code())
                .isZero();
        assertThat(ganvas("serve", "keys", "revoke", "studio", "--data", data).err())
                .contains("no key 'studio'");
        assertThat(ganvas("serve", "keys", "list", "--data", data).out()).contains("revoked");
    }

    @Test
    void anAddressThatOthersReachNeedsAKeyFirst() {
        MainTest.Said said = ganvas("serve", "--bind", "0.0.0.0", "--port", "0", "--data", data);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("serve keys add");
    }

    @Test
    void wrongSizesAndTimesAreSaid() {
        assertThat(ganvas("serve", "--max-body", "big", "--data", data).err()).contains("--max-body");
        assertThat(ganvas("serve", "--retention", "x", "--data", data).err()).contains("--retention");
        assertThat(ganvas("serve", "--db", "jdbc:h2:x", "--data", data).err()).contains("jdbc:postgresql");
    }
}
