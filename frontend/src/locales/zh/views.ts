import type { views as english } from "../en/views";
import type { Texts } from "../texts";

export const views: Texts<typeof english> = {
  gallery: "全部视图，用一次记录下来的运行作展示",
  step: "步",
  train: "训练集",
  test: "测试集",
  tile: {
    label: "{{node}} 的输出",
    larger: "放大查看 {{node}}",
  },
  metrics: {
    loss: {
      short: "损失",
      chart: "损失随步数变化",
      test: "测试损失",
      inline: "测试损失",
      best: "最低测试损失",
    },
    accuracy: {
      short: "准确率",
      chart: "准确率随步数变化",
      test: "测试准确率",
      inline: "测试准确率",
      best: "最佳测试准确率",
    },
    distance: {
      short: "距离",
      chart: "距离随步数变化",
      test: "测试距离",
      inline: "测试距离",
      best: "最小测试距离",
    },
    other: {
      short: "{{name}}",
      chart: "{{name}} 随步数变化",
      test: "测试 {{name}}",
      inline: "测试 {{name}}",
      best: "最佳测试 {{name}}",
    },
    best: "最佳 {{name}}",
    owned: {
      short: "{{role}}{{name}}",
      chart: "{{name}}随步数变化",
      test: "测试{{name}}",
      inline: "测试{{name}}",
      best: "最佳测试{{name}}",
    },
  },
  roles: { label: "当前网络" },
  nodeView: {
    label: "{{node}} 显示什么",
    output: "输出",
    kernels: "卷积核",
    gradient: "梯度",
  },
  gradient: {
    label: "{{node}} 处的梯度",
    loss: "这个样本的损失 {{loss}}",
    reads: "这个样本的损失怎样随每个值变化：蓝色处的值增大，损失升高；橙色处的值增大，损失降低。",
    spread: "{{node}} 的权重梯度分布",
  },
  untrained: { short: "未训练" },
  unrecorded: {
    here: "这次运行没有记录它。",
    ended: "还没有读数：运行在第一次读取之前就结束了。",
    off: "没有开启这项记录。",
    nothing: "这个网络没有这方面的内容可看。",
    switchOn: "下一次运行时记录",
    next: "下一次运行会记录。",
    short: "未记录",
  },
  timeline: {
    name: "时间线",
    live: "实时",
    step: "第 {{step}} 步",
    epoch: "第 {{epoch}} 轮",
    rate: "学习率 {{from}} → {{to}}",
    change: "{{name}} {{from}} → {{to}}",
    origin: "起点：{{title}}，第 {{run}} 次运行，第 {{step}} 步",
    originFile: "起点：{{title}}",
  },
};
