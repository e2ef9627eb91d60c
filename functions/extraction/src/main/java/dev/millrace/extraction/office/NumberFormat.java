package dev.millrace.extraction.office;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a cell's number is shown: as a number, a share, or a date.
///
/// @param decimals digits behind the point, or -1 for as many as there are
record NumberFormat(Form form, int decimals) {
  private static final Pattern NOT_FOR_VALUES =
      Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]");
  private static final Pattern DECIMALS = Pattern.compile("[0#]\\.(0+)");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final double LAST_DAY = 2_958_466;
  private static final double MILLIS_PER_DAY = 86_400_000;

  /// What a number stands for.
  enum Form {
    NUMBER,
    PERCENT,
    DATE,
    TIME,
    DATE_TIME
  }

  /// {@return a style's format}
  ///
  /// @param id of a format that every workbook has, where there is no code
  static NumberFormat of(int id, @Nullable String code) {
    return code == null ? builtIn(id) : ofCode(code);
  }

  private static NumberFormat builtIn(int id) {
    return switch (id) {
      case 9 -> new NumberFormat(Form.PERCENT, 0);
      case 10 -> new NumberFormat(Form.PERCENT, 2);
      case 14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58 ->
          new NumberFormat(Form.DATE, -1);
      case 18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56 -> new NumberFormat(Form.TIME, -1);
      case 22 -> new NumberFormat(Form.DATE_TIME, -1);
      case 1, 3, 37, 38 -> new NumberFormat(Form.NUMBER, 0);
      case 2, 4, 39, 40 -> new NumberFormat(Form.NUMBER, 2);
      default -> new NumberFormat(Form.NUMBER, -1);
    };
  }

  private static NumberFormat ofCode(String code) {
    int end = code.indexOf(';');
    String positive = end < 0 ? code : code.substring(0, end);
    String bare = NOT_FOR_VALUES.matcher(positive).replaceAll("").toLowerCase(Locale.ROOT);
    boolean time = bare.contains("h") || bare.contains("s");
    boolean date = bare.contains("y") || bare.contains("d") || (bare.contains("m") && !time);
    if (!bare.contains("general") && (date || time)) {
      return new NumberFormat(date ? time ? Form.DATE_TIME : Form.DATE : Form.TIME, -1);
    }
    Matcher digits = DECIMALS.matcher(bare);
    int decimals = digits.find() ? digits.group(1).length() : bare.matches("[#,]*0%?") ? 0 : -1;
    return new NumberFormat(bare.contains("%") ? Form.PERCENT : Form.NUMBER, decimals);
  }

  /// {@return a number as it is shown, or the value itself if it is none}
  String shown(String value, boolean from1904) {
    if (value.isBlank() || value.length() > 40) {
      return value;
    }
    try {
      return switch (form) {
        case NUMBER -> number(new BigDecimal(value.strip()));
        case PERCENT -> number(new BigDecimal(value.strip()).movePointRight(2)) + "%";
        case DATE, TIME, DATE_TIME -> date(value, from1904);
      };
    } catch (NumberFormatException e) {
      return value;
    }
  }

  private String number(BigDecimal number) {
    if (Math.abs((long) number.scale()) > 400) {
      return number.toString();
    }
    if (decimals >= 0) {
      return number.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
    // Excel keeps fifteen digits; what stands behind them is an error of binary fractions.
    BigDecimal shown =
        number.precision() > 15 ? number.round(new MathContext(15, RoundingMode.HALF_UP)) : number;
    BigDecimal stripped = shown.stripTrailingZeros();
    return Math.abs(stripped.scale()) > 20 ? stripped.toString() : stripped.toPlainString();
  }

  /// Day 60 is the 29th of February 1900, which never was; so days before it count from one later.
  private String date(String value, boolean from1904) {
    double days = Double.parseDouble(value);
    if (!(days >= 0 && days < LAST_DAY)) {
      return value;
    }
    LocalDateTime epoch =
        from1904
            ? LocalDateTime.of(1904, 1, 1, 0, 0)
            : LocalDateTime.of(1899, 12, days < 60 ? 31 : 30, 0, 0);
    long seconds = Math.round(days * MILLIS_PER_DAY / 1000);
    LocalDateTime moment = epoch.plusSeconds(seconds);
    return switch (form) {
      case DATE -> moment.toLocalDate().toString();
      case TIME -> moment.format(TIME);
      default -> moment.format(DATE_TIME);
    };
  }
}
