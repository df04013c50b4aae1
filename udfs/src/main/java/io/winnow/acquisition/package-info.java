/**
 * How informative a sentence is for the model, by the model's own uncertainty. Plain Java: no
 * library.
 *
 * <p>Every function gives a sentence one number, and for all of them <b>lower = less certain =
 * selected first</b>; entropies and disagreements are therefore negated. Logs are natural, sums are
 * kept in double, and a probability of exactly 0 (log = -infinity) is valid everywhere.
 *
 * <table>
 * <caption>All functions: n words, p(j,k) the probability of tag k at word j, H entropy</caption>
 * <tr><th>name</th><th>score</th><th>range</th><th>grows with length</th></tr>
 * <tr><td>mnlp</td><td>mean of ln max p</td><td>[-ln tags, 0]</td><td>no</td></tr>
 * <tr><td>entity-mnlp</td><td>the same where p(j,O) &lt; 0.9</td><td>[-ln tags, 0]</td><td>no</td></tr>
 * <tr><td>least-confidence</td><td>sum of ln max p</td><td>[-n ln tags, 0]</td><td>yes</td></tr>
 * <tr><td>mean-entropy</td><td>-mean of H</td><td>[-ln tags, 0]</td><td>no</td></tr>
 * <tr><td>max-entropy</td><td>-max of H</td><td>[-ln tags, 0]</td><td>a little</td></tr>
 * <tr><td>margin</td><td>mean of p(1st) - p(2nd)</td><td>[0, 1]</td><td>no</td></tr>
 * <tr><td>lowest-probability</td><td>min of ln max p</td><td>[-ln tags, 0]</td><td>a little</td></tr>
 * <tr><td>bald</td><td>-mean of mutual information</td><td>[-ln min(M, tags), 0]</td><td>no</td></tr>
 * <tr><td>vote-entropy</td><td>-mean of H of votes</td><td>[-ln min(M, tags), 0]</td><td>no</td></tr>
 * </table>
 *
 * <p>The last two need M passes of the model with dropout left on, a {@link
 * io.winnow.acquisition.Committee}.
 *
 * <p>To add one without rebuilding Winnow: {@link io.winnow.acquisition.AcquisitionFunction}. To
 * add one to Winnow: a line in {@link io.winnow.acquisition.Formulas}; name the paper. The laws in
 * the tests run over all that are listed, so that it is held to the order, the range and the
 * indifference to the order of tags at once. They also ask for its plain definition in the tests'
 * slow reference.
 */
@io.winnow.Internal
package io.winnow.acquisition;
