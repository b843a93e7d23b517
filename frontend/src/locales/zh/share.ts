import type { share as english } from "../en/share";
import type { Texts } from "../texts";

export const share: Texts<typeof english> = {
  share: "分享",
  viewOnly: "只读",
  sharedLink: "分享链接",
  fork: "派生到我的实验库",
  parameters: "参数",
  trainedIn: "训练用时",
  takeHome: {
    button: "导出",
  },
};
