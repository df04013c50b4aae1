package io.winnow.contract;

/** What a vendor's key asks of returns. Without a key nothing is signed. */
public enum Signatures {
  /** A signed manifest names every return, so that none can be added or taken back by others. */
  REQUIRED,
  /** A signature that is there must be right; where there is none, nothing is asked. */
  VERIFIED_IF_PRESENT
}
