import type { SetupTexts } from "./types";

const TRAIN_LIMIT = { train_limit: "只用前这么多个训练样本，看看数据少时会怎样；0 表示全部使用。" };
const CLASSES = "只用这些数字，它们按这里的顺序成为类别；不写就用全部。";
const DIGITS = { ...TRAIN_LIMIT, classes: CLASSES };
const TABLE = {
  ...TRAIN_LIMIT,
  scaling:
    "怎样把特征放到同一尺度：按均值和波动，按最小值和最大值，或不缩放。只用训练集的行来统计。",
};

const SERIES = {
  ...TRAIN_LIMIT,
  window: "给网络看多少个值。",
  horizon: "要它往后说多少个值。",
  difference: "学什么：值本身，每个值比前一个多多少，或比一季以前的那个多多少。",
  tested: "留什么来测试：最后五分之一的值；或者它前面的五分之一，用来选设置。",
};

export const datasets: SetupTexts["datasets"] = {
  mnist: { doc: "70,000 个手写数字，28×28，灰度。", fields: DIGITS },
  fashion_mnist: {
    doc: "12,000 张衣物照片，28×28，灰度：Fashion-MNIST 的前一部分。",
    fields: TRAIN_LIMIT,
  },
  fashion_mnist_full: {
    doc: "70,000 张衣物照片，28×28，灰度。获取一次（31 MB）。",
    fields: TRAIN_LIMIT,
  },
  kmnist: {
    doc: "70,000 个古籍中的手写平假名，28×28，灰度。获取一次（21 MB）。",
    fields: TRAIN_LIMIT,
  },
  glyphs: {
    doc: "7,308 个印刷的数字和大写字母，28×28，灰度，来自 203 种字体：测试用的字体家族从未学过。",
    fields: TRAIN_LIMIT,
  },
  emoji: {
    doc: "1,871 个彩色表情符号，32×32，白底，九个类别：同一类的样子往往很不一样。",
    fields: TRAIN_LIMIT,
  },
  cifar10: {
    doc: "60,000 张动物和交通工具的小照片，32×32，彩色。获取一次（170 MB）。",
    fields: TRAIN_LIMIT,
  },
  digit_scenes: {
    doc: "6,000 幅图，每幅有一到四个大小不一的手写数字，各带一个边界框；首次使用时用 MNIST 拼成。",
    fields: TRAIN_LIMIT,
  },
  moons: {
    doc: "两弯互相咬合的月牙：没有一条直线能把它们分开。",
    fields: {
      ...TRAIN_LIMIT,
      count: "用来训练的点数；另留一半的数目用来测试。",
      noise: "点偏离月牙多远：标准差，月牙的半径为 1。",
      seed: "抽出哪些点。",
    },
  },
  iris: {
    doc: "150 朵鸢尾花：萼片和花瓣的长与宽，以及属于三个品种中的哪一个。",
    fields: TABLE,
  },
  wine: {
    doc: "178 瓶葡萄酒：其中溶有什么，共十三项指标，以及出自三个葡萄品种中的哪一个。",
    fields: TABLE,
  },
  breast_cancer: {
    doc: "569 个肿瘤：细胞核的三十项指标，以及是良性还是恶性。",
    fields: TABLE,
  },
  penguins: {
    doc: "344 只企鹅：喙、鳍肢、体重、岛屿和性别，以及属于三个品种中的哪一个。有些值缺失。",
    fields: {
      ...TABLE,
      missing: "缺失的数用训练集的均值代替，缺失的文字哪个词都不算；或者去掉这样的行。",
      encoding: "每个词成为一个特征，是它时为 1，否则为 0；或每个词对应一个数；或不用。",
    },
  },
  diabetes: {
    doc: "442 位病人：年龄、性别、体重指数、血压和六项血液指标，以及一年后病情的进展。",
    fields: TABLE,
  },
  japanese_vowels: {
    doc: "九位男士念 /ae/ 的 640 段录音，每段 7 到 29 步，每步十二个倒谱系数。",
    fields: TRAIN_LIMIT,
  },
  spoken_digits: {
    doc: "六个人念 0 到 9 的 3,000 段录音，每段 6 到 92 步，每步 13 个倒谱系数（MFCC）。",
    fields: TRAIN_LIMIT,
  },
  surnames: {
    doc: "用拉丁字母书写的 17 种语言里的 16,786 个姓氏，每个 2 到 40 个字母。",
    fields: TRAIN_LIMIT,
  },
  shakespeare: {
    doc: "37 部剧本，4,673,857 个字符：先是谁在说，再是说了什么，按原文顺序一段接一段。",
    fields: {
      ...TRAIN_LIMIT,
      passage: "网络一次学多少个字符，梯度也就只往回走这么远；带着的状态会接着走下去。",
    },
  },
  tang_quatrains: {
    doc: "简体字的唐人绝句，只收用字不出最常用 1,500 字的那些。",
    fields: { ...TRAIN_LIMIT, line: "每句几个字。" },
  },
  tang_quatrains_traditional: {
    doc: "繁体字的唐人绝句，只收用字不出最常用 1,500 字的那些。",
    fields: { ...TRAIN_LIMIT, line: "每句几个字。" },
  },
  us_names: {
    doc: "1880 到 2017 年间在美国至少有 500 人取过的 16,329 个名字。",
    fields: TRAIN_LIMIT,
  },
  adding: {
    doc: "一行 0 到 1 之间的数，其中两个带记号，最后问它们的和。总答 1，均方误差是 0.167；想做得更好，就得把第一个数一直记到最后。",
    fields: {
      ...TRAIN_LIMIT,
      rows: "用来训练的行数；另留十分之一的数目用来测试。",
      length: "一行有几个数：前一半里有一个带记号，后一半里也有一个。",
      seed: "抽出哪些行。",
    },
  },
  toy_task: {
    doc: "一行符号，一个问题：括号是否配对，X 在不在 Y 前面？",
    fields: {
      ...TRAIN_LIMIT,
      task: "问一行的什么。选“随机”时答案是抛硬币得来的：除了死记，没有可学的。",
      rows: "用来训练的行数；另留五分之一的数目用来测试。",
      length: "一行有几个符号。",
      seed: "抽出哪些行。",
    },
  },
  sentiment_movie: {
    doc: "影评里的 9,985 句话，由人打分：是夸还是贬？",
    fields: TRAIN_LIMIT,
  },
  sentiment_product: {
    doc: "五种商品评论里的 2,906 句话，每句由 20 个人打分；测试用的是整篇没见过的评论。",
    fields: TRAIN_LIMIT,
  },
  sunspots: {
    doc: "1700 到 2008 年每年的太阳黑子数：大约十一年一个周期，没有两次一样。",
    fields: SERIES,
  },
  co2_weekly: {
    doc: "1958 到 2001 年莫纳罗亚每周的二氧化碳浓度（ppm）：一直在升，每年呼吸一次。缺 59 周，用两边的值连线补上。",
    fields: SERIES,
  },
  seattle_weather: {
    doc: "2012 到 2015 年西雅图每天的天气：由最高气温、最低气温、降水和风，预测最高气温。",
    fields: SERIES,
  },
  sf_temperature: {
    doc: "旧金山每小时的气温（华氏度）。这是 1981 到 2010 年的气候平均值，很平滑，不是哪一年的真实天气：预测得好，不说明能预测天气。",
    fields: SERIES,
  },
  ring: {
    doc: "圆周上的一团团点：生成器只造出其中几团时，在这里一眼就看得出来。",
    fields: {
      ...TRAIN_LIMIT,
      count: "用来训练的点数；另留四分之一的数目用来测试。",
      clouds: "圆周上有几团，均匀分布。",
      noise: "点偏离团心多远：标准差，圆的半径为 1。",
      seed: "抽出哪些点。",
    },
  },
  shape: {
    doc: "只说明输入和输出的形状，没有任何数据：用于数据太大、放不到这里的网络。",
    fields: {
      ...TRAIN_LIMIT,
      channels: "图像的通道数：灰度图是 1，彩色图是 3。",
      height: "图像有几行像素。",
      width: "图像有几列像素。",
      classes: "要分出多少类。",
    },
  },
};
