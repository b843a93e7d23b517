import type { without as english } from "../en/without";
import type { Texts } from "../texts";

export const without: Texts<typeof english> = {
  title: "没有这一层会怎样",
  off: "关闭",
  on: "打开",
  offOf: "关闭 {{node}}",
  onOf: "打开 {{node}}",
  ask: "它值多少？",
  refused: {
    shape: "{{node}} 不能关闭：它把 {{given}} 变成 {{output}}，别的都做不到。",
    unknown: "还不知道 {{node}} 的形状，暂时不能关闭。",
  },
  note: {
    document: "它原样传递收到的值，权重保持不变。撤销，或再按一次，就恢复。",
    live: "从下一步起，它原样传递收到的值，权重保持不变。",
    tried: "只是看看：运行保持原样。",
  },
  next: "下次运行不用它",
  asking: "正在用测试集提问…",
  again: "再问一次",
  lost: "没有 {{node}}，{{metric}}为 {{without}}；有它时为 {{whole}}。",
  changed_other: "{{all, number}} 个答案中有 {{count, number}} 个变了。",
  both: "{{lost}}{{changed}}",
  classes: "各类别的正确率，有 {{node}} 与没有它",
  class: "类别",
  with: "有",
  without: "没有",
  step: "第 {{step}} 步",
  sweep: {
    start: "逐层关闭看看",
    again: "再来一遍",
    progress: "{{all, number}} 层中的第 {{done, number}} 层",
    end: "停止",
    title: "每一层值多少",
    note: "没有它而其余照旧时，{{metric}}损失多少。",
    row: "{{node}}：损失 {{loss}}",
    none: "这个网络没有一层可以省去：每一层都改变形状。",
  },
  points: "{{figure}} 个百分点",
};
