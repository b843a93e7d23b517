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
  leaky_relu: {
    doc: "正值通过，负值也漏过一小部分，单元因此不会永远沉默。",
    formula: "x > 0 时 y = x，否则 y = 斜率 · x",
    worked: "x > 0 时 y = x，否则 y = {negative_slope} · x",
    fields: { negative_slope: "负值通过的比例。" },
  },
  relu6: {
    doc: "到 6 为止的 ReLU，值域有限，用很少的位就能存下。",
    formula: "y = min(max(0, x), 6)",
    worked: "",
    fields: {},
  },
  elu: {
    doc: "正值通过，负值平滑地趋向 −α，让平均值保持在 0 附近。",
    formula: "x > 0 时 y = x，否则 y = α · (eˣ − 1)",
    worked: "x > 0 时 y = x，否则 y = {alpha} · (eˣ − 1)",
    fields: { alpha: "最低能到 0 以下多远。" },
  },
  selu: {
    doc: "带两个固定常数的 ELU：值穿过许多层后，均值趋于 0，标准差趋于 1。",
    formula: "x > 0 时 y = 1.0507 · x，否则 y = 1.0507 · 1.6733 · (eˣ − 1)",
    worked: "",
    fields: {},
  },
  celu: {
    doc: "不论 α 取多少，在 0 处都没有拐角的 ELU。",
    formula: "y = max(0, x) + min(0, α · (exp(x / α) − 1))",
    worked: "y = max(0, x) + min(0, {alpha} · (exp(x / {alpha}) − 1))",
    fields: { alpha: "最低能到 0 以下多远。" },
  },
  silu: {
    doc: "按自身的 sigmoid 决定通过多少，也叫 swish。",
    formula: "y = x · σ(x)",
    worked: "",
    fields: {},
  },
  mish: {
    doc: "与 SiLU 相似的平滑 ReLU，略微低于 0，由 softplus 的 tanh 得来。",
    formula: "y = x · tanh(ln(1 + eˣ))",
    worked: "",
    fields: {},
  },
  softplus: {
    doc: "没有拐角的 ReLU：总大于 0，斜率是 sigmoid。",
    formula: "y = ln(1 + exp(β · x)) / β",
    worked: "y = ln(1 + exp({beta} · x)) / {beta}",
    fields: { beta: "弯得多急；越大越像 ReLU。" },
  },
  sigmoid: {
    doc: "把每个值弯进 0 到 1 之间：一个概率，或一扇门开了多少。",
    formula: "y = 1 / (1 + e⁻ˣ)",
    worked: "",
    fields: {},
  },
  softsign: {
    doc: "像 tanh 一样把值弯进 −1 到 1 之间，但趋近两端慢得多。",
    formula: "y = x / (1 + |x|)",
    worked: "",
    fields: {},
  },
  hardsigmoid: {
    doc: "由三段直线组成的 sigmoid，不需要计算指数。",
    formula: "y = min(max(0, x / 6 + 1/2), 1)",
    worked: "",
    fields: {},
  },
  hardswish: {
    doc: "用直线段 sigmoid 的 SiLU，为手机而生。",
    formula: "y = x · min(max(0, x / 6 + 1/2), 1)",
    worked: "",
    fields: {},
  },
  hardtanh: {
    doc: "值原样通过，到两侧的界限为止。",
    formula: "y = min(max(−界限, x), 界限)",
    worked: "y = min(max(−{bound}, x), {bound})",
    fields: { bound: "值最多能离 0 多远。" },
  },
  prelu: {
    doc: "自己学习负值漏过多少的 Leaky ReLU。",
    formula: "x > 0 时 y = x，否则 y = a · x；a 是学到的",
    worked: "",
    fields: {
      per_channel: "为每个通道或特征各学一个斜率；否则共用一个。",
      init: "开始时的斜率。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
  },
  log_softmax: {
    doc: "softmax 的对数，算法保证很小的份额不会变成 0。",
    formula: "yᵢ = xᵢ − ln Σⱼ exp(xⱼ)",
    worked: "",
    fields: {},
  },
};
