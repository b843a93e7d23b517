import type { TextsOf } from "./shape";

export const input: TextsOf<"input"> = {
  input: {
    doc: "数据从这里进入：数据集里的一个样本。",
    formula: "x = (像素 − 均值) / 标准差",
    worked: "",
    fields: {},
  },
};
