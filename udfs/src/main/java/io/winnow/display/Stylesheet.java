package io.winnow.display;

/**
 * How fragments of {@link HtmlView} look. Entities keep the page's own ink on a see-through colour,
 * so that they can be read on a light page and on a dark one; only their hues know of dark mode.
 * Hues after Okabe and Ito's colour-blind-safe set (2008).
 */
final class Stylesheet {

  // A strength is an opacity; 0.42 of any hue leaves black or white ink a contrast above 4.5.
  static final String CSS =
      """
      .winnow-text, .winnow-answers, .winnow-legend {
        --winnow-hue-0: 0 114 178; --winnow-hue-1: 213 94 0; --winnow-hue-2: 0 158 115;
        --winnow-hue-3: 204 121 167; --winnow-hue-4: 176 130 0; --winnow-hue-5: 86 140 233;
        --winnow-hue-6: 140 86 75; --winnow-hue-7: 112 128 20; --winnow-hue-8: 110 110 110;
      }
      @media (prefers-color-scheme: dark) {
        .winnow-text, .winnow-answers, .winnow-legend {
          --winnow-hue-0: 92 176 232; --winnow-hue-1: 240 136 60; --winnow-hue-2: 48 194 148;
          --winnow-hue-3: 224 150 190; --winnow-hue-4: 230 180 40; --winnow-hue-5: 130 170 250;
          --winnow-hue-6: 196 140 126; --winnow-hue-7: 176 192 80; --winnow-hue-8: 160 160 160;
        }
      }
      .winnow-text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.9; }
      .winnow-entity {
        --winnow-strength: 0.22;
        color: inherit;
        background-color: rgb(var(--winnow-hue) / var(--winnow-strength));
        border-bottom: 2px solid rgb(var(--winnow-hue));
        border-radius: 3px 3px 0 0;
        padding: 1px 2px;
        -webkit-box-decoration-break: clone; box-decoration-break: clone;
        -webkit-print-color-adjust: exact; print-color-adjust: exact;
      }
      .winnow-type-0 { --winnow-hue: var(--winnow-hue-0); }
      .winnow-type-1 { --winnow-hue: var(--winnow-hue-1); }
      .winnow-type-2 { --winnow-hue: var(--winnow-hue-2); }
      .winnow-type-3 { --winnow-hue: var(--winnow-hue-3); }
      .winnow-type-4 { --winnow-hue: var(--winnow-hue-4); }
      .winnow-type-5 { --winnow-hue: var(--winnow-hue-5); }
      .winnow-type-6 { --winnow-hue: var(--winnow-hue-6); }
      .winnow-type-7 { --winnow-hue: var(--winnow-hue-7); }
      .winnow-type-8 { --winnow-hue: var(--winnow-hue-8); }
      .winnow-sure-1 { --winnow-strength: 0.08; }
      .winnow-sure-2 { --winnow-strength: 0.18; }
      .winnow-sure-3 { --winnow-strength: 0.30; }
      .winnow-sure-4 { --winnow-strength: 0.42; }
      .winnow-label {
        margin: 0 0.5em; font-size: 0.72em; font-weight: 600; letter-spacing: 0.02em;
        white-space: nowrap; -webkit-user-select: none; user-select: none;
      }
      .winnow-different, .winnow-missing { margin: 0 3px; outline-offset: 1px; }
      .winnow-different { outline: 2px dashed rgb(var(--winnow-hue)); }
      .winnow-missing { outline: 2px dotted currentColor; padding: 1px 2px; }
      .winnow-wide { overflow-x: auto; }
      .winnow-answers { border-collapse: collapse; }
      .winnow-answers th, .winnow-answers td {
        text-align: start; vertical-align: baseline; padding: 4px 12px 4px 0;
        border-bottom: 1px solid rgb(128 128 128 / 0.4);
      }
      .winnow-answers th { white-space: nowrap; }
      .winnow-legend {
        list-style: none; display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 0;
        line-height: 1.9;
      }
      @media (forced-colors: active) { .winnow-entity { border-bottom-color: CanvasText; } }
      """;

  private Stylesheet() {}
}
