package io.forecastj.features.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 hashes, as FIPS 180-4 defines them.
 *
 * <p>A JVM that has just started takes 20 to 30 ms to find its providers of security and to link the one that hashes,
 * which is more than hashing a model of a megabyte takes. So contents of up to {@value #SHORT} bytes are hashed here;
 * for longer ones the JDK's, which uses the processor's own instructions, is worth its start.
 *
 * <p>Stateless and thread-safe.
 */
public final class Sha256 {
    /** The longest content that is hashed here. */
    static final int SHORT = 1 << 21;

    private static final int BLOCK = 64;
    private static final int WORDS = 64;

    // the first 32 bits of the fractional parts of the cube roots of the first 64 primes
    private static final int[] CONSTANTS = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private Sha256() {}

    /**
     * Hashes bytes.
     *
     * @param content the bytes
     * @return 64 hexadecimal digits, in lower case
     */
    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(content.length <= SHORT ? here(content) : byProvider(content));
    }

    /** Hashes by the JDK's provider. */
    static byte[] byProvider(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Hashes without a provider. */
    static byte[] here(byte[] content) {
        // the first 32 bits of the fractional parts of the square roots of the first 8 primes
        int[] hash = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
        int[] words = new int[WORDS];
        int whole = content.length - content.length % BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            add(content, at, hash, words);
        }
        // a bit of one, zeros, and the number of bits in the last eight bytes
        int rest = content.length - whole;
        byte[] last = new byte[rest + 1 + Long.BYTES <= BLOCK ? BLOCK : 2 * BLOCK];
        System.arraycopy(content, whole, last, 0, rest);
        last[rest] = (byte) 0x80;
        long bits = 8L * content.length;
        for (int i = 1; i <= Long.BYTES; i++) {
            last[last.length - i] = (byte) bits;
            bits >>>= 8;
        }
        for (int at = 0; at < last.length; at += BLOCK) {
            add(last, at, hash, words);
        }
        byte[] bytes = new byte[4 * hash.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (hash[i / 4] >>> 24 - 8 * (i % 4));
        }
        return bytes;
    }

    // The names of the working variables are those of the standard.
    private static void add(byte[] content, int at, int[] hash, int[] words) {
        int[] constants = CONSTANTS;
        for (int i = 0; i < 16; i++) {
            int from = at + 4 * i;
            words[i] = content[from] << 24
                    | (content[from + 1] & 0xff) << 16
                    | (content[from + 2] & 0xff) << 8
                    | content[from + 3] & 0xff;
        }
        for (int i = 16; i < WORDS; i++) {
            int x = words[i - 15];
            int y = words[i - 2];
            // rotations are written out, since the interpreter does not know Integer.rotateRight
            words[i] = words[i - 16]
                    + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
                    + words[i - 7]
                    + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
        }
        int a = hash[0];
        int b = hash[1];
        int c = hash[2];
        int d = hash[3];
        int e = hash[4];
        int f = hash[5];
        int g = hash[6];
        int h = hash[7];
        for (int i = 0; i < WORDS; i++) {
            int first = h
                    + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
                    + (g ^ e & (f ^ g))
                    + constants[i]
                    + words[i];
            int second = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b | c & (a | b));
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }
        hash[0] += a;
        hash[1] += b;
        hash[2] += c;
        hash[3] += d;
        hash[4] += e;
        hash[5] += f;
        hash[6] += g;
        hash[7] += h;
    }
}
