package io.winnow.jobs.doctor;

import java.util.List;

/** Looks at one thing. */
interface Examination {

  /** What it looks at, in a word or two. */
  String subject();

  /** Anything thrown counts as an error. */
  List<Finding> examine() throws Exception;
}
