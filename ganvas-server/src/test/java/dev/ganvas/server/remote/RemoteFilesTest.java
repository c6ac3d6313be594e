package dev.ganvas.server.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.server.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are fetched from hosts that were named and are public, and by no trick from others. */
class RemoteFilesTest {
    private static final String PUBLIC = "93.184.216.34";

    private final Deque<List<InetAddress>> names = new ArrayDeque<>();
    private final List<InetAddress> connected = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String answer = "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    private ServerSocket server;

    /** Names answer in turn; every public address leads to a server of this test. */
    private final Network network = new Network() {
        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            if (names.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return names.pop();
        }

        @Override
        public Socket connect(InetAddress address, int port, int timeoutMillis) throws IOException {
            connected.add(address);
            return new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        }
    };

    private final RemoteFiles files = new RemoteFiles(Set.of("pictures.example", "other.example:8080"), network);

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    StringBuilder request = new StringBuilder();
                    while (request.indexOf("\r\n\r\n") < 0) {
                        request.append((char) in.read());
                    }
                    asked.add(request.toString());
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static InetAddress ip(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private String fetch(String url) throws IOException {
        return files.fetch(url, 10, body -> new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    private void refused(String url, String why) {
        assertThatThrownBy(() -> fetch(url)).isInstanceOf(Problem.class).hasMessageContaining(why);
    }

    @Test
    void aFileOfANamedHostIsFetched() throws IOException {
        names.add(List.of(ip(PUBLIC)));
        assertThat(fetch("http://pictures.example/a.png?x=1")).isEqualTo("abc");
        assertThat(asked.get(0)).startsWith("GET /a.png?x=1 HTTP/1.0\r\nHost: pictures.example\r\n");
        names.add(List.of(ip(PUBLIC)));
        assertThat(fetch("http://other.example:8080/")).isEqualTo("abc");
    }

    @Test
    void aNameIsLookedUpOnceAndItsAddressKept() throws IOException {
        // A name that is led elsewhere after it was checked (DNS rebinding): the second answer is never asked for.
        names.add(List.of(ip(PUBLIC)));
        names.add(List.of(ip("127.0.0.1")));
        fetch("http://pictures.example/");
        assertThat(connected).containsExactly(ip(PUBLIC));
        assertThat(names).hasSize(1);
        // Led elsewhere before: refused, and nothing is connected.
        refused("http://pictures.example/", "not on the public internet");
        names.add(List.of(ip(PUBLIC), ip("10.0.0.1")));
        refused("http://pictures.example/", "not on the public internet");
        assertThat(connected).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://localhost/",
                "http://169.254.169.254/latest/meta-data/",
                "http://pictures.example.evil.example/",
                "http://evil.example/pictures.example",
                "http://pictures.example@evil.example/",
                "http://evil.example#pictures.example/",
                "http://evil.example\\@pictures.example/",
                "http://pictures.example:22/",
                "http://pictures.example./",
                "http://other.example/",
                "https://other.example/",
                "file:///etc/passwd",
                "ftp://pictures.example/a",
                "gopher://pictures.example/",
                "http:pictures.example",
                "//pictures.example/",
                "http://pictures.example/\r\nX: y",
                ""
            })
    void otherHostsAreReachedByNoSpelling(String url) throws IOException {
        names.add(List.of(ip(PUBLIC)));
        assertThatThrownBy(() -> fetch(url)).isInstanceOf(Problem.class);
        assertThat(connected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2001:0:4136:e378::1",
                "3fff::1",
                "100::1"
            })
    void specialAddressesAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(ip(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PUBLIC,
                "1.1.1.1",
                "172.15.255.255",
                "172.32.0.1",
                "100.128.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void othersAre(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(ip(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n|redirects are not followed",
                "HTTP/1.0 404 Not Found\r\n\r\n|does not answer with a file",
                "HTTP/1.0 200 OK\r\nContent-Length: 11\r\n\r\n|more than 10 bytes",
                "HTTP/1.0 200 OK\r\n\r\n12345678901|more than 10 bytes",
                "HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nabc|ends before its end",
                "HTTP/1.0 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc|how long",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc|not asked for",
                "HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\nabc|not asked for",
                "SSH-2.0-OpenSSH_9\r\n\r\n|does not answer with a file",
                "|does not answer with a file"
            })
    void onlyPlainFilesAreTaken(String answerAndReason) throws IOException {
        int bar = answerAndReason.lastIndexOf('|');
        answer = answerAndReason.substring(0, bar);
        names.add(List.of(ip(PUBLIC)));
        refused("http://pictures.example/", answerAndReason.substring(bar + 1));
    }

    @Test
    void nothingIsFetchedUnlessAHostWasNamed() {
        RemoteFiles off = new RemoteFiles(Set.of(), network);
        assertThatThrownBy(() -> off.fetch("http://pictures.example/", 10, InputStream::readAllBytes))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("fetches nothing");
    }
}
