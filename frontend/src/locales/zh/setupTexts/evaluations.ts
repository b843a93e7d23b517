import type { SetupTexts } from "./types";

export const evaluations: SetupTexts["evaluations"] = {
  per_epoch: {
    doc: "每一轮问几次整个测试集。",
    fields: { times: "每一轮问几次，间隔均匀，最后一次在轮末。" },
  },
  every_steps: {
    doc: "每隔这么多步问一次整个测试集，运行结束时再问一次。",
    fields: { steps: "两次评估之间的步数。" },
  },
  never: { doc: "从不问测试集。", fields: {} },
};
