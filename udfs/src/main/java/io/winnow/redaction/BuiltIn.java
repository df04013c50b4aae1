package io.winnow.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The detectors that Winnow brings. The earlier one names what several find in one place. */
public enum BuiltIn {
  EMAIL(Emails::new, "MAIL", "EMAILADDRESS", "MAILADDRESS"),
  IBAN(Ibans::new, "BANKACCOUNT", "ACCOUNTNUMBER", "IBANCODE"),
  CARD(Cards::new, "CREDITCARD", "CREDITCARDNUMBER", "CARDNUMBER", "PAYMENTCARD", "PAN"),
  IP(IpAddresses::new, "IPADDRESS", "IPV4", "IPV6", "IPADDR"),
  PHONE(
      Phones::new,
      "PHONENUMBER",
      "TELEPHONE",
      "TELEPHONENUMBER",
      "TEL",
      "MOBILE",
      "FAX",
      "FAXNUMBER"),
  URL_QUERY(UrlQueries::new, "QUERY", "QUERYSTRING");

  private final Function<String, Detector> maker;
  private final Set<String> names;

  BuiltIn(Function<String, Detector> maker, String... names) {
    this.maker = maker;
    this.names = Set.copyOf(List.of(names));
  }

  /** As settings write it, such as {@code url-query}. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As placeholders write it, such as {@code URL-QUERY}. */
  public String kind() {
    return name().replace('_', '-');
  }

  public Detector detector() {
    return maker.apply(kind());
  }

  /** Whether entities of a type are, by its name, what this takes out. */
  public boolean isNamed(String type) {
    String plain = plain(type);
    return plain.equals(plain(name())) || names.contains(plain);
  }

  /** Whether two names are the same but for case, hyphens and the like. */
  public static boolean isSame(String name, String other) {
    return plain(name).equals(plain(other));
  }

  private static String plain(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
