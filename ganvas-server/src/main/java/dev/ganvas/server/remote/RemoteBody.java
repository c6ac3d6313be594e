package dev.ganvas.server.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.OptionalLong;

/** The body of an answer to a request of HTTP/1.0, which is neither cut into chunks nor packed (RFC 9112, section 6). */
final class RemoteBody extends FilterInputStream {
    private static final int MOST_HEAD = 1 << 14;

    private final long most;
    private final long until;
    private final OptionalLong announced;
    private long bytes;

    private RemoteBody(InputStream in, long most, long until, OptionalLong announced) {
        super(in);
        this.most = most;
        this.until = until;
        this.announced = announced;
    }

    /**
     * Reads the head of an answer.
     *
     * @param most bytes of the body
     * @param until the moment of {@link System#nanoTime} by which all must be read
     * @throws RemoteFailure when it is anything but a plain 200
     */
    static RemoteBody of(InputStream in, long most, long until) throws IOException {
        String[] lines = head(in, until).split("\r?\n");
        if (lines[0].matches("HTTP/1\\.[01] 3\\d\\d.*")) {
            throw new RemoteFailure("The host answers with another address, and redirects are not followed.");
        }
        if (!lines[0].matches("HTTP/1\\.[01] 200( .*)?")) {
            throw new RemoteFailure("The host does not answer with a file.");
        }
        OptionalLong announced = OptionalLong.empty();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? "" : lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = lines[i].substring(colon + 1).strip();
            switch (name) {
                case "transfer-encoding" ->
                    throw new RemoteFailure("The host answers in a way that was not asked for.");
                case "content-encoding" -> {
                    if (!value.equalsIgnoreCase("identity")) {
                        throw new RemoteFailure("The host packs the file, which was not asked for.");
                    }
                }
                case "content-length" -> {
                    if (announced.isPresent() || !value.matches("\\d{1,18}")) {
                        throw new RemoteFailure("The host does not say how long the file is.");
                    }
                    announced = OptionalLong.of(Long.parseLong(value));
                }
                default -> {
                    // Nothing else changes what the body is.
                }
            }
        }
        if (announced.orElse(0) > most) {
            throw tooLong(most);
        }
        return new RemoteBody(in, most, until, announced);
    }

    private static String head(InputStream in, long until) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.indexOf("\n\n") < 0) {
            int one;
            try {
                one = in.read();
            } catch (IOException e) {
                throw new RemoteFailure("The host is too slow, or breaks off.");
            }
            if (one < 0 || head.length() > MOST_HEAD || System.nanoTime() - until > 0) {
                throw new RemoteFailure("The host does not answer with a file.");
            }
            head.append((char) one);
        }
        return head.toString();
    }

    private static RemoteFailure tooLong(long most) {
        return new RemoteFailure("The file has more than " + most + " bytes.");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long left = announced.isPresent() ? announced.getAsLong() - bytes : length;
        if (left == 0) {
            return -1;
        }
        int count;
        try {
            count = in.read(into, offset, (int) Math.min(length, left));
        } catch (SocketTimeoutException e) {
            throw new RemoteFailure("The host is too slow.");
        } catch (IOException e) {
            throw new RemoteFailure("The host breaks off.");
        }
        if (System.nanoTime() - until > 0) {
            throw new RemoteFailure("The host is too slow.");
        }
        if (count < 0 && announced.isPresent()) {
            throw new RemoteFailure("The file ends before its end.");
        }
        bytes += Math.max(0, count);
        if (bytes > most) {
            throw tooLong(most);
        }
        return count;
    }
}
