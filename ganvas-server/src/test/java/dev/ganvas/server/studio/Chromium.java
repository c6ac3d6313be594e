package dev.ganvas.server.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One page of the Chromium of this computer, led by its DevTools protocol.
 *
 * <p>Playwright would bring a Node and a browser of its own of some hundred megabytes into the build for what these lines do.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** Key, code and number of keys that have no letter. */
    private static final Map<String, Integer> KEYS = Map.of(
            "Tab", 9, "Enter", 13, " ", 32, "ArrowLeft", 37, "ArrowRight", 39, "ArrowDown", 40, "End", 35, "Home", 36);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** The program, where there is one. */
    static Optional<Path> find() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder for what it keeps */
    static Chromium start(Path program, Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-default-apps",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(port) || Files.readAllLines(port).isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException(Files.readString(profile.resolve("log")));
            }
            Thread.sleep(20);
        }
        return new Chromium(process, Files.readAllLines(port).get(0));
    }

    private Chromium(Process process, String port) throws Exception {
        this.process = process;
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        JsonNode page = null;
        for (JsonNode one : JSON.readTree(
                client.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
            page = one.path("type").asText().equals("page") ? one : page;
        }
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Listener())
                .get(30, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Network", "Log", "DOM")) {
            ask(domain + ".enable", Map.of());
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
            message.append(data);
            if (whole) {
                try {
                    heard(JSON.readTree(message.toString()));
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void heard(JsonNode said) {
        JsonNode parameters = said.path("params");
        switch (said.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            case "Log.entryAdded" -> {
                if (parameters.path("entry").path("level").asText().equals("error")) {
                    complaints.add(parameters.path("entry").path("text").asText() + " "
                            + parameters.path("entry").path("url").asText());
                }
            }
            default -> {
                if (said.has("id")) {
                    asked.remove(said.path("id").asInt()).complete(said);
                }
            }
        }
    }

    private JsonNode ask(String method, Map<String, Object> parameters) throws Exception {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        socket.sendText(question.toString(), true).get(30, TimeUnit.SECONDS);
        JsonNode said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (said.has("error")) {
            throw new AssertionError(method + ": " + said.path("error"));
        }
        return said.path("result");
    }

    /** What a script gives; promises are waited for. */
    JsonNode eval(String script) throws Exception {
        JsonNode result = ask(
                "Runtime.evaluate",
                Map.of("expression", script, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(script.substring(0, Math.min(200, script.length())) + ": "
                    + result.path("exceptionDetails")
                            .path("exception")
                            .path("description")
                            .asText());
        }
        return result.path("result").path("value");
    }

    /** Waits until a script gives something true. */
    void await(String script) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!eval("!!(" + script + ")").booleanValue()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + script + "\n"
                        + eval("document.body.innerText").asText() + "\n" + complaints);
            }
            Thread.sleep(40);
        }
    }

    void go(String address) throws Exception {
        ask("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete' && document.querySelector('main h2, main form')");
    }

    void size(int width, int height) throws Exception {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Chooses files in an input, as the system's own dialogue would. */
    void choose(String input, Path... files) throws Exception {
        int root = ask("DOM.getDocument", Map.of()).path("root").path("nodeId").asInt();
        int node = ask("DOM.querySelector", Map.of("nodeId", root, "selector", input))
                .path("nodeId")
                .asInt();
        ask(
                "DOM.setFileInputFiles",
                Map.of(
                        "nodeId",
                        node,
                        "files",
                        Stream.of(files).map(Path::toString).toList()));
    }

    /** Presses a key: its name, or a letter. */
    void press(String key) throws Exception {
        boolean named = KEYS.containsKey(key);
        String text = key.equals("Enter") ? "\r" : named && !key.equals(" ") ? "" : key;
        int code = named ? KEYS.get(key) : Character.toUpperCase(key.charAt(0));
        for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            ask(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            named ? key : "",
                            "windowsVirtualKeyCode",
                            code,
                            "text",
                            type.equals("keyDown") ? text : ""));
        }
    }

    /** Presses Tab until what has the focus fits a script that calls it {@code it}. */
    void tabTo(String fits) throws Exception {
        for (int i = 0; i < 150; i++) {
            press("Tab");
            if (eval("(it => !!(" + fits + "))(document.activeElement)").booleanValue()) {
                return;
            }
        }
        throw new AssertionError("no focus reaches: " + fits);
    }

    byte[] screenshot() throws Exception {
        return Base64.getDecoder()
                .decode(ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                        .path("data")
                        .asText());
    }

    /** Addresses that were asked for since this was called last. */
    List<String> requests() {
        List<String> all = List.copyOf(requests);
        requests.clear();
        return all;
    }

    /** Failures that the page showed since this was called last. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
