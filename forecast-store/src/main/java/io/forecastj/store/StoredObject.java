package io.forecastj.store;

import java.util.Objects;

/**
 * The content of an object in a {@link Storage}, and the tag that stands for this content in a conditional replace.
 *
 * <p>Holds the array that it is given and returns it without a copy; whoever gets one does not change it.
 */
public final class StoredObject {
    private final byte[] content;
    private final String tag;

    private StoredObject(byte[] content, String tag) {
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

    /** {@return the bytes, not a copy} */
    public byte[] content() {
        return content;
    }

    /** {@return the tag of this content} */
    public String tag() {
        return tag;
    }

    @Override
    public String toString() {
        return "object of " + content.length + " bytes, tag " + tag;
    }
}
