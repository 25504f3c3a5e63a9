package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesColumnsTest {
    private static final String[] PARTS = {
        "id",
        "Id",
        "ID",
        "code",
        "Code",
        "nbr",
        "store",
        "item",
        "a",
        "Z",
        "7",
        "_",
        " ",
        "-",
        ".",
        "\u00e9",
        "\u00dc",
        "\u0663",
        "\u2168",
        "\u00bd",
        "\ud835\udd38",
        "\ud83d\ude00",
        "\ud83d",
        "\u0301",
        "key",
        "Name"
    };

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private static String lastWord(String name) {
        String[] words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").split("[^\\p{L}\\p{N}]+");
        return words.length == 0 ? "" : words[words.length - 1];
    }

    @Test
    void namesAreComparedByTheirLettersAndDigits() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            String name = text.toString();
            assertThat(SeriesColumns.plain(name)).as("seed 1, '%s'", name).isEqualTo(plain(name));
            assertThat(SeriesColumns.lastWord(name)).as("seed 1, '%s'", name).isEqualTo(lastWord(name));
        }
    }
}
