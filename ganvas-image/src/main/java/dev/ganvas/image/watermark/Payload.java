package dev.ganvas.image.watermark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A number of 48 bits with a check of 16 (CRC-16/CCITT-FALSE), as 64 bits. */
final class Payload {
    static final int BITS = 64;
    static final long MOST = (1L << 48) - 1;

    private static final int CHECK_BITS = 16;
    private static final int POLYNOMIAL = 0x1021;

    /** Of the least certain bits, so many are tried the other way as well (Chase, 1972). */
    private static final int DOUBTFUL = 6;

    private Payload() {}

    static boolean[] bits(long number) {
        long all = number << CHECK_BITS | check(number);
        boolean[] bits = new boolean[BITS];
        for (int i = 0; i < BITS; i++) {
            bits[i] = (all >>> i & 1) == 1;
        }
        return bits;
    }

    /** The number whose bits these are by their signs; empty when its check fails. @param said the larger, the more certain */
    static OptionalLong number(double[] said) {
        long all = 0;
        for (int i = 0; i < BITS; i++) {
            all |= said[i] > 0 ? 1L << i : 0L;
        }
        int[] doubtful = IntStream.range(0, BITS)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(said[i])))
                .limit(DOUBTFUL)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] tries = IntStream.range(0, 1 << DOUBTFUL).toArray();
        for (int flips : Arrays.stream(tries)
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .mapToInt(Integer::intValue)
                .toArray()) {
            long tried = all;
            for (int i = 0; i < DOUBTFUL; i++) {
                tried ^= (flips >> i & 1) == 1 ? 1L << doubtful[i] : 0;
            }
            long number = tried >>> CHECK_BITS;
            if (check(number) == (tried & 0xffff)) {
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    private static int check(long number) {
        int crc = 0xffff;
        for (int shift = 40; shift >= 0; shift -= 8) {
            crc ^= (int) (number >>> shift & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc & 0xffff;
    }
}
