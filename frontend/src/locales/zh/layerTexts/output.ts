import type { TextsOf } from "./shape";

export const output: TextsOf<"output"> = {
  output: {
    doc: "答案从这里输出：分类器对每一类给出一个得分（logit），还没有经过 softmax。",
    formula: "p(类别) = exp(该类得分) / Σ exp(各类得分)",
    worked: "",
    fields: {
      weight:
        "网络给出多个答案时，这个答案的损失占多少：第一个是主要的，其余的帮助训练，测试时不用。",
    },
  },
};
