import type { SetupTexts } from "./types";

const FACTOR = "每次下降时学习率乘以的数。";

export const schedules: SetupTexts["schedules"] = {
  constant: { doc: "学习率保持不变。", fields: {} },
  cosine: {
    doc: "预热时直线上升，然后沿半个余弦降到运行结束。",
    fields: {
      warmup_steps: "学习率从接近 0 升上来所用的步数。",
      final_fraction: "结束时学习率还剩的比例。",
    },
  },
  step: {
    doc: "每隔同样的距离，把学习率乘以一个倍数。",
    fields: { every_epochs: "两次下降之间的轮数。", factor: FACTOR },
  },
  multi_step: {
    doc: "在指定的几轮之后，把学习率乘以一个倍数。",
    fields: { milestones: "在这些轮之后学习率下降。", factor: FACTOR },
  },
  exponential: {
    doc: "每一步都按同样的比例降低一点。",
    fields: { factor: "每一轮之后学习率还剩的比例。" },
  },
  one_cycle: {
    doc: "在整个运行中先升到设定的学习率，再降到远低于起点，两段都沿半个余弦。",
    fields: {
      rise_fraction: "学习率上升所占的运行比例。",
      initial_fraction: "第一步时学习率的比例。",
      final_fraction: "结束时学习率还剩的比例。",
    },
  },
  plateau: {
    doc: "损失不再下降时，把学习率乘以一个倍数。",
    fields: {
      watch: "必须下降的损失：测试集的，或上次评估以来各步的平均。",
      patience: "连续几次评估没有进步后，学习率才下降。",
      factor: FACTOR,
    },
  },
};
