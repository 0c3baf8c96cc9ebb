package org.dimdesktop.build;

import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message (protobuf encoding guide): {@link #next}, then exactly
 * one of the value methods or {@link #skip}. Not thread-safe.
 */
final class ProtoReader {
  /** The bytes are no protobuf message. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int wire;

  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Goes to the next field and returns its number, or 0 at the message's end. */
  int next() throws MalformedException {
    if (at >= end) {
      return 0;
    }
    long tag = rawVarint();
    wire = (int) (tag & 7);
    int field = (int) (tag >>> 3);
    if (field <= 0) {
      throw new MalformedException("field number " + field);
    }
    return field;
  }

  /** The value as an integer. */
  long varint() throws MalformedException {
    expect(VARINT);
    return rawVarint();
  }

  /** The value as bytes, copied. */
  byte[] bytes() throws MalformedException {
    int length = length();
    byte[] value = java.util.Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  /** The value as text; invalid UTF-8 becomes U+FFFD. */
  String string() throws MalformedException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The value as a message of its own; this reader then stands behind it. */
  ProtoReader message() throws MalformedException {
    int length = length();
    ProtoReader inner = new ProtoReader(bytes, at, at + length);
    at += length;
    return inner;
  }

  /** Passes over a value that nobody asked for. */
  void skip() throws MalformedException {
    switch (wire) {
      case VARINT -> rawVarint();
      case FIXED64 -> advance(8);
      case FIXED32 -> advance(4);
      case LENGTH -> advance(length());
      default -> throw new MalformedException("wire type " + wire);
    }
  }

  private void expect(int wanted) throws MalformedException {
    if (wire != wanted) {
      throw new MalformedException("wire type " + wire + " where " + wanted + " belongs");
    }
  }

  private int length() throws MalformedException {
    expect(LENGTH);
    long length = rawVarint();
    if (length < 0 || length > end - at) {
      throw new MalformedException("a length beyond the end");
    }
    return (int) length;
  }

  private void advance(int count) throws MalformedException {
    if (count > end - at) {
      throw new MalformedException("a value beyond the end");
    }
    at += count;
  }

  private long rawVarint() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw new MalformedException("a number beyond the end");
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedException("a number of more than ten bytes");
  }
}
