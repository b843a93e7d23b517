import type { SetupTexts } from "./types";

export const losses: SetupTexts["losses"] = {
  cross_entropy: {
    doc: "网络对真实类别的意外程度 −log p，p 是回答经 softmax 得到的概率。",
    fields: {
      top: "评估时也看真实类别有多少次排在前这么多名之内；0 表示关闭。",
      class_weights: "每个类别的样本各算多少；均衡时所有类别分量相同，再少见的也一样。",
      balanced_accuracy: "评估时也给出各类别正确率的平均：少见的类别与常见的算得一样重。",
      every_step: "在序列的每一步都要回答，越靠后分量越重：这样开头也读得懂。",
      label_smoothing: "训练时从真实类别的把握中取出多少，分给所有类别；0 表示关闭。",
    },
  },
  binary_cross_entropy: {
    doc: "只有两类时对真实那一类的意外程度；网络只给一个数：第二类的对数几率。",
    fields: {},
  },
  hinge: {
    doc: "其他每一类落后真实类别多少：超出间隔的不再计入损失。",
    fields: {
      margin: "真实类别的分数要比其他每一类高出多少。",
      power: "1 表示差多少算多少，2 表示取平方：大的错误影响最大。",
    },
  },
  mean_squared_error: {
    doc: "差的平方取平均：大的误差影响最大，最好的回答是均值。",
    fields: {},
  },
  mean_absolute_error: {
    doc: "差去掉正负号后取平均：离群值不会比别的更重，最好的回答是中位数。",
    fields: {},
  },
  huber: {
    doc: "差小时按平方算，差大时按直线算。",
    fields: { delta: "从平方转为直线的地方，以缩放后的目标为单位。" },
  },
};
