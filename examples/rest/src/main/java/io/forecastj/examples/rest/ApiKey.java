package io.forecastj.examples.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The key that clients send: that of the settings, or a new one at each start, which is logged. Thread-safe. */
@Component
class ApiKey {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKey.class);
    private static final int SHORTEST = 16;
    private static final int RANDOM_BYTES = 24;
    private static final char LAST_SIGN = '~';

    private final String key;
    private final boolean generated;

    ApiKey(ServiceSettings settings) {
        String given = settings.apiKey();
        this.generated = given == null;
        this.key = given == null ? random() : given.strip();
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("service.api-key must have at least " + SHORTEST + " characters, found "
                    + key.length() + "; leave it out to have one made");
        }
        if (!key.chars().allMatch(sign -> sign > ' ' && sign <= LAST_SIGN)) {
            throw new IllegalArgumentException("service.api-key must have only letters, digits and signs of ASCII, and"
                    + " no spaces, since a header can carry no other; take one of 'openssl rand -hex 24'");
        }
    }

    /** Compares hashes, in a time that says nothing about the key. */
    boolean matches(String sent) {
        return MessageDigest.isEqual(hash(key), hash(sent));
    }

    @EventListener
    void announce(ApplicationReadyEvent event) {
        if (generated) {
            String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
            LOG.warn("service.api-key is not set. The key of this run is in http://127.0.0.1:{}/#key={}", port, key);
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
