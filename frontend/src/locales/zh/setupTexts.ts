import type { setupCatalogue } from "@/schema/setupCatalogue.gen";

type Families = Pick<
  typeof setupCatalogue,
  | "optimizers"
  | "schedules"
  | "datasets"
  | "augmentations"
  | "algorithms"
  | "losses"
  | "lengths"
  | "evaluations"
  | "probes"
  | "settings"
>;

type FieldNames<Spec> = Spec extends { readonly fields: readonly (infer Field)[] }
  ? Field extends { readonly name: infer Name }
    ? Name & string
    : never
  : never;

/** The docstrings of all that is set up beside the layers, in Chinese: a missing one is a type error. */
export type SetupTexts = {
  readonly [Family in keyof Families]: {
    readonly [Kind in keyof Families[Family]]: {
      readonly doc: string;
      readonly fields: { readonly [Name in FieldNames<Families[Family][Kind]>]: string };
    };
  };
};

const TRAIN_LIMIT = { train_limit: "只用前这么多个训练样本，看看数据少时会怎样；0 表示全部使用。" };
const CLASSES = "只用这些数字，它们按这里的顺序成为类别；不写就用全部。";
const DIGITS = { ...TRAIN_LIMIT, classes: CLASSES };
const TABLE = {
  ...TRAIN_LIMIT,
  scaling:
    "怎样把特征放到同一尺度：按均值和波动，按最小值和最大值，或不缩放。只用训练集的行来统计。",
};
const RATE_PER_WEIGHT = "一步的长度，随后按每个权重再缩放。";
const FACTOR = "每次下降时学习率乘以的数。";
const BETA_1 = "梯度均值的记忆长短。";
const BETA_2 = "梯度平方均值的记忆长短。";
const EPSILON = "避免除以零。";

const CADENCE = {
  every_ms: "训练时，两次读取之间至少隔这么久；时间预算可能让它更少。单步时每一步都读。",
};
const WATCHED = { ...CADENCE, sample: "看测试集里的哪一个样本。" };

