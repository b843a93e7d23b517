import type { TextsOf } from "./shape";

export const linear: TextsOf<"linear"> = {
  linear: {
    doc: "每个单元把所有输入各乘以自己的权重，再加起来；对序列则在每一步都一样地做。",
    formula: "y = W · x + b，W：单元数 × 特征数",
    worked: "W：{out_features} × {in_features}",
    fields: {
      out_features: "单元的个数，也就是输出几个数。",
      bias: "给每个单元加上一个学到的数。",
      initialisation: "权重怎样开始；除 PyTorch 自己的规则外，偏置都从 0 开始。",
      initial: "这条规则要用的数：常数、半宽或标准差。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
  },
  embedding: {
    doc: "每个记号在一张表里查到自己的向量，表是学来的：用法相近的记号会彼此靠近。",
    formula: "y = W 中该记号的一行，W：记号数 × 特征数",
    worked: "",
    fields: {
      features: "每个记号用几个数表示。",
      initialisation: "这些数怎样开始。PyTorch 自己的偏大；小一些，少见的词就不会乱说话。",
      initial: "这条规则要用的数：常数、半宽或标准差。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
  },
  one_hot: {
    doc: "把每个记号写成所有记号之中它自己位置上的 1，其余都是 0：这里什么也不学。",
    formula: "记号处 y = 1，其余为 0",
    worked: "",
    fields: {},
  },
  scale: {
    doc: "给每个通道或特征乘上一个自己学到的数；开始时很小，分支便慢慢加入。",
    formula: "y = γ · x，每个通道一个 γ",
    worked: "",
    fields: {
      init: "开始时乘以多少。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
  },
  squeeze_excite: {
    doc: "看每张特征图的平均值，再决定每张图放行多少。",
    formula: "y = x · σ(W₂ · relu(W₁ · x 的均值 + b₁) + b₂)",
    worked: "",
    fields: {
      reduction: "做决定的单元比通道少多少倍；至少一个。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
  },
};
