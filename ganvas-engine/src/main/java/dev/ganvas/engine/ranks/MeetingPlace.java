package dev.ganvas.engine.ranks;

import dev.ganvas.engine.tensor.Meeting;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.Require;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Where the ranks of a place meet. */
final class MeetingPlace {
    private MeetingPlace() {}

    /** @param patience for ranks that have not come yet */
    static Meeting of(RankPlace place, Duration patience) {
        InetAddress first = address(place.host());
        if (first.isLoopbackAddress() && !place.served()) {
            return Meeting.in(
                    place.rank() == 0
                            ? LoopbackMeeting.hosted(place, patience)
                            : LoopbackMeeting.found(place, patience),
                    place.timeout());
        }
        Require.that(
                place.served() || place.publicly() || isPrivate(first),
                RankPlace.MASTER_ADDR + " is " + place.host()
                        + ", an address of the public internet, and whoever reaches it can"
                        + " take part: there are no passwords. Use a private network, or set " + RankPlace.PUBLIC
                        + "=1 where a firewall keeps others out.");
        return new Meeting(
                Optional.empty(),
                place.host(),
                place.port(),
                place.rank() == 0 && !place.served(),
                towards(first, place),
                place.timeout());
    }

    /** RFC 1918, RFC 3927, RFC 6598 and RFC 4193. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
        boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || shared
                || unique;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new EngineException(
                    RankPlace.MASTER_ADDR + " is " + host + ", which is not known here; name rank 0's machine.", e);
        }
    }

    /** The address of this machine by which it reaches rank 0's; nothing is sent. */
    private static String towards(InetAddress first, RankPlace place) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(first, place.port()));
            return socket.getLocalAddress().getHostAddress();
        } catch (SocketException e) {
            throw new EngineException("There is no way from here to " + place.host() + ": " + e.getMessage(), e);
        }
    }
}
