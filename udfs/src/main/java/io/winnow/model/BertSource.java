package io.winnow.model;

/** BERT's embeddings and layers in TorchScript. */
final class BertSource extends EncoderSource {

  BertSource(EncoderConfig config, Compute compute) {
    super(config, compute);
  }

  @Override
  void embed() {
    add("words = torch.embedding(self.embeddings_word_embeddings_weight, ids)");
    add("s = torch.size(ids, 1)");
    add("places = torch.slice(self.embeddings_position_embeddings_weight, 0, 0, s)");
    add("segment = torch.select(self.embeddings_token_type_embeddings_weight, 0, 0)");
    add("summed = torch.add(torch.add(words, places), segment)");
    add("return " + norm("summed", "embeddings_LayerNorm"));
  }

  @Override
  void layer(int layer, Dropping dropping, Rows rows) {
    String prefix = "encoder_layer_" + layer + "_";
    add(
        "split = torch.view(%s, [b, s, 3, %s, %s])"
            .formatted(
                linear("x", prefix + "attention_self_qkv"), config.heads(), config.headSize()));
    add("qkv = torch.permute(split, [2, 0, 3, 1, 4])");
    add("q = torch.select(qkv, 0, 0)");
    add("k = torch.select(qkv, 0, 1)");
    add("v = torch.select(qkv, 0, 2)");
    add("context = torch.scaled_dot_product_attention(q, k, v, attended, dropped)");
    add("c = torch.reshape(torch.transpose(context, 1, 2), [b, s, %s])".formatted(config.hidden()));
    if (rows == Rows.CHOSEN) {
      add("c = torch.index_select(torch.flatten(c, 0, 1), 0, firsts)");
      add("x = torch.index_select(torch.flatten(x, 0, 1), 0, firsts)");
    }
    residual("c", prefix + "attention_output", dropping, 2 * layer + 1);
    add("f = " + activated("x", prefix + "intermediate_dense"));
    residual("f", prefix + "output", dropping, 2 * layer + 2);
  }

  private void residual(String from, String block, Dropping dropping, int site) {
    add(from + " = " + drop(linear(from, block + "_dense"), dropping, site));
    add("sum = torch.add(x, " + single(from) + ")");
    add("x = " + norm("sum", block + "_LayerNorm"));
  }
}
