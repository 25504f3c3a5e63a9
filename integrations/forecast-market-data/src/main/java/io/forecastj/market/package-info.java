/** Price bars from exchanges and data providers over HTTP. */
@NullMarked
package io.forecastj.market;

import org.jspecify.annotations.NullMarked;
