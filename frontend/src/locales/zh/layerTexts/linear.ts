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
  positional_encoding: {
    doc: "给每一步加上它所在的位置：注意力自己分不清第一步和最后一步。",
    formula: "y = x + p(步)；波：步 / 10000^(2i / 特征数) 的 sin 与 cos",
    worked: "p：每一步 {in_features} 个数",
    fields: {
      encoding: "用许多长短不同的波，多长的序列都行；或者给每个位置一组自己的数，靠学习得来。",
      positions: "能学多少个位置：序列不能比这更长。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
  },
  attention: {
    doc: "让序列的每一步向其他各步取它要找的东西：键越合适，取它的值就越多。",
    formula: "y = Σ softmax(q · k / √d) · v，d：一个头的数的个数",
    worked: "d = {in_features} / {heads}",
    fields: {
      heads: "把这些数分给几个头；每个头找自己要找的。",
      score: "怎样拿查询与键相比：用两者的点积，或用 v · tanh(q + k)。",
      causal: "只看这一步和它之前的各步，不看后面还没到的。",
      projected:
        "学出每一步里什么作查询、什么作键、什么作值，以及各头怎样合在一起；否则原样拿来用。没有连线时，键就是查询，值就是键。",
      bias: "给这些投影再加上学到的数。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
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
