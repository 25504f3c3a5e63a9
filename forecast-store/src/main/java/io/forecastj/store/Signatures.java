package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECKey;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs manifests and checks their signatures, by Ed25519 (RFC 8032) of the JDK.
 *
 * <p>Immutable and thread-safe.
 *
 * @param signer the key for new versions, or null to sign none
 * @param trusted the keys of which one must have signed a version; empty to check nothing
 */
record Signatures(@Nullable PrivateKey signer, List<PublicKey> trusted) {
    private static final String ALGORITHM = "Ed25519";

    static final Signatures NONE = new Signatures(null, List.of());

    static <K extends Key> K requireKey(K key) {
        // a key may call itself by the name of the curve or by that of the family
        String found = key instanceof EdECKey curve ? curve.getParams().getName() : key.getAlgorithm();
        if (!found.equals(ALGORITHM) && !found.equals("EdDSA")) {
            throw new IllegalArgumentException("expected an " + ALGORITHM + " key, found one for " + found);
        }
        return key;
    }

    /** Returns the signature of a manifest in Base64, or null if versions are not signed. */
    @Nullable
    String sign(byte[] manifest) {
        PrivateKey key = signer;
        if (key == null) {
            return null;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(manifest);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new StoreException("the version cannot be signed with the given key: " + e, e);
        }
    }

    SignatureState check(byte[] manifest, @Nullable String signature) {
        if (trusted.isEmpty()) {
            return SignatureState.UNCHECKED;
        }
        if (signature == null) {
            return SignatureState.MISSING;
        }
        return trusted.stream().anyMatch(key -> verifies(key, manifest, signature))
                ? SignatureState.VALID
                : SignatureState.WRONG;
    }

    private static boolean verifies(PublicKey key, byte[] manifest, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(manifest);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // malformed: not the signature of this key
        }
    }

    /** Throws if a version must not be used. */
    static void require(ModelVersion version) {
        if (version.signature() == SignatureState.MISSING || version.signature() == SignatureState.WRONG) {
            throw new ModelIntegrityException("version " + version.number() + " of '" + version.model() + "'"
                    + (version.signature() == SignatureState.MISSING
                            ? " is not signed"
                            : " has a signature that no trusted key made over this manifest")
                    + "; this store was opened with keys, so only versions signed by one of them are used");
        }
    }
}
