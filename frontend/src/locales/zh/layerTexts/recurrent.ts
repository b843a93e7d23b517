import type { TextsOf } from "./shape";

const FIELDS = {
  hidden_size: "单元的个数，也就是状态有几个数。",
  num_layers: "上下叠几层，每层读下面一层给出的东西。",
  bidirectional: "也从末尾往前读，用另外一批单元；两个状态并排放在一起。",
  dropout: "训练时在两层之间失活的比例；只有一层时不起作用。",
  bias: "给每个单元算出的数再加上学到的数。",
  rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
} as const;

export const recurrent: TextsOf<"recurrent"> = {
  rnn: {
    doc: "把每一步与自己上一步的状态混在一起：最简单的记忆，很快就淡去。",
    formula: "h = tanh(W·x + U·上一步的 h + b)",
    worked: "W：{hidden_size} × {in_features}，U：{hidden_size} × {hidden_size}",
    fields: { ...FIELDS, nonlinearity: "用什么来弯曲新的状态。" },
  },
  lstm: {
    doc: "在状态之外另有一份记忆；几道门决定忘掉什么、收进什么、显露什么。",
    formula: "c = f·上一步的 c + i·g；h = o·tanh(c)，f、i、o 是门",
    worked: "W：4·{hidden_size} × {in_features}，U：4·{hidden_size} × {hidden_size}",
    fields: {
      ...FIELDS,
      proj_size: "不给出整个状态，而给出由学到的混合得来的这么多个数；0 表示给出状态本身。",
      forget_bias: "加到遗忘门最初的偏置上；设为 1 时记忆从第一步起就敞开。",
    },
  },
  gru: {
    doc: "用两道门决定状态留多少、换多少：比普通的循环层记得更久。",
    formula: "h = (1 − z)·n + z·上一步的 h；n = tanh(W·x + r·(U·上一步的 h))，z、r 是门",
    worked: "W：3·{hidden_size} × {in_features}，U：3·{hidden_size} × {hidden_size}",
    fields: FIELDS,
  },
};
