package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.ForecastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,amd64",
        "Linux,aarch64",
        "Mac OS X,x86_64",
        "Mac OS X,aarch64",
        "Windows 11,amd64",
    })
    void librariesOfEveryPlatformAreInTheJar(String os, String arch) {
        Platform platform = Platform.of(os, arch);
        for (String file : platform.files()) {
            assertThat(lightgbmlib.class.getResource(platform.resource(file)))
                    .as(file)
                    .isNotNull();
        }
    }

    @Test
    void otherPlatformsAreNamed() {
        assertThatThrownBy(() -> Platform.of("SunOS", "sparc"))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("found SunOS on sparc");
        assertThatThrownBy(() -> Platform.of("Windows 11", "aarch64")).isInstanceOf(ForecastException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "libgomp.so.1: cannot open shared object file|apt-get install libgomp1",
                "Library not loaded: /opt/homebrew/opt/libomp/lib/libomp.dylib|brew install libomp",
                "/lib/libm.so.6: version `GLIBC_2.29' not found|glibc 2.29 or newer",
                "version `GLIBCXX_3.4.26' not found|libstdc++",
                "Error loading shared library ld-linux-x86-64.so.2|musl",
                "failed to map segment from shared object: Operation not permitted|noexec",
                "something else|class loader",
            })
    void aFailedLoadSaysWhatToDo(String error, String advice) {
        assertThat(Platform.of("Linux", "amd64").explain(error))
                .contains("linux/x86_64")
                .contains(error)
                .contains(advice);
    }
}
