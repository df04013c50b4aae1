package io.winnow.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record of settings, and the section of {@code winnow.conf} that has its keys. Each component is
 * the key of the same name, {@code learningRate} for {@code learning-rate}. A component whose type
 * is such a record itself is no key: it holds a topic, of the same section or of another. What a
 * key means, its unit and its default stand in {@code winnow.conf} alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Section {

  /** Such as {@code train} or {@code train.successor}; empty for a record of sections alone. */
  String value();
}
