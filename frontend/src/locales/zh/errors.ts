import type { errors as english } from "../en/errors";
import type { Texts } from "../texts";

export const errors: Texts<typeof english> = {
  unexpected: "出了问题，但还没有对应的说明（{{code}}）。再试一次。",
  unexpected_answer: "无法读懂服务器的回答。再试一次。",
  offline: "服务器没有应答。检查 Layerlab 是否在运行。",

  expects_image: "{{node}} 需要图像 (C, H, W)，但 {{source}} 给出的是 {{shape}}。",
  expects_image_move:
    "{{node}} 需要图像 (C, H, W)，但 {{source}} 给出的是 {{shape}}。把它移到 {{before}} 之前。",
  expects_vector:
    "{{node}} 需要向量 (features,)，但 {{source}} 给出的是 {{shape}}。在两者之间加一个 flatten。",
  kernel_too_large:
    "{{node}} 的核为 {{kernel}}，比 {{input}} 的输入还大。改用 {{fits_kernel}} 的核，或把填充设为 {{fits_padding}}。",
  padding_too_large:
    "{{node}} 的填充为 {{padding}}，超过了窗口 {{kernel}} 的一半。最多用 {{largest}}。",
  groups_in_channels:
    "{{node}} 要把 {{channels}} 个输入通道分成 {{groups}} 组，除不尽。改用 {{channels}} 的约数。",
  groups_out_channels:
    "{{node}} 要把 {{channels}} 个卷积核分成 {{groups}} 组，除不尽。改用 {{channels}} 的约数。",
  shapes_differ: "{{node}} 只能相加相同的形状：{{first}} 与 {{second}} 不同。",
  sizes_differ: "{{node}} 只能拼接同样大小的图：{{first}} 与 {{second}} 不同。",
  kinds_differ: "{{node}} 只能把图像与图像、向量与向量拼接：{{first}} 与 {{second}} 不能拼在一起。",
  wrong_output_size:
    "{{node}} 需要 {{expected}} 个数，每类一个，但 {{source}} 给出的是 {{shape}}。在它前面加一个有 {{expected}} 个单元的 linear 层。",
  wrong_output_size_linear:
    "{{node}} 需要 {{expected}} 个数，每类一个，但 {{source}} 给出的是 {{shape}}。把 {{linear}} 的 out_features 设为 {{expected}}。",
  no_input_node: "网络没有输入。添加一个 input 层。",
  no_output_node: "网络没有输出。添加一个 output 层。",
  two_inputs: "{{node}} 是 {{first}} 之外的第二个输入。只保留一个。",
  two_outputs: "{{node}} 是 {{first}} 之外的第二个输出。只保留一个。",
  not_connected: "{{node}} 没有连线。把它接入网络，或删除它。",
  missing_input: "没有数据进入 {{node}}。给它接一条线，或删除它。",
  missing_output: "{{node}} 的输出没有去处。把它继续接下去，或删除它。",
  too_few_wires: "{{node}} 要汇合两条以上的连线，但只有一条进入。",
  too_many_wires:
    "{{node}} 只接一条连线，但有 {{count, number}} 条进入。用 add 或 concat 汇合它们。",
  takes_no_wire: "{{node}} 是数据的入口，连线不能接到这里。",
  gives_no_wire: "{{node}} 是结果的出口，连线不能从这里开始。",
  itself: "{{node}} 不能接到自己。",
  cycle: "{{nodes}} 互相连成了环。删除其中一条连线。",
  duplicate_wire: "从 {{source}} 到 {{node}} 的连线有两条。删除一条。",
  unknown_node: "有一条连线指向 {{node}}，但网络里没有它。删除这条连线。",
  reserved_name: "不能用 {{node}} 作名称：PyTorch 或 Python 已占用。给节点改名。",
  wire_exists: "{{source}} 已经接到 {{node}}。",
  closes_circle: "这条连线会成环：{{source}} 已经依赖 {{node}}。",
  too_many_parameters:
    "网络有 {{count, number}} 个参数，大部分在 {{node}}，上限是 {{limit, number}}。把 {{node}} 改小。",
  too_many_activations:
    "一个样本在网络中变成 {{count, number}} 个数，大部分在 {{node}}，上限是 {{limit, number}}。把 {{node}} 改小。",
  too_many_flops:
    "一个样本需要 {{count, number}} 次运算，大部分在 {{node}}，上限是 {{limit, number}}。把 {{node}} 改小。",
  depth_cap: "网络最长的路径经过 {{count, number}} 层，上限是 {{limit, number}}。",
  node_cap: "网络有 {{count, number}} 个节点，上限是 {{limit, number}}。",
  edge_cap: "网络有 {{count, number}} 条连线，上限是 {{limit, number}}。",
  missing_role: "这个算法要训练 {{role}}，但实验里没有。",
  unknown_role: "这个算法用不到 {{role}}。删除这个网络。",
  no_parameters: "{{role}} 没有可学的东西：各层都没有权重。添加一个 conv2d 或 linear 层。",
  too_many_steps:
    "这次运行需要 {{count, number}} 步，上限是 {{limit, number}}。减少轮数，或增大批大小。",
  too_much_memory:
    "这一批约需 {{needed}} GB，而上限是 {{limit}} GB。批大小改为 {{fits}} 就放得下。",
  too_much_memory_for_one: "单个样本就约需 {{needed}} GB，而上限是 {{limit}} GB。把网络改小。",
  sample_out_of_range:
    "测试集有 {{count, number}} 个样本，没有第 {{sample}} 个。选 0 到 {{last}}。",
  duplicate_probe: "探针 {{probe}} 有两个。删除一个。",
  one_value_per_map:
    "{{node}} 在每张图上只会看到一个值，无法归一化：一轮中有一批只含一个样本。换一个批大小。",
  invalid_json: "这不是 JSON。",
  invalid_document: "这不是 Layerlab 的实验。",
  invalid_text: "文本含有无法保存的字符（NUL 或不成对的代理字符）。",
  number_not_finite: "有数值是无穷大或 NaN。",
  number_too_long: "有整数超过 {{digits}} 位。",
  json_too_deep: "文档嵌套超过 {{limit}} 层。",
  document_too_large: "文档超过 {{limit}} MB。",
  newer_format: "文档格式是 {{format}}，这个 Layerlab 只能读到 {{newest}}。更新 Layerlab。",
  unknown_preset: "没有名为 {{name}} 的范例或文件。",
  unknown_setting: "没有名为 {{path}} 的设置。",
  invalid_field: "这个值不能用在这里。换一个。",
  field_at_least: "至少为 {{limit}}。",
  field_above: "要大于 {{limit}}。",
  field_at_most: "最多为 {{limit}}。",
  field_below: "要小于 {{limit}}。",
  field_whole: "填整数。",
  field_number: "填数字。",
  bad_request: "服务器没有看懂请求。重新加载页面再试。",
  body_incomplete: "请求在途中断了。再试一次。",
  body_too_large: "内容超过服务器能接收的大小。把文档变小。",
  body_too_slow: "请求到达得太慢。换个好些的网络再试。",
  not_json: "服务器只接受 JSON。重新加载页面再试。",
  not_found: "这个地址下没有内容。",
  method_not_allowed: "服务器在这里不支持这个操作。",
  host_not_allowed: "服务器不以 {{host}} 这个名字提供服务。把它加进 LAYERLAB_ALLOWED_HOSTS。",
  origin_not_allowed: "请求来自别的网页，已被拒绝。直接打开 Layerlab。",
  internal: "服务器没能完成。再试一次；原因写在它的日志里。",
  database_busy: "数据库正忙。稍后再试。",
  disk_full: "磁盘已满：可以读，不能存。腾出一些空间。",
  stale_revision: "这个实验打开之后在别处改过。选择保留哪一份。",
  experiment_not_found: "没有这个实验，可能已被删除。",
  run_not_found: "没有这次运行，可能已被删除。",
  preset_not_found: "没有这个范例。",
  link_gone: "分享者已关闭这个链接。",
  run_ended: "这次运行已经结束。开始一次新的运行。",
  too_many_runs: "正在进行 {{running}} 次运行，最多允许 {{limit}} 次。等一次结束，或停掉一次。",
  dataset_damaged: "{{dataset}} 的文件已损坏。重新下载。",
  dataset_not_saved: "{{dataset}} 无法保存。检查磁盘后再试。",
  dataset_unavailable: "无法下载 {{dataset}}。检查网络连接后再试。",
  sample_unknown: "数据集里没有这个样本。",
};
