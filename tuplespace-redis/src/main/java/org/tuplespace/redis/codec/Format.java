package org.tuplespace.redis.codec;

import org.tuplespace.FieldType;

/** The bytes that scripts, and readers in other languages, know of the encoding. */
final class Format {

  static final int NIL = 0xc0;
  static final int DIGEST = 0xc1;
  static final int FALSE = 0xc2;
  static final int TRUE = 0xc3;
  static final int BIN8 = 0xc4;
  static final int BIN16 = 0xc5;
  static final int BIN32 = 0xc6;
  static final int EXT8 = 0xc7;
  static final int EXT16 = 0xc8;
  static final int EXT32 = 0xc9;
  static final int FLOAT32 = 0xca;
  static final int FLOAT64 = 0xcb;
  static final int INT8 = 0xd0;
  static final int INT16 = 0xd1;
  static final int INT32 = 0xd2;
  static final int INT64 = 0xd3;
  static final int FIXEXT1 = 0xd4;
  static final int FIXEXT16 = 0xd8;
  static final int STR8 = 0xd9;
  static final int STR16 = 0xda;
  static final int STR32 = 0xdb;
  static final int ARRAY16 = 0xdc;
  static final int ARRAY32 = 0xdd;

  static final int TUPLE = 1;
  static final int RECORD = 2;
  static final int ENUM = 3;
  static final int OPAQUE = 4;
  static final int BIG_INTEGER = 5;
  static final int BIG_DECIMAL = 6;
  static final int UUID = 7;
  static final int INSTANT = 8;
  static final int DURATION = 9;
  static final int LOCAL_DATE = 10;
  static final int CHARACTER = 11;
  static final int OUT_OF_LINE = 12;

  /** Actuals up to this length enter a key whole, longer ones as a digest. */
  static final int MAX_KEY_PART = 40;

  /** The part of a SHA-1 that stands for a long field in a key. */
  static final int KEY_DIGEST_LENGTH = 16;

  static final int SHA256_LENGTH = 32;

  /** What precedes the blob id in the data of an out-of-line field. */
  static final int REFERENCE_LENGTH = 1 + KEY_DIGEST_LENGTH + SHA256_LENGTH + 8;

  /** What lies out of line is stored in pieces of this length at most; the last may be shorter. */
  static final int MAX_PIECE = 2 << 20;

  /** What would fit into one piece is stored in this many. */
  static final int FEW_PIECES = 3;

  /** But in fewer where those would be shorter than this. */
  static final int MIN_PIECE = 256 << 10;

  /** Tuples up to this length stay whole. */
  static final int MAX_INLINE = 64 * 1024;

  /** Fields up to this length never go out of line. */
  static final int MIN_OUT_OF_LINE = 1024;

  /** What Redis holds as one value, and so the longest field. */
  static final long MAX_FIELD = 512L * 1024 * 1024;

  /** Tuples, lists and records nest at most this deep, as the API has it. */
  static final int MAX_DEPTH = 64;

  private Format() {}

  static boolean isString(int first) {
    return (first & 0xe0) == 0xa0 || (first >= STR8 && first <= STR32);
  }

  static boolean isBinary(int first) {
    return first >= BIN8 && first <= BIN32;
  }

  static boolean isArray(int first) {
    return (first & 0xf0) == 0x90 || first == ARRAY16 || first == ARRAY32;
  }

  static boolean isExtension(int first) {
    return (first >= EXT8 && first <= EXT32) || (first >= FIXEXT1 && first <= FIXEXT16);
  }

  static boolean isTyped(int extension) {
    return extension == RECORD || extension == ENUM || extension == OPAQUE;
  }

  /** The one byte that names the type of a field in keys. */
  static int tag(FieldType type) {
    return switch (type) {
      case NULL -> NIL;
      case BOOLEAN -> FALSE;
      case BYTE -> INT8;
      case SHORT -> INT16;
      case INTEGER -> INT32;
      case LONG -> INT64;
      case FLOAT -> FLOAT32;
      case DOUBLE -> FLOAT64;
      case CHARACTER -> CHARACTER;
      case STRING -> STR8;
      case BYTES -> BIN8;
      case BIG_INTEGER -> BIG_INTEGER;
      case BIG_DECIMAL -> BIG_DECIMAL;
      case UUID -> UUID;
      case INSTANT -> INSTANT;
      case DURATION -> DURATION;
      case LOCAL_DATE -> LOCAL_DATE;
      case ENUM -> ENUM;
      case TUPLE -> TUPLE;
      case LIST -> ARRAY32;
      case RECORD -> RECORD;
      case OPAQUE -> OPAQUE;
      case UNREAD -> throw new IllegalArgumentException("the bytes have the tag of what is unread");
    };
  }
}
