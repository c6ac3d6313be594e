package dev.ganvas.random;

/**
 * A point in a tree of seeds. {@code Seed.of(7).child("latent").child(41)} names one stream among all others; whoever
 * names it again gets the same numbers.
 *
 * @param value the 64 bits that identify this point
 */
public record Seed(long value) {
    public static Seed of(long value) {
        return new Seed(value);
    }

    /** The branch called {@code name}. */
    public Seed child(String name) {
        long hash = value;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + name.charAt(i));
        }
        return new Seed(mix(hash ^ 0x632be59bd9b4e019L));
    }

    /** The branch numbered {@code index}. */
    public Seed child(long index) {
        return new Seed(mix(mix(value + 0x9e3779b97f4a7c15L) ^ mix(index + 0xd1b54a32d192ed03L)));
    }

    /** A new stream that starts at this point. */
    public RandomStream stream() {
        return new RandomStream(value);
    }

    /** The 64-bit finaliser of SplitMix (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014; variant 13 by Stafford). */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
