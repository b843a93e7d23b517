import type { cost as english } from "../en/cost";
import type { Texts } from "../texts";

export const cost: Texts<typeof english> = {
  parameters: "参数",
  flops: "FLOPs / 样本",
  flopsNote: "仅前向；训练一步还要反向，约为其两倍。",
  perStep: "FLOPs / 步",
  memory: "训练时的内存",
  weights: "权重",
  gradients: "梯度",
  optimizer: "优化器",
  activations: "激活值",
  activationsNote: "批大小为 {{batch}} 时",
  steps: "步 / 轮",
  total: "总步数",
  epoch: "时间 / 轮",
  run: "总时间",
  measured: "实测：每秒 {{speed}} 个样本",
  unmeasured: "第一次运行后可知",
  calibrated: "根据这台机器以往的训练速度估算。",
  advice: {
    title: "这样就放得下",
    batch: "批大小改为 {{value}}",
    epochs: "轮数改为 {{value}}",
    steps: "步数改为 {{value}}",
    size: "{{node}}：{{field}} 改为 {{value}}",
  },
  where: "参数分布",
  share: "{{parameters}}，占 {{share}}",
  none: "网络还没有权重。",
  broken: "网络没有问题之后才能算出开销。",
};
