/** Whose files: one's own experiment, or one that a link shows. */
export type Source = { experiment: string } | { secret: string };

export interface TakenRun {
  id: string;
  number: number;
  /** Whether a checkpoint exists, and so weights. */
  hasWeights: boolean;
  /** Whether the weights of its best test accuracy are kept beside the last ones. */
  hasBest: boolean;
}

export function experimentFile(source: Source, to: "pytorch" | "json"): string | null {
  if ("secret" in source) return null;
  return `/api/experiments/${source.experiment}/export?to=${to}`;
}

function runPath(source: Source, run: string): string {
  return "secret" in source ? `/api/shared/${source.secret}/runs/${run}` : `/api/runs/${run}`;
}

export function runFile(source: Source, run: string, to: "pytorch" | "json"): string {
  return `${runPath(source, run)}/export?to=${to}`;
}

export function weightsFile(source: Source, run: string, which: "last" | "best"): string {
  return `${runPath(source, run)}/weights?which=${which}`;
}
