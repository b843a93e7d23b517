import type { TextsOf } from "./shape";

export const block: TextsOf<"block"> = {
  block: {
    doc: "把文档里的一个网络放在这里：模块可以放在多处，也可以连着放几次。",
    formula: "y = 模块(… 模块(x))",
    worked: "",
    fields: {
      block: "放在这里的是哪个模块。",
      arguments: "模块的参数在这里取什么值；没写的就用模块自己的值。",
      repeat: "连着放几次；每次都有自己的权重。",
      seeds: "里面的初始权重按哪些名字抽取：组成模块之前各层的名字。",
      rate: "里面各层的学习率都乘以多少；设为 0 时全部冻结，连同各自保存的统计量。",
    },
  },
};
