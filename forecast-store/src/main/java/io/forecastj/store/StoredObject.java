package io.forecastj.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of an object in a {@link Storage}, and the tag that stands for this content in a conditional replace.
 *
 * <p>Holds the array that it is given and returns it without a copy; whoever gets one does not change it.
 */
public final class StoredObject {
    private final byte[] content;
    private @Nullable String tag;

    private StoredObject(byte[] content, @Nullable String tag) {
        this.content = content;
        this.tag = tag;
    }

    /**
     * Creates an object.
     *
     * @param content its bytes, not copied
     * @param tag a text that another content of the same key would not have, such as a hash or a version
     * @return the object
     */
    public static StoredObject of(byte[] content, String tag) {
        return new StoredObject(Objects.requireNonNull(content, "content"), Objects.requireNonNull(tag, "tag"));
    }

    /** Creates an object whose tag is the hash of its bytes, computed when it is first needed. */
    static StoredObject of(byte[] content) {
        return new StoredObject(content, null);
    }

    /** {@return the bytes, not a copy} */
    public byte[] content() {
        return content;
    }

    /** {@return the tag of this content} */
    public String tag() {
        String known = tag;
        if (known == null) {
            known = Hashes.of(content);
            tag = known; // threads that come here at once compute the same
        }
        return known;
    }

    @Override
    public String toString() {
        return "object of " + content.length + " bytes, tag " + tag();
    }
}
