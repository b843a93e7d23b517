import type { SetupTexts } from "./types";

export const augmentations: SetupTexts["augmentations"] = {
  crop: {
    doc: "把每张图像平移几个像素：先加边框，再从随机的位置裁出来。",
    fields: {
      padding: "每边加几个像素的边框，也就是图像最多能移多远。",
      fill: "边框的亮度，从 0（黑）到 255（白）。",
    },
  },
  flip: {
    doc: "把一部分图像左右翻转。字母和数字不要用：翻过来的 2 不再是 2。",
    fields: { probability: "翻转多大比例的图像。" },
  },
  rotate: {
    doc: "把每张图像绕中心转一个随机的角度；落在像素之间的，由四周的像素混合而成。",
    fields: {
      degrees: "向左或向右最多转多少度。",
      fill: "四角补上的亮度，从 0（黑）到 255（白）。",
    },
  },
  erase: {
    doc: "随机盖住一部分图像的一小块，免得只学会其中某一处。",
    fields: {
      probability: "遮盖多大比例的图像。",
      side: "方块的高和宽，占图像高和宽的比例。",
      fill: "盖上的亮度，从 0（黑）到 255（白）。",
    },
  },
  normalise: {
    doc: "按每张图像自己的像素，使它均值为 0、波动为 1，不论明暗。测试集也这样做，且放在最后。",
    fields: { by: "整张图像一起统计，还是每个通道各自统计。" },
  },
};
