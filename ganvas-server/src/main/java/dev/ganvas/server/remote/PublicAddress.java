package dev.ganvas.server.remote;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether an address is one of the public internet. What is not, may be a machine that trusts whoever is near it.
 *
 * <p>Source: IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890). Of IPv6 only 2000::/3 is given out as
 * global unicast, and of that the parts that carry IPv4 inside are left out, since they lead to any address at all.
 */
final class PublicAddress {
    private static final List<Range> SPECIAL_4 = List.of(
            range4(0, 0, 0, 8),
            range4(10, 0, 0, 8),
            range4(100, 64, 0, 10),
            range4(127, 0, 0, 8),
            range4(169, 254, 0, 16),
            range4(172, 16, 0, 12),
            range4(192, 0, 0, 24),
            range4(192, 0, 2, 24),
            range4(192, 31, 196, 24),
            range4(192, 52, 193, 24),
            range4(192, 88, 99, 24),
            range4(192, 168, 0, 16),
            range4(192, 175, 48, 24),
            range4(198, 18, 0, 15),
            range4(198, 51, 100, 24),
            range4(203, 0, 113, 24),
            range4(224, 0, 0, 3));

    private static final Range GLOBAL_6 = range6(0x20, 0, 0, 0, 3);

    /** 2001::/23 (Teredo and others), 2001:db8::/32, 2002::/16 (6to4), 3fff::/20 (documentation), 2620:4f:8000::/48. */
    private static final List<Range> SPECIAL_6 = List.of(
            range6(0x20, 0x01, 0, 0, 23),
            range6(0x20, 0x01, 0x0d, 0xb8, 32),
            range6(0x20, 0x02, 0, 0, 16),
            range6(0x3f, 0xff, 0, 0, 20),
            new Range(new int[] {0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48));

    private record Range(int[] start, int bits) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int at = bit / Byte.SIZE;
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((address[at] & mask) != ((at < start.length ? start[at] : 0) & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private PublicAddress() {}

    private static Range range4(int a, int b, int c, int bits) {
        return new Range(new int[] {a, b, c, 0}, bits);
    }

    private static Range range6(int a, int b, int c, int d, int bits) {
        return new Range(new int[] {a, b, c, d}, bits);
    }

    /** Whether it is public; an IPv4 address inside an IPv6 one is looked at as what it is. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL_4.stream().noneMatch(range -> range.holds(bytes));
        }
        return GLOBAL_6.holds(bytes) && SPECIAL_6.stream().noneMatch(range -> range.holds(bytes));
    }
}
