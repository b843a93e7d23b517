import type { health as english } from "../en/health";
import type { Texts } from "../texts";

export const health: Texts<typeof english> = {
  name: "各层健康随步数变化",
  measure: "看哪个读数",
  measures: { gradient: "梯度", update: "更新 / 权重", dead: "失活", moved: "移动" },
  update: "更新",
  band: {
    gradient: "绿带：既不消失也不爆炸",
    update: "绿带：{{low}}–{{high}} ‰，更新幅度健康",
    dead: "绿带：失活单元不超过 {{dead}}",
    moved: "权重离起始值有多远",
  },
  rule: {
    gradient:
      "梯度范数不超过 {{steep}}、不小于最大那层的万分之一，就算正常。连续 {{steps}} 步超出，才算故障。",
    update:
      "每步更新量的范数以该层权重范数的 {{usual}} ‰ 左右为宜（Karpathy，CS231n 讲义，2015：“大约 1e-3”）。动量会加大更新幅度，所以绿带向两侧各放宽 30 倍；学习率按计划下降时，比值随之变小也正常。连续 {{steps}} 步超出，才算故障。",
    dead: "对 64 个样本都不激活的单元算失活。连续 {{steps}} 步超过 {{dead}}，就标出这一层。",
    moved: "‖w − w₀‖ / ‖w₀‖，按一层的全部权重计算。冻结的层停在 0。",
  },
  settling: "趋于稳定：学习率按计划下降，更新幅度随之变小",
  empty: "训练时每秒读几次。按“训练”开始。",
  faults: {
    dead_units: "{{node}}：{{dead}} 的单元从不激活",
    vanishing_gradient: "{{node}}：梯度消失（{{gradient}}）",
    exploding_gradient: "{{node}}：梯度爆炸（{{gradient}}）",
    update_too_large: "{{node}}：更新过大，达权重的 {{update}}",
    update_too_small: "{{node}}：几乎不动，更新只有权重的 {{update}}",
  },
};
