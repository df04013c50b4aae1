package io.winnow.model;

import io.winnow.model.files.Tensor;
import io.winnow.model.graph.EncoderSize;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** BERT by the paper's formulas, one sentence at a time, in double precision and plain loops. */
final class ReferenceBert {

  private final EncoderSize config;
  private final DoubleUnaryOperator activation;
  private final Map<String, double[]> weights = new LinkedHashMap<>();
  private final double[][] kept;

  /**
   * @param tensors by bare name
   */
  ReferenceBert(EncoderSize config, String activation, Map<String, Tensor> tensors) {
    this(config, activation, tensors, ones(2 * config.layers() + 2, config.hidden()));
  }

  /**
   * @param tensors by bare name
   * @param kept [sites, hidden]: by what hidden states are multiplied where training drops some:
   *     after the embeddings, in each layer after attention and after the feed-forward part, before
   *     the head
   */
  ReferenceBert(
      EncoderSize config, String activation, Map<String, Tensor> tensors, double[][] kept) {
    this.config = config;
    this.kept = kept;
    this.activation =
        switch (activation) {
          case "relu" -> x -> Math.max(0, x);
          case "gelu" -> x -> x * (1 + erf(x / Math.sqrt(2))) / 2;
          case "gelu_new" ->
              x -> x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
          default -> throw new IllegalArgumentException(activation);
        };
    tensors.forEach((name, tensor) -> weights.put(name, doubles(tensor)));
  }

  /**
   * @param ids special tokens included
   * @return [ids, hidden]
   */
  double[][] hidden(int[] ids) {
    int width = config.hidden();
    double[][] x = new double[ids.length][width];
    for (int i = 0; i < ids.length; i++) {
      for (int h = 0; h < width; h++) {
        x[i][h] =
            weights.get("embeddings.word_embeddings.weight")[ids[i] * width + h]
                + weights.get("embeddings.position_embeddings.weight")[i * width + h]
                + weights.get("embeddings.token_type_embeddings.weight")[h];
      }
    }
    norm(x, "embeddings.LayerNorm");
    thin(x, 0);
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      double[][] attended =
          linear(attention(x, prefix + "attention.self."), prefix + "attention.output.dense");
      thin(attended, 2 * layer + 1);
      x = residual(x, attended, prefix + "attention.output.LayerNorm");
      double[][] inner = linear(x, prefix + "intermediate.dense");
      for (double[] row : inner) {
        for (int h = 0; h < row.length; h++) {
          row[h] = activation.applyAsDouble(row[h]);
        }
      }
      double[][] fed = linear(inner, prefix + "output.dense");
      thin(fed, 2 * layer + 2);
      x = residual(x, fed, prefix + "output.LayerNorm");
    }
    return x;
  }

  /**
   * @return [window's words, tags], natural logarithms
   */
  double[][] logProbabilities(Window window) {
    double[][] hidden = hidden(window.ids());
    double[][] chosen = new double[window.words()][];
    for (int word = 0; word < chosen.length; word++) {
      chosen[word] = hidden[window.firsts()[word]].clone();
    }
    thin(chosen, kept.length - 1);
    double[][] logits = linear(chosen, "classifier");
    for (double[] row : logits) {
      double sum = 0;
      for (double logit : row) {
        sum += Math.exp(logit);
      }
      for (int tag = 0; tag < row.length; tag++) {
        row[tag] -= Math.log(sum);
      }
    }
    return logits;
  }

  /**
   * @return the mean of the window's states, without the frame's
   */
  double[] pooled(Window window) {
    double[][] hidden = hidden(window.ids());
    double[] mean = new double[config.hidden()];
    for (int i = 1; i < hidden.length - 1; i++) {
      for (int h = 0; h < mean.length; h++) {
        mean[h] += hidden[i][h] / (hidden.length - 2);
      }
    }
    return mean;
  }

  private void thin(double[][] x, int site) {
    for (double[] row : x) {
      for (int h = 0; h < row.length; h++) {
        row[h] *= kept[site][h];
      }
    }
  }

  private static double[][] ones(int rows, int columns) {
    double[][] ones = new double[rows][columns];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    return ones;
  }

  private double[][] attention(double[][] x, String prefix) {
    double[][] query = linear(x, prefix + "query");
    double[][] key = linear(x, prefix + "key");
    double[][] value = linear(x, prefix + "value");
    int size = config.headSize();
    double[][] context = new double[x.length][config.hidden()];
    for (int head = 0; head < config.heads(); head++) {
      for (int i = 0; i < x.length; i++) {
        double[] share = new double[x.length];
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
          double dot = 0;
          for (int h = head * size; h < (head + 1) * size; h++) {
            dot += query[i][h] * key[j][h];
          }
          share[j] = Math.exp(dot / Math.sqrt(size));
          sum += share[j];
        }
        for (int j = 0; j < x.length; j++) {
          for (int h = head * size; h < (head + 1) * size; h++) {
            context[i][h] += share[j] / sum * value[j][h];
          }
        }
      }
    }
    return context;
  }

  private double[][] linear(double[][] x, String name) {
    double[] weight = weights.get(name + ".weight");
    double[] bias = weights.get(name + ".bias");
    double[][] out = new double[x.length][bias.length];
    for (int i = 0; i < x.length; i++) {
      int width = x[i].length;
      for (int o = 0; o < bias.length; o++) {
        double sum = bias[o];
        for (int h = 0; h < width; h++) {
          sum += weight[o * width + h] * x[i][h];
        }
        out[i][o] = sum;
      }
    }
    return out;
  }

  private double[][] residual(double[][] x, double[][] change, String norm) {
    for (int i = 0; i < x.length; i++) {
      for (int h = 0; h < x[i].length; h++) {
        change[i][h] += x[i][h];
      }
    }
    norm(change, norm);
    return change;
  }

  private void norm(double[][] x, String name) {
    double[] weight = weights.get(name + ".weight");
    double[] bias = weights.get(name + ".bias");
    for (double[] row : x) {
      double mean = 0;
      for (double value : row) {
        mean += value / row.length;
      }
      double variance = 0;
      for (double value : row) {
        variance += (value - mean) * (value - mean) / row.length;
      }
      double deviation = Math.sqrt(variance + 1e-12);
      for (int h = 0; h < row.length; h++) {
        row[h] = (row[h] - mean) / deviation * weight[h] + bias[h];
      }
    }
  }

  /** By its Taylor series; beyond 5 it is 1 to twelve digits. */
  static double erf(double x) {
    if (Math.abs(x) > 5) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  static double[] doubles(Tensor tensor) {
    FloatBuffer values = tensor.values();
    double[] wide = new double[values.remaining()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values.get(i);
    }
    return wide;
  }
}
