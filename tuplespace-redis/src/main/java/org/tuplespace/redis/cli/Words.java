package org.tuplespace.redis.cli;

import java.util.Locale;

/** Constants as they are printed. */
final class Words {

  private Words() {}

  /** In small letters. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
