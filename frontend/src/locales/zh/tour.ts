import type { tour as english } from "../en/tour";
import type { Texts } from "../texts";

export const tour: Texts<typeof english> = {
  place: "{{at}} / {{of}}",
  back: "上一步",
  next: "下一步",
  done: "完成",
  end: "结束导览",
  offer: { text: "第一次来？五步导览带你看一遍。", show: "开始导览", no: "不用了" },
  steps: {
    network: {
      title: "网络就是画面",
      text: "样本从左边进入，答案从末端出来。每一层都在自己的框里画出它的输出；点一层即可设置。",
    },
    train: {
      title: "按“训练”",
      text: "按空格键也行，再按一次暂停。每看完一批样本，所有权重都往损失更小的方向挪一点。",
    },
    learning: {
      title: "损失下降，说明它在学",
      text: "损失是它错得多远，准确率是它答对多少。实线是训练集；虚线是测试集，它从不用来训练。",
    },
    drawing: {
      title: "亲手试一试",
      text: "随时可以在这里画。网络边学边认你画的东西，色带记下它的看法怎样变化。",
    },
    keep: {
      title: "回看、分享、导出",
      text: "拖动时间线，所有视图都回到那一步。“分享”给出观看链接，“导出”给出 PyTorch 脚本。",
    },
    replay: {
      title: "再看一遍它怎样学会",
      text: "按“回放”或拖动时间线，所有视图都显示那一步。",
    },
    fork: {
      title: "变成自己的",
      text: "派生就是在自己的实验库里放一份副本。改一处，训练，再比较。",
    },
  },
};
