package io.forecastj.json;

/** The path of an element of an array; there are too many to make a text of each. */
record ElementPath(String array, int index) {
    @Override
    public String toString() {
        return array + "[" + index + "]";
    }
}
