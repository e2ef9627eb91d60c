package dev.millrace.eta;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far an estimate can be relied on.
public enum EtaConfidence {
  /// It rests on the kind and the size of the file, or the file has not been begun.
  LOW,
  /// It rests on how long such files took before.
  MEDIUM,
  /// It rests on the pace of this very file as well.
  HIGH;

  /// {@return the name in JSON}
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
