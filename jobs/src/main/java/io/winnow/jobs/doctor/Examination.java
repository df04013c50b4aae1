package io.winnow.jobs.doctor;

import java.util.List;

/** Looks at one thing. */
interface Examination {

  /** What it looks at, in a word or two. */
  String subject();

  /** Whatever is thrown counts as found broken. */
  List<Finding> examine() throws Exception;
}
