/**
 * Training of XGBoost models by XGBoost's native library, through {@code xgboost4j}. With this module on the class path
 * {@link io.forecastj.models.xgboost.XgBoost#forecaster()} can be fitted; nothing here is called directly. The trained
 * models are evaluated in Java by {@code forecast-models}, so an application that only forecasts does not need it.
 *
 * <p>The native library is built for Linux and macOS on x86_64 and aarch64 and for Windows on x86_64; on Linux it needs
 * glibc 2.17 or newer and libgomp, on macOS libomp. The jar of {@code xgboost4j} has 17 MB. Of what it depends on, only
 * {@code commons-logging} is used; Scala and Kryo, which its other classes need, are left out. Add them to call these
 * classes in the same application. Where Spring 5 or 6 is used, {@code spring-jcl} has the classes of {@code
 * commons-logging}, which can be excluded there.
 *
 * <h2>For maintainers</h2>
 *
 * <p>Only the functions of {@code XGBoostJNI} are called, as {@code Booster} and {@code DMatrix} free their memory in
 * finalizers and log to the console. {@code Xgboost4jTrainer} runs the rounds, {@code NativeMatrix} and {@code
 * NativeBooster} own the memory, {@code Xgboost4jLibrary} loads the library, and {@code BinaryModel} does what the
 * functions lack: names of features that are not ASCII, and the first rounds of a model.
 */
@NullMarked
package io.forecastj.xgboost;

import org.jspecify.annotations.NullMarked;
