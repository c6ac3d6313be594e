package dev.ganvas.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path folder;

    @Test
    void whatThingsAreCalledNeverBecomesMarkup() throws IOException {
        Path file = folder.resolve("page.html");
        String name = "<script>alert('1')</script> \"&\u0007";
        new Page(name, name, List.of(Page.note(name), Page.section(name, Page.row(name, Html.text(name))))).write(file);
        assertThat(Files.readString(file))
                .doesNotContain("<script", "\u0007")
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &quot;&amp;\ufffd")
                .contains("default-src &#39;none&#39;; img-src data:");
    }

    @Test
    void picturesStandInThePageItself() throws IOException {
        Path file = folder.resolve("walk.gif");
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(Page.picture(file, "a \"walk\"").of().markup())
                .isEqualTo("<img alt=\"a &quot;walk&quot;\" src=\"data:image/gif;base64,"
                        + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}) + "\">");
    }

    @Test
    void aSectionOfNothingIsLeftOut() {
        assertThat(Page.section("empty", Html.NOTHING).isEmpty()).isTrue();
    }
}
