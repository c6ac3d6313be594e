package dev.ganvas.server.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** How names become addresses, and addresses connections. */
interface Network {
    /** All addresses of a name. */
    List<InetAddress> resolve(String host) throws IOException;

    /** A connection to exactly this address. */
    Socket connect(InetAddress address, int port, int timeoutMillis) throws IOException;

    /** The same connection, encrypted; its other end has shown that it is the host. */
    default Socket encrypted(Socket plain, String host, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** That of this computer. */
    static Network usual() {
        return new Network() {
            @Override
            public List<InetAddress> resolve(String host) throws IOException {
                return List.of(InetAddress.getAllByName(host));
            }

            @Override
            public Socket connect(InetAddress address, int port, int timeoutMillis) throws IOException {
                Socket socket = new Socket();
                try {
                    socket.connect(new InetSocketAddress(address, port), timeoutMillis);
                    return socket;
                } catch (IOException e) {
                    socket.close();
                    throw e;
                }
            }
        };
    }
}
