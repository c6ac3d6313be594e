package dev.ganvas.search;

import java.util.Arrays;

/**
 * From ids to numbers, where the ids themselves lie elsewhere: 8 to 16 bytes an id, however long they are (open addressing with
 * linear probing).
 */
final class IdTable {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int FREE = -1;

    private final Ids ids;
    private int[] numbers = free(FIRST_SLOTS);
    private int[] hashes = new int[FIRST_SLOTS];
    private int used;

    /** Whether the id with a number is this. */
    @FunctionalInterface
    interface Ids {
        boolean isSame(int number, byte[] id);
    }

    IdTable(Ids ids) {
        this.ids = ids;
    }

    /** Gives an id a number, and returns the one it had before; -1 when it is new. */
    int put(byte[] id, int number) {
        int hash = hash(id);
        int slot = slot(id, hash);
        int before = numbers[slot];
        numbers[slot] = number;
        hashes[slot] = hash;
        if (before == FREE && ++used > numbers.length / 2) {
            grow();
        }
        return before;
    }

    /** The number of an id; -1 when there is none. */
    int find(byte[] id) {
        return numbers[slot(id, hash(id))];
    }

    private int slot(byte[] id, int hash) {
        int slot = hash & numbers.length - 1;
        while (numbers[slot] != FREE && (hashes[slot] != hash || !ids.isSame(numbers[slot], id))) {
            slot = slot + 1 & numbers.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] oldNumbers = numbers;
        int[] oldHashes = hashes;
        numbers = free(2 * oldNumbers.length);
        hashes = new int[numbers.length];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != FREE) {
                int slot = oldHashes[i] & numbers.length - 1;
                while (numbers[slot] != FREE) {
                    slot = slot + 1 & numbers.length - 1;
                }
                numbers[slot] = oldNumbers[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    private static int[] free(int slots) {
        int[] numbers = new int[slots];
        Arrays.fill(numbers, FREE);
        return numbers;
    }

    /** Paths differ in their last letters mostly, so every bit of the plain hash is spread. */
    private static int hash(byte[] id) {
        int hash = Arrays.hashCode(id) * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }
}
