import type { lessons as english } from "../en/lessons";
import type { Texts } from "../texts";

export const lessons: Texts<typeof english> = {
  title: "新建实验",
  lessons: {
    mlp: { name: "感知机与 MLP", title: "感知机与多层感知机", aside: "点、表格与小图" },
    cnn: {
      name: "CNN",
      title: "卷积，以及由它造出的网络",
      aside: "小号的同族网络一两分钟就能训练",
    },
    rnn: { name: "RNN", title: "序列", aside: "文本、语音、时间序列" },
    gan: { name: "GAN", title: "两个网络的较量", aside: "样本由你评判" },
    rl: { name: "强化学习", title: "强化学习", aside: "" },
  },
  notYet: "还没有",
  lessonList: "课程",
  search: "查找范例",
  noMatch: "没有与“{{search}}”相符的范例。",
  showAll: "显示全部",
  blank: "空白画布",
  file: "打开文件",
  notJson: "{{name}} 不是实验文件：里面没有 JSON。",
  parameters: "参数",
  seconds: "≈ {{time}} 秒",
  minutes: "≈ {{time}} 分",
  hours: "≈ {{time}}",
  published: "按论文原貌：3×224×224，1000 类。可以在这里打开、检查。",
  publishedList: "按论文原貌",
  keys: { move: "选择", open: "打开", search: "查找", back: "返回" },
  machine_other: "时间按这台机器估算：{{count}} 核，{{gpu}}。",
  gpu: "有 GPU",
  noGpu: "无 GPU",
};
