package dev.ganvas.server.remote;

import java.io.IOException;

/** An answer from elsewhere that is not the file asked for; its message is for people. */
final class RemoteFailure extends IOException {
    private static final long serialVersionUID = 1;

    RemoteFailure(String message) {
        super(message);
    }
}
