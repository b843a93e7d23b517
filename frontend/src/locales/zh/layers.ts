import type { layers as english } from "../en/layers";
import type { Texts } from "../texts";

export const layers: Texts<typeof english> = {
  families: {
    input: "输入",
    conv: "卷积",
    pool: "池化",
    act: "激活",
    norm: "归一化",
    linear: "全连接",
    recurrent: "循环",
    merge: "合并",
    block: "模块",
    output: "输出",
  },
  kinds: {
    input: "输入",
    conv2d: "二维卷积",
    max_pool2d: "二维最大池化",
    avg_pool2d: "二维平均池化",
    flatten: "展平",
    unflatten: "还原成图",
    linear: "全连接",
    batch_norm2d: "二维批归一化",
    dropout: "随机失活",
    relu: "ReLU",
    tanh: "Tanh",
    gelu: "GELU",
    softmax: "Softmax",
    add: "相加",
    concat: "拼接",
    output: "输出",
  },
  ports: { out: "输出", in: "输入", query: "查询", key: "键", value: "值", state: "状态" },
  units: { pixels: "px" },
};
