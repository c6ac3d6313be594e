package dev.ganvas.server.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.server.TestServer;
import dev.ganvas.server.kind.Kinds;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The studio in a real browser: each flow, by keyboard too, in both languages and themes, without a word to other hosts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudioTest {
    private static final List<String> PAGES =
            List.of("restore", "recognize", "faces-enrol", "train", "sliders", "gallery", "jobs", "models");

    @TempDir
    static Path folder;

    private TestServer server;
    private Chromium page;
    private Path picture;

    @BeforeAll
    void start() throws Exception {
        Optional<Path> program = Chromium.find();
        assumeTrue(
                program.isPresent(),
                "no chromium, chromium-browser or google-chrome is on the PATH: the studio is not tested");
        server = TestServer.start(folder.resolve("data"), Kinds.ofVerbs(), StudioWorker.class);
        page = Chromium.start(program.get(), Files.createDirectories(folder.resolve("profile")));
        picture = Files.write(folder.resolve("photo.png"), StudioWorker.png(0.8));
    }

    @AfterAll
    void stop() throws Exception {
        if (page != null) {
            page.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void afresh() throws Exception {
        page.size(1280, 900);
        page.go(address("restore"));
        page.eval("localStorage.clear(); localStorage.setItem('language', 'en')");
        page.complaints();
    }

    @AfterEach
    void nothingFailedAndNothingLeftTheHost() {
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests())
                .allMatch(url -> url.startsWith("http://127.0.0.1:" + server.port() + "/")
                        || url.startsWith("blob:")
                        || url.startsWith("data:")
                        || url.equals("about:blank"));
    }

    private String address(String name) {
        return "http://127.0.0.1:" + server.port() + "/?" + System.nanoTime() + "#" + name;
    }

    private void open(String name) throws Exception {
        page.go(address(name));
    }

    private void choose() throws Exception {
        page.choose("#pictures", picture);
        page.await("document.querySelector('.thumbs img') && !document.querySelector('form > button.main').disabled");
    }

    private void click(String selector) throws Exception {
        page.await("document.querySelector(\"" + selector + "\")");
        page.eval("document.querySelector(\"" + selector + "\").click()");
    }

    private JsonNode newestJob() {
        String id = server.get("/v1/jobs").json().path("jobs").get(0).path("id").asText();
        return server.get("/v1/jobs/" + id).json();
    }

    @Test
    void aPictureIsRestored() throws Exception {
        open("restore");
        choose();
        click("form > button.main");
        page.await(
                "[...document.querySelectorAll('.compare img')].length === 2"
                        + " && [...document.querySelectorAll('.compare img')].every(img => img.complete && img.naturalWidth === 64)");
        assertThat(page.eval("document.querySelector('.job [role=status]').textContent")
                        .asText())
                .isEqualTo("Done");
        open("gallery");
        click("ul.gallery button");
        page.await("location.hash === '#restore' && document.querySelector('.thumbs img')?.naturalWidth === 64");
        open("gallery");
        page.choose("#whose", picture);
        page.await("document.querySelector('details .record')");
        click("details button.main");
        page.await("location.hash === '#generate' && document.getElementById('option-seed')?.value === '7'");
        assertThat(page.eval("document.getElementById('option-n').value").asText())
                .isEqualTo("3");
    }

    @Test
    void aHoleIsFilledByKeyboardAlone() throws Exception {
        open("restore");
        choose();
        page.eval("document.activeElement.blur()");
        page.tabTo("it.matches('summary')");
        page.press("Enter");
        page.await("document.querySelector('.mask canvas')?.width === 64");
        for (int i = 0; i < 4; i++) {
            page.tabTo("it.matches('.row input[type=number]')");
            page.eval("document.activeElement.select()");
            page.press("1");
            page.press("6");
        }
        page.tabTo("it.textContent.trim() === 'Add the rectangle'");
        page.press("Enter");
        page.tabTo("it.textContent.trim() === 'Use this mask'");
        page.press("Enter");
        page.await("document.body.innerText.includes('mask in use')");
        page.tabTo("it.matches('form > button.main')");
        page.press("Enter");
        page.await("document.querySelector('.compare img')?.naturalWidth === 64");
        String mask = newestJob().path("request").path("options").path("fill").asText();
        JsonNode kept = page.eval(
                "(async () => { const bitmap = await createImageBitmap(await (await fetch('/v1/files/" + mask
                        + "')).blob());"
                        + " const canvas = new OffscreenCanvas(64, 64); const paint = canvas.getContext('2d'); paint.drawImage(bitmap, 0, 0);"
                        + " const at = (x, y) => paint.getImageData(x, y, 1, 1).data[0]; return [at(15, 15), at(16, 16), at(31, 31), at(32, 32)]; })()");
        assertThat(kept.toString()).isEqualTo("[0,255,255,0]");
    }

    @Test
    void whatRestoringWouldMakeIsSeenWhileItIsMovedByKeyboardAlone() throws Exception {
        open("restore");
        choose();
        page.tabTo("it.matches('summary') && it.textContent === 'Live preview'");
        page.press("Enter");
        page.await(
                "document.querySelector('.preview [role=status]')?.textContent.startsWith('looked at 0.5; made 0.8')");
        page.tabTo("it.id === 'part-x'");
        page.press("End");
        page.await("document.querySelector('.preview [role=status]').textContent.startsWith('looked at 1; ')");
        page.tabTo("it.id === 'part-whole'");
        page.press(" ");
        page.await("document.querySelector('.preview [role=status]').textContent.startsWith('looked all of it')");
        page.tabTo("it.id === 'move-strength'");
        page.press("Home");
        for (int i = 0; i < 4; i++) {
            page.press("ArrowRight");
        }
        page.await("document.querySelector('.preview [role=status]').textContent.includes('made 0.2')");
        JsonNode reds = page.eval("(async () => { const red = async img => { await img.decode();"
                + " const paint = new OffscreenCanvas(64, 64).getContext('2d'); paint.drawImage(img, 0, 0); return paint.getImageData(9, 9, 1, 1).data[0]; };"
                + " return Promise.all([...document.querySelectorAll('.preview .compare img')].map(red)); })()");
        assertThat(reds.toString()).isEqualTo("[204,51]");
        page.tabTo("it.matches('form > button.main')");
        page.press("Enter");
        page.await("document.querySelector('.job .compare img')?.naturalWidth === 64");
        assertThat(newestJob().path("request").path("options").toString()).isEqualTo("{\"strength\":0.2}");
    }

    @Test
    void whatIsRecognisedIsToldAndShown() throws Exception {
        open("recognize");
        choose();
        click("form > button.main");
        page.await("document.querySelector('.job td meter')");
        assertThat(page.eval("document.querySelector('.job table').innerText").asText())
                .contains("ship 93.0 %");
        open("explain");
        page.eval(
                "const model = document.getElementById('option-model'); model.value = 'drawer'; model.dispatchEvent(new Event('change', {bubbles: true}))");
        choose();
        click("form > button.main");
        page.await("document.querySelector('.results img')?.naturalWidth === 64");
        open("faces-detect");
        choose();
        click("form > button.main");
        page.await("document.querySelectorAll('.boxes polygon').length === 2");
        assertThat(page.eval("document.querySelector('.job ol').innerText").asText())
                .contains("face, 91.0 %");
    }

    @Test
    void aTrainingIsWatchedStoppedAndGoesOn() throws Exception {
        open("train");
        page.eval(
                "const data = document.getElementById('option-data'); data.value = 'toybox'; data.dispatchEvent(new Event('change', {bubbles: true}))");
        click("form > button.main");
        page.await("location.hash.startsWith('#run-') && document.querySelectorAll('.chart canvas').length === 2");
        page.await(
                "document.querySelectorAll('.notes li').length > 0 && document.querySelector('.sample')?.naturalWidth === 64");
        assertThat(page.eval("document.querySelector('.chart [role=img]').getAttribute('aria-label')")
                        .asText())
                .startsWith("Losses: loss of the discriminator");
        click("main .row button");
        page.await("[...document.querySelectorAll('main button')].some(one => one.textContent === 'Go on')");
        click("main button.main");
        page.await("document.querySelector('main [role=status]').textContent.startsWith('Done')");
        page.await("document.querySelector('main [role=status]').textContent.includes('464 / 480')");
        page.eval("document.querySelector('.run input.range').focus()");
        page.press("Home");
        page.await("document.querySelector('.sample').src.endsWith('/samples/0')");
    }

    @Test
    void aGeneratorIsMovedWhileItIsDragged() throws Exception {
        open("sliders");
        page.await("document.querySelector('img.live')?.naturalWidth === 64");
        page.eval("document.getElementById('slide-axis-1').focus()");
        for (int i = 0; i < 15; i++) {
            page.press("ArrowRight");
        }
        page.await("document.querySelector('.drawn [role=status]').textContent.includes('axis-1=+1.5')");
        click(".drawn button.main");
        page.await("document.querySelector('.results img')?.naturalWidth === 64");
        assertThat(newestJob().path("request").path("options").path("edit").toString())
                .isEqualTo("[\"axis-1=+1.5\"]");
    }

    @Test
    void languageAndThemeStayChosen() throws Exception {
        open("restore");
        page.eval(
                "for (const [i, value] of [[0, 'zh'], [1, 'dark']]) { const choice = document.querySelectorAll('header select')[i];"
                        + " choice.value = value; choice.dispatchEvent(new Event('change', {bubbles: true})); }");
        page.await(
                "document.documentElement.lang === 'zh-CN' && document.querySelector('main h2').textContent === '修复'");
        open("restore");
        page.await("document.documentElement.lang === 'zh-CN' && document.documentElement.dataset.theme === 'dark'");
        assertThat(page.eval("getComputedStyle(document.body).backgroundColor").asText())
                .isEqualTo("rgb(23, 22, 20)");
    }

    @Test
    void everyPageFitsEveryWidth() throws Exception {
        List<String> wider = new ArrayList<>();
        for (String name : PAGES) {
            open(name);
            for (int width : List.of(360, 1920)) {
                page.size(width, 900);
                int needed = page.eval("document.documentElement.scrollWidth").asInt();
                if (needed > width) {
                    wider.add(name + " needs " + needed + " of " + width);
                }
            }
        }
        assertThat(wider).isEmpty();
    }

    @Test
    void axeFindsNothing() throws Exception {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < PAGES.size(); i++) {
            found.addAll(violations(PAGES.get(i), i % 2 == 0 ? "light" : "dark", i % 4 < 2 ? "en" : "zh"));
        }
        assertThat(found).isEmpty();
    }

    @Test
    @Tag("slow")
    void axeFindsNothingInAnyLanguageAndTheme() throws Exception {
        for (String theme : List.of("light", "dark")) {
            for (String language : List.of("en", "zh")) {
                for (String name : PAGES) {
                    assertThat(violations(name, theme, language)).isEmpty();
                }
            }
        }
    }

    /** What axe-core 4.11.0 finds, each with where. */
    private List<String> violations(String name, String theme, String language) throws Exception {
        page.eval(
                "localStorage.setItem('theme', '" + theme + "'); localStorage.setItem('language', '" + language + "')");
        open(name);
        page.await("!document.querySelector('#pictures') || document.querySelector('form')");
        if (name.equals("restore")) {
            choose();
            page.eval("document.querySelectorAll('summary').forEach(one => one.click())");
            page.await("document.querySelector('.preview .compare')");
        }
        try (InputStream axe = StudioTest.class.getResourceAsStream("axe.min.js")) {
            page.eval(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + ";0");
        }
        List<String> found = new ArrayList<>();
        page.eval("axe.run().then(all => all.violations.map(one => one.id + ': ' + one.nodes[0].html))")
                .forEach(one -> found.add(name + " " + theme + " " + language + ": " + one.asText()));
        return found;
    }
}
