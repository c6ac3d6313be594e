package dev.ganvas.server.remote;

import dev.ganvas.server.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Fetches files from hosts that were named. A name is looked up once, all its addresses must be public, and the connection goes to one
 * of just these, so that a name which answers otherwise the next time leads nowhere. Redirects are not followed.
 */
public final class RemoteFiles {
    private static final int MOST_URL = 2_000;
    private static final int MOST_AT_ONCE = 4;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Duration MOST_TIME = Duration.ofMinutes(2);
    private static final int RETRY_SECONDS = 5;
    private static final String WHERE = "/url";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> hosts;
    private final Network network;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** @param hosts names, or {@code name:port} where the port is not the usual one */
    public RemoteFiles(Set<String> hosts) {
        this(hosts, Network.usual());
    }

    RemoteFiles(Set<String> hosts, Network network) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.network = network;
    }

    /** What is done with a body. */
    @FunctionalInterface
    public interface Use<T> {
        T with(InputStream body) throws IOException;
    }

    /** Whether any host was named. */
    public boolean isOn() {
        return !hosts.isEmpty();
    }

    private record Target(boolean secure, String host, int port, String path) {}

    /**
     * Fetches a file.
     *
     * @param most bytes
     * @throws Problem when the address is not allowed, leads nowhere, or answers anything but a file of that size
     */
    public <T> T fetch(String url, long most, Use<T> use) throws IOException {
        Target target = target(url);
        if (!places.tryAcquire()) {
            throw Problem.later(Problem.Kind.OVERLOADED, "Too much is fetched at once.", RETRY_SECONDS);
        }
        try {
            InetAddress address = address(target.host());
            try (Socket plain = connected(address, target);
                    Socket socket = target.secure() ? encrypted(plain, target) : plain) {
                return use.with(body(socket, target, most));
            } catch (RemoteFailure e) {
                throw Problem.at(WHERE, e.getMessage());
            }
        } finally {
            places.release();
        }
    }

    private Target target(String url) {
        if (!isOn()) {
            throw Problem.at(WHERE, "This server fetches nothing; send the file itself.");
        }
        URI uri;
        try {
            uri = new URI(url.length() > MOST_URL ? "" : url);
        } catch (URISyntaxException e) {
            throw Problem.at(WHERE, "This is no address of a file.");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http") || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw Problem.at(WHERE, "An address begins with https:// or http:// and a host, without a user.");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int usual = secure ? HTTPS : HTTP;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        if (!hosts.contains(port == usual ? host : host + ":" + port)) {
            throw Problem.at(WHERE, "This server does not fetch from that host.");
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        if (!(path + query).chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Problem.at(WHERE, "Letters beyond ASCII are written with % in an address.");
        }
        return new Target(secure, host, port, path + query);
    }

    /** One of the host's addresses, looked up this once; none when any of them is not public. */
    private InetAddress address(String host) throws IOException {
        List<InetAddress> addresses;
        try {
            addresses = network.resolve(host);
        } catch (UnknownHostException e) {
            throw Problem.at(WHERE, "There is no such host.");
        }
        if (addresses.isEmpty() || !addresses.stream().allMatch(PublicAddress::is)) {
            throw Problem.at(WHERE, "That host is not on the public internet.");
        }
        return addresses.get(0);
    }

    private Socket connected(InetAddress address, Target target) {
        try {
            Socket socket = network.connect(address, target.port(), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            throw Problem.at(WHERE, "That host cannot be reached.");
        }
    }

    private Socket encrypted(Socket plain, Target target) throws RemoteFailure {
        try {
            return network.encrypted(plain, target.host(), target.port());
        } catch (IOException e) {
            throw new RemoteFailure("The host does not show that it is that host, or breaks off.");
        }
    }

    private static InputStream body(Socket socket, Target target, long most) throws IOException {
        boolean usual = target.port() == (target.secure() ? HTTPS : HTTP);
        String request = "GET " + target.path() + " HTTP/1.0\r\nHost: " + target.host()
                + (usual ? "" : ":" + target.port())
                + "\r\nUser-Agent: ganvas\r\nAccept: image/*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new RemoteFailure("The host breaks off.");
        }
        return RemoteBody.of(socket.getInputStream(), most, System.nanoTime() + MOST_TIME.toNanos());
    }
}
