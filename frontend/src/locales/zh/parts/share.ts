import type { share as english } from "../../en/parts/share";
import type { Texts } from "../../texts";

export const share: Texts<typeof english> = {
  dialog: {
    title: "分享这个实验",
    text: "拿到链接的人可以观看这个实验和它的运行，训练时是实时的，之后可以回放。谁都改不了它，但可以派生一份自己的。",
    create: "创建链接",
    created: "新链接",
    createdHint: "现在就复制：地址只显示这一次。",
    copy: "复制链接",
    copied: "已复制",
    list: "已发出的链接",
    made: "创建于 {{date}}",
    thisOne: "就是上面这个",
    revoke: "关闭",
    surely: "拿到这个链接的人将什么也看不到，而且链接不能重新启用。",
    keep: "保留",
    revokeForGood: "永久关闭",
    revoked: "链接已关闭。",
    none: "还没有链接指向这里。",
    localOnly:
      "这个地址只能在本机打开。要让别人也能打开，启动 Layerlab 时设 HOST=0.0.0.0，并把本机地址写进 LAYERLAB_ALLOWED_HOSTS。",
  },
  takeHome: {
    experiment: "这个实验",
    run: "第 {{number}} 次运行",
    script: "PyTorch 脚本",
    scriptText: "独立运行，损失逐位相同",
    runScriptText: "按实际运行导出，含中途的修改",
    json: "实验 JSON",
    jsonText: "任何 Layerlab 都能打开",
    weights: "权重",
    weightsText: "safetensors，取自最近的检查点",
    start: "起始权重",
    startText: "放在脚本旁边",
    best: "最好的权重",
    bestText: "取自评估最好的那一次",
    noWeights: "有了第一个检查点才能导出",
    noRun: "开始运行之后才能导出",
  },
};