export const setupTexts: SetupTexts = {
  optimizers: {
    sgd: {
      doc: "沿梯度的反方向走，需要时加上动量。",
      fields: {
        learning_rate: "一步的长度：从权重中减去多少梯度。",
        momentum: "上一步有多少保留到下一步。",
        nesterov: "先沿动量向前看，再取梯度。若运行开始时动量为 0，则不起作用。",
        weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
      },
    },
    adam: {
      doc: "根据梯度及其平方的滑动均值，给每个权重各自的步长。",
      fields: {
        learning_rate: RATE_PER_WEIGHT,
        beta1: BETA_1,
        beta2: BETA_2,
        epsilon: EPSILON,
        weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
      },
    },
    adamw: {
      doc: "权重衰减直接作用于权重、不经过梯度的 Adam。",
      fields: {
        learning_rate: RATE_PER_WEIGHT,
        beta1: BETA_1,
        beta2: BETA_2,
        epsilon: EPSILON,
        weight_decay: "每一步从每个权重中去掉的比例，再乘以学习率。",
      },
    },
    rmsprop: {
      doc: "把每个权重的步长除以它梯度近来的大小。",
      fields: {
        learning_rate: RATE_PER_WEIGHT,
        alpha: BETA_2,
        epsilon: EPSILON,
        momentum: "上一步有多少保留到下一步。",
        centered: "除以梯度围绕均值的波动，而不是它的大小。",
        weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
      },
    },
    adagrad: {
      doc: "把每个权重的步长除以它至今所有梯度的大小：很少出现的，步子就长。",
      fields: {
        learning_rate: RATE_PER_WEIGHT,
        epsilon: EPSILON,
        weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
      },
    },
    adadelta: {
      doc: "对照梯度近来的大小，让每一步与前几步一样长：几乎没有学习率要设。",
      fields: {
        learning_rate: "走这一步的多少；1 表示照走。",
        rho: "对平方的记忆：梯度的平方和步长的平方。",
        epsilon: "让除法不会除以 0，也让最初几步走得出去。",
        weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
      },
    },
    nadam: {
      doc: "像 Nesterov 那样沿动量向前看的 Adam。",
      fields: {
        learning_rate: RATE_PER_WEIGHT,
        beta1: BETA_1,
        beta2: BETA_2,
        epsilon: EPSILON,
        momentum_decay: "动量多快升到它的全部份额。",
        weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
      },
    },
    radam: {
      doc: "先见过足够多的梯度、知道了它们的大小，才去缩放步长的 Adam。",
      fields: {
        learning_rate: RATE_PER_WEIGHT,
        beta1: BETA_1,
        beta2: BETA_2,
        epsilon: EPSILON,
        weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
      },
    },
  },
  schedules: {
    constant: { doc: "学习率保持不变。", fields: {} },
    cosine: {
      doc: "预热时直线上升，然后沿半个余弦降到运行结束。",
      fields: {
        warmup_steps: "学习率从接近 0 升上来所用的步数。",
        final_fraction: "结束时学习率还剩的比例。",
      },
    },
    step: {
      doc: "每隔同样的距离，把学习率乘以一个倍数。",
      fields: { every_epochs: "两次下降之间的轮数。", factor: FACTOR },
    },
    multi_step: {
      doc: "在指定的几轮之后，把学习率乘以一个倍数。",
      fields: { milestones: "在这些轮之后学习率下降。", factor: FACTOR },
    },
    exponential: {
      doc: "每一步都按同样的比例降低一点。",
      fields: { factor: "每一轮之后学习率还剩的比例。" },
    },
    one_cycle: {
      doc: "在整个运行中先升到设定的学习率，再降到远低于起点，两段都沿半个余弦。",
      fields: {
        rise_fraction: "学习率上升所占的运行比例。",
        initial_fraction: "第一步时学习率的比例。",
        final_fraction: "结束时学习率还剩的比例。",
      },
    },
    plateau: {
      doc: "损失不再下降时，把学习率乘以一个倍数。",
      fields: {
        watch: "必须下降的损失：测试集的，或上次评估以来各步的平均。",
        patience: "连续几次评估没有进步后，学习率才下降。",
        factor: FACTOR,
      },
    },
  },
  datasets: {
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
  },
  augmentations: {
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
  },
  algorithms: {
    supervised: {
      doc: "给网络看样本和它们的目标，降低它回答的损失。",
      fields: {
        input: "给网络看的内容。",
        target: "网络应当回答的内容。",
        loss: "要降低的量：回答与目标差多少。",
      },
    },
    gan: {
      doc: "生成器把噪声变成样本，判别器分辨真假，两者互相学习。",
      fields: {
        sample: "生成器学着造的东西。",
        latent: "每个样本由多少个噪声数造出来。",
      },
    },
  },
  losses: {
    cross_entropy: {
      doc: "网络对真实类别的意外程度 −log p，p 是回答经 softmax 得到的概率。",
      fields: {
        top: "评估时也看真实类别有多少次排在前这么多名之内；0 表示关闭。",
        label_smoothing: "训练时从真实类别的把握中取出多少，分给所有类别；0 表示关闭。",
      },
    },
    binary_cross_entropy: {
      doc: "只有两类时对真实那一类的意外程度；网络只给一个数：第二类的对数几率。",
      fields: {},
    },
    hinge: {
      doc: "其他每一类落后真实类别多少：超出间隔的不再计入损失。",
      fields: {
        margin: "真实类别的分数要比其他每一类高出多少。",
        power: "1 表示差多少算多少，2 表示取平方：大的错误影响最大。",
      },
    },
    mean_squared_error: {
      doc: "差的平方取平均：大的误差影响最大，最好的回答是均值。",
      fields: {},
    },
    mean_absolute_error: {
      doc: "差去掉正负号后取平均：离群值不会比别的更重，最好的回答是中位数。",
      fields: {},
    },
    huber: {
      doc: "差小时按平方算，差大时按直线算。",
      fields: { delta: "从平方转为直线的地方，以缩放后的目标为单位。" },
    },
  },
  lengths: {
    epochs: { doc: "运行把训练数据看这么多遍。", fields: { epochs: "把训练数据看几遍。" } },
    steps: {
      doc: "运行走这么多步，不管那时一轮是否结束。",
      fields: { steps: "梯度下降的步数。" },
    },
  },
  evaluations: {
    per_epoch: {
      doc: "每一轮问几次整个测试集。",
      fields: { times: "每一轮问几次，间隔均匀，最后一次在轮末。" },
    },
    every_steps: {
      doc: "每隔这么多步问一次整个测试集，运行结束时再问一次。",
      fields: { steps: "两次评估之间的步数。" },
    },
    never: { doc: "从不问测试集。", fields: {} },
  },
  settings: {
    pace: {
      doc: "运行多长，每一步看多少样本，什么时候问测试集。",
      fields: {
        batch_size: "每一步的样本数。",
        length: "运行到哪里结束。",
        evaluations: "什么时候问整个测试集。",
        early_stopping: "什么情况下提前结束运行。",
        keep_best: "除了最后的权重，也保留按这个指标最好的一次评估时的权重；空着表示关闭。",
      },
    },
    early_stopping: {
      doc: "不再有进步时结束运行。",
      fields: {
        patience: "连续这么多次评估都没有进步时结束运行；0 表示关闭。",
        metric: "要看哪个评估指标有没有进步。",
      },
    },
    role_optimizer: {
      doc: "优化器、学习率在运行中的变化，以及梯度的上限。",
      fields: {
        optimizer: "梯度怎样变成一步更新。",
        schedule: "学习率在整个运行中怎样变化。",
        average: "评估时用各步权重的平均：每一步平均值保留自身的这么多；0 表示关闭。",
        clip_norm: "所有梯度合起来最长能有多长，超出的按比例缩短；0 表示关闭。",
      },
    },
  },
  probes: {
    feature_maps: {
      doc: "一个测试样本经过时，每个节点给出什么；以噪声为输入的网络，则看一份噪声。",
      fields: WATCHED,
    },
    gradient_maps: { doc: "每个节点的输出变化时，一个样本的损失怎样变化。", fields: WATCHED },
    kernels: { doc: "每个卷积此刻的卷积核。", fields: CADENCE },
    histograms: { doc: "每个节点的激活值、权重和梯度怎样分布。", fields: CADENCE },
    layer_health: { doc: "各层学得好不好：梯度、步伐，以及不再激活的单元。", fields: CADENCE },
    confusion_matrix: { doc: "每次评估时在测试集上统计：哪一类被认成哪一类。", fields: CADENCE },
    predictions: {
      doc: "每次评估时网络对每个测试样本的回答：格子背后的图像由此而来。",
      fields: CADENCE,
    },
    residuals: { doc: "每次评估时，网络的回答比应有的数多多少、少多少。", fields: CADENCE },
    surface: {
      doc: "在样本点所在的平面上，网络在每一处各怎样回答。",
      fields: { ...CADENCE, side: "网格每边取多少处。" },
    },
    pinned: { doc: "网络对固定的输入怎么说。", fields: CADENCE },
  },
};
