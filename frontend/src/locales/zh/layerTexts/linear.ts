import type { TextsOf } from "./shape";

export const linear: TextsOf<"linear"> = {
  linear: {
    doc: "每个单元把所有输入各乘以自己的权重，再加起来。",
    formula: "y = W · x + b，W：单元数 × 特征数",
    worked: "W：{out_features} × {in_features}",
    fields: {
      out_features: "单元的个数，也就是输出几个数。",
      bias: "给每个单元加上一个学到的数。",
    },
  },
};
