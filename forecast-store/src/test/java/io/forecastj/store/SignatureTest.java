package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.Predictor;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final KeyPair ours = keys("Ed25519");
    private final KeyPair theirs = keys("Ed25519");

    private static KeyPair keys(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private ModelVersion publish(ModelStore.Builder store) {
        try (Predictor predictor = StoreSamples.linear(1)) {
            return store.open().model("sales").publish(predictor);
        }
    }

    private StoredModel trusting() {
        return ModelStore.builder(storage).trust(ours.getPublic()).open().model("sales");
    }

    @Test
    void aVersionOfATrustedKeyIsLoaded() {
        publish(ModelStore.builder(storage).sign(ours.getPrivate()));
        StoredModel model = trusting();
        ModelVersion version = model.promote("production", 1);
        assertThat(version.signature()).isEqualTo(SignatureState.VALID);
        model.load("production").close();
    }

    @Test
    void anUnsignedVersionIsRefused() {
        publish(ModelStore.builder(storage));
        assertRefused(SignatureState.MISSING, "is not signed");
    }

    @Test
    void aVersionOfAnotherKeyIsRefused() {
        publish(ModelStore.builder(storage).sign(theirs.getPrivate()));
        assertRefused(SignatureState.WRONG, "no trusted key");
    }

    private void assertRefused(SignatureState state, String reason) {
        StoredModel model = trusting();
        ModelVersion version = model.version(1);
        assertThat(version.signature()).isEqualTo(state);
        assertThatThrownBy(() -> model.load(version))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> model.promote("production", 1)).isInstanceOf(ModelIntegrityException.class);
        ModelStore elsewhere =
                ModelStore.builder(new MemoryStorage()).trust(ours.getPublic()).open();
        assertThatThrownBy(() -> elsewhere
                        .model("sales")
                        .copy(version, ModelStore.builder(storage).open()))
                .isInstanceOf(ModelIntegrityException.class);
        assertThat(elsewhere.models()).isEmpty();
    }

    @Test
    void anAliasOfAnUntrustedVersionDoesNotHelp() {
        publish(ModelStore.builder(storage));
        ModelStore.builder(storage).open().model("sales").promote("production", 1);
        assertThatThrownBy(() -> trusting().load("production")).isInstanceOf(ModelIntegrityException.class);
    }

    @Test
    void aDescriptionThatWasReadWithoutKeysDoesNotHelp() {
        publish(ModelStore.builder(storage));
        ModelVersion unchecked =
                ModelStore.builder(storage).open().model("sales").version(1);
        assertThat(unchecked.signature()).isEqualTo(SignatureState.UNCHECKED);
        assertThatThrownBy(() -> trusting().load(unchecked))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("is not signed");
        assertThatThrownBy(() -> trusting().attachment(unchecked, "report.txt"))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("is not signed");
    }

    @Test
    void aStoreWithoutTheSigningKeyDoesNotPromoteWhatItPublishes() {
        try (Predictor predictor = StoreSamples.linear(1)) {
            assertThatThrownBy(() ->
                            trusting().publish(predictor, Publication.none().promoteTo("production")))
                    .isInstanceOf(ModelIntegrityException.class);
            assertThat(trusting().versions()).isEmpty();
        }
    }

    @Test
    void anyOfSeveralTrustedKeysSuffices() {
        publish(ModelStore.builder(storage).sign(theirs.getPrivate()));
        ModelVersion version = ModelStore.builder(storage)
                .trust(ours.getPublic())
                .trust(theirs.getPublic())
                .open()
                .model("sales")
                .version(1);
        assertThat(version.signature()).isEqualTo(SignatureState.VALID);
    }

    @Test
    void aCopyKeepsItsSignature() {
        publish(ModelStore.builder(storage).sign(ours.getPrivate()));
        ModelStore elsewhere =
                ModelStore.builder(new MemoryStorage()).trust(ours.getPublic()).open();
        ModelVersion copy = elsewhere
                .model("sales")
                .copy(trusting().version(1), ModelStore.builder(storage).open());
        assertThat(copy.signature()).isEqualTo(SignatureState.VALID);
    }

    @Test
    void keysOfAnotherKindAreRefused() {
        KeyPair other = keys("RSA");
        assertThatThrownBy(() -> ModelStore.builder(storage).sign(other.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA");
        assertThatThrownBy(() -> ModelStore.builder(storage).trust(other.getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
        KeyPair sibling = keys("Ed448"); // of the same family, and named like it by the JDK
        assertThatThrownBy(() -> ModelStore.builder(storage).sign(sibling.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ed448");
        assertThatThrownBy(() -> ModelStore.builder(storage).trust(sibling.getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
