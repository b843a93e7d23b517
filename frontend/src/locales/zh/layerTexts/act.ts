import type { TextsOf } from "./shape";

export const act: TextsOf<"act"> = {
  relu: {
    doc: "正值通过，负值变成 0。",
    formula: "y = max(0, x)",
    worked: "",
    fields: {},
  },
  tanh: {
    doc: "把每个值弯进 −1 到 1 之间。",
    formula: "y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)",
    worked: "",
    fields: {},
  },
  gelu: {
    doc: "值越大，通过得越多：没有拐角的 ReLU，略小于 0 的值也能漏过一点。",
    formula: "y = x·Φ(x)，Φ 是标准正态分布函数",
    worked: "",
    fields: { approximate: "Φ 是精确计算，还是用 tanh 近似，像 GPT-2 那样。" },
  },
  softmax: {
    doc: "把得分变成加起来等于 1 的份额，按通道或特征计算。",
    formula: "yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)",
    worked: "",
    fields: {},
  },
};
