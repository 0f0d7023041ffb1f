package org.brood.script.syntax;

import org.brood.script.source.Span;

/// An attribute: `&redef`, `&default=5`.
///
/// @param value what stands after `=`, or [Expr.Absent]
public record Attr(Kind kind, Expr value, Span span) {

  /// The attributes of the language.
  public enum Kind {
    ADD_FUNC("&add_func", true),
    BACKEND("&backend", true),
    BROKER_ALLOW_COMPLEX_TYPE("&broker_allow_complex_type", false),
    BROKER_STORE("&broker_store", true),
    CREATE_EXPIRE("&create_expire", true),
    DEFAULT("&default", true),
    DEFAULT_INSERT("&default_insert", true),
    DELETE_FUNC("&delete_func", true),
    DEPRECATED("&deprecated", true),
    ERROR_HANDLER("&error_handler", false),
    EXPIRE_FUNC("&expire_func", true),
    GROUP("&group", true),
    IS_ASSIGNED("&is_assigned", false),
    IS_USED("&is_used", false),
    LOG("&log", false),
    NO_CPP_OPT("&no_CPP_opt", false),
    NO_ZAM_OPT("&no_ZAM_opt", false),
    ON_CHANGE("&on_change", true),
    OPTIONAL("&optional", false),
    ORDERED("&ordered", false),
    PRIORITY("&priority", true),
    PUBLISH_ON_CHANGE("&publish_on_change", true),
    RAW_OUTPUT("&raw_output", false),
    READ_EXPIRE("&read_expire", true),
    REDEF("&redef", false),
    TYPE_COLUMN("&type_column", true),
    WRITE_EXPIRE("&write_expire", true);

    private final String text;
    private final boolean takesValue;

    Kind(String text, boolean takesValue) {
      this.text = text;
      this.takesValue = takesValue;
    }

    public String text() {
      return text;
    }

    boolean takesValue() {
      return takesValue;
    }
  }
}
