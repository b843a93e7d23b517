/** What the first Layerlab called a setting: it knew one network, its classifier. Logs of then are sent as they were kept. */
const OF_OLD_LOGS: Readonly<Record<string, string>> = {
  learning_rate: "optimizers.classifier.optimizer.learning_rate",
  momentum: "optimizers.classifier.optimizer.momentum",
  weight_decay: "optimizers.classifier.optimizer.weight_decay",
  clip_norm: "optimizers.classifier.clip_norm",
  label_smoothing: "algorithm.loss.label_smoothing",
};
const OLD_LAYER = /^dropout:(.+)$/;

/** A setting that changed in mid-run, by the path of its field in the document. */
export function settingPathOf(name: string): string {
  const node = OLD_LAYER.exec(name)?.[1];
  if (node !== undefined) return `networks.classifier.nodes.${node}.layer.p`;
  return OF_OLD_LOGS[name] ?? name;
}
