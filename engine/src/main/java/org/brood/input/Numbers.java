package org.brood.input;

import java.math.BigInteger;

/// Numbers out of text as C's library reads them: what follows a number is odd, but no error.
final class Numbers {
  private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private Numbers() {}

  private static String digits(String text, String number, boolean signed)
      throws TextValues.BadValue {
    int at = 0;
    if (signed && at < number.length() && (number.charAt(at) == '-' || number.charAt(at) == '+')) {
      at++;
    }
    int from = at;
    while (at < number.length() && Character.isDigit(number.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw new TextValues.BadValue("String '" + text + "' contained no parseable number");
    }
    return number.substring(0, at);
  }

  private static BigInteger whole(String text, boolean signed, TextValues.Oddities oddities)
      throws TextValues.BadValue {
    if (text.isEmpty()) {
      throw new TextValues.BadValue("Got empty string for number field");
    }
    String number = text.strip();
    if (!signed && number.startsWith("-")) {
      throw new TextValues.BadValue("Number '" + text + "' cannot be negative");
    }
    String digits = digits(text, number, signed);
    if (digits.length() < number.length()) {
      oddities.odd(
          "Number '"
              + text
              + "' contained non-numeric trailing characters. Ignored trailing characters '"
              + number.substring(digits.length())
              + "'");
    }
    return new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
  }

  static long signed(String text, TextValues.Oddities oddities) throws TextValues.BadValue {
    BigInteger value = whole(text, true, oddities);
    if (value.bitLength() > 63) {
      throw new TextValues.BadValue("Number '" + text + "' out of supported range.");
    }
    return value.longValue();
  }

  static long unsigned(String text, TextValues.Oddities oddities) throws TextValues.BadValue {
    BigInteger value = whole(text, false, oddities);
    if (value.compareTo(MAX_UNSIGNED) > 0) {
      throw new TextValues.BadValue("Number '" + text + "' out of supported range.");
    }
    return value.longValue();
  }

  static double real(String text, TextValues.Oddities oddities) throws TextValues.BadValue {
    if (text.isEmpty()) {
      throw new TextValues.BadValue("Got empty string for number field");
    }
    String number = text.strip();
    for (int end = number.length(); end > 0; end--) {
      char last = number.charAt(end - 1);
      if (Character.isDigit(last) || last == '.') {
        try {
          double value = Double.parseDouble(number.substring(0, end));
          if (end < number.length()) {
            oddities.odd(
                "Number '"
                    + text
                    + "' contained non-numeric trailing characters. Ignored trailing characters '"
                    + number.substring(end)
                    + "'");
          }
          return value;
        } catch (NumberFormatException e) {
          // a shorter beginning may be a number
        }
      }
    }
    throw new TextValues.BadValue("String '" + text + "' contained no parseable number");
  }
}
