package io.forecastj.models.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes are refused with a reason or have a signature; in under a second and 64 MiB.
 *
 * <p>Runs over the corpus in the resources. To look for new inputs, which Jazzer then adds to the corpus:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn -pl forecast-models -am test -Dtest=OnnxScanFuzzTest -Djazzer.hooks=true \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class OnnxScanFuzzTest {
    @FuzzTest
    void everyFileIsScannedOrRefused(byte[] bytes) {
        OnnxScanTest.requireCheap(bytes);
    }
}
