package io.forecastj.features.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
    private static void requireTheProviders(byte[] content, String where) {
        assertThat(Sha256.here(content)).as("%s", where).isEqualTo(Sha256.byProvider(content));
    }

    /** The examples of FIPS 180-2, appendix B. */
    @Test
    void hasTheHashesOfTheStandard() {
        assertThat(hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
                .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        assertThat(hash("a".repeat(1_000_000)))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assertThat(hash("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void isThatOfTheProviderForEveryLengthOfTheLastBlocks() {
        for (int length = 0; length <= 300; length++) {
            byte[] content = new byte[length];
            new Random(length).nextBytes(content);
            requireTheProviders(content, length + " random bytes (seed " + length + ")");
        }
    }

    @Test
    void isThatOfTheProviderForRandomBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] content = new byte[random.nextInt(20_000)];
            random.nextBytes(content);
            requireTheProviders(content, "content " + i + " (seed 1)");
        }
    }

    @Test
    void isTheSameOnBothSidesOfTheLengthThatIsHashedHere() {
        for (int length : new int[] {Sha256.SHORT - 1, Sha256.SHORT, Sha256.SHORT + 1}) {
            byte[] content = new byte[length];
            new Random(length).nextBytes(content);
            requireTheProviders(content, length + " bytes");
            assertThat(Sha256.hex(content)).hasSize(64).matches("[0-9a-f]+");
        }
    }
}
