import type { variants as english } from "../en/variants";
import type { Texts } from "../texts";

export const variants: Texts<typeof english> = {
  title: "变体",
  count_other: "{{count}} 个变体",
  about: "同一个实验，只改一处。按“训练”会把它们依次全部跑完，曲线叠在一起看。",
  show: "看这次运行",
  notRun: "还没运行",
  base: "其余各个都与它比较。",
  same: "没有不同。",
  shown: "当前文档",
  take: "设为当前文档",
  taken: "当前文档已换成“{{name}}”。",
};
