import type { share } from "@/locales/en/parts/share";

/** Whose files: one's own experiment, or one that a link shows. */
export type DocumentRef = { experiment: string } | { secret: string };

export interface TakenRun {
  id: string;
  number: number;
  /** Whether a checkpoint exists, and so weights. */
  hasWeights: boolean;
  /** Whether the weights of its best test accuracy are kept beside the last ones. */
  hasBest: boolean;
  /** Whether they are running averages, as the tests were made with. */
  averaged: boolean;
  /** The networks that it trains. */
  roles: readonly string[];
}

function experimentFile(source: DocumentRef, to: "pytorch" | "json"): string | null {
  if ("secret" in source) return null;
  return `/api/experiments/${source.experiment}/export?to=${to}`;
}

function runPath(source: DocumentRef, run: string): string {
  return "secret" in source ? `/api/shared/${source.secret}/runs/${run}` : `/api/runs/${run}`;
}

function runFile(source: DocumentRef, run: string, to: "pytorch" | "json"): string {
  return `${runPath(source, run)}/export?to=${to}`;
}

function weightsFile(source: DocumentRef, run: string, which: "last" | "best"): string {
  return `${runPath(source, run)}/weights?which=${which}`;
}

function onnxFile(source: DocumentRef, run: TakenRun | null, role: string): string {
  if (run !== null)
    return `${runPath(source, run.id)}/onnx?which=${run.hasBest ? "best" : "last"}&role=${role}`;
  return "secret" in source ? "" : `/api/experiments/${source.experiment}/onnx?role=${role}`;
}

export interface TakenFile {
  readonly name: "script" | "json" | "weights" | "best" | "start" | "onnx";
  /** Of which network, where there are several. */
  readonly role?: string;
  /** What is said of it. */
  readonly text: Exclude<keyof typeof share.takeHome, "run" | "onnxOf">;
  /** null: can't be had yet, for the reason in the text. */
  readonly href: string | null;
}

/** What there is to take of the document; nothing through a link. */
export function documentFiles(source: DocumentRef, roles: readonly string[]): TakenFile[] {
  const script = experimentFile(source, "pytorch");
  const json = experimentFile(source, "json");
  if (script === null || json === null) return [];
  return [
    { name: "script", text: "scriptText", href: script },
    ...onnxFiles(source, null, roles),
    { name: "json", text: "jsonText", href: json },
  ];
}

/** A file for each network, written when it is asked for. */
function onnxFiles(
  source: DocumentRef,
  run: TakenRun | null,
  roles: readonly string[],
): TakenFile[] {
  const text = run === null ? "onnxText" : run.hasBest ? "bestOnnxText" : "runOnnxText";
  return roles.map((role) => ({
    name: "onnx",
    text,
    href: onnxFile(source, run, role),
    ...(roles.length > 1 && { role }),
  }));
}

/** What there is to take of the run on screen. Through a link its document is the one to take. */
export function runFiles(source: DocumentRef, run: TakenRun | null): TakenFile[] {
  if (run === null) return [{ name: "weights", text: "noRun", href: null }];
  const weights: TakenFile = run.hasWeights
    ? {
        name: "weights",
        text: run.averaged ? "averagedText" : "weightsText",
        href: weightsFile(source, run.id, "last"),
      }
    : { name: "weights", text: "noWeights", href: null };
  const best = weightsFile(source, run.id, "best");
  return [
    weights,
    ...(run.hasBest ? [{ name: "best", text: "bestText", href: best } as const] : []),
    ...(run.hasWeights ? onnxFiles(source, run, run.roles) : []),
    { name: "script", text: "runScriptText", href: runFile(source, run.id, "pytorch") },
    ...("secret" in source
      ? [{ name: "json", text: "jsonText", href: runFile(source, run.id, "json") } as const]
      : []),
  ];
}

/** What networks begin with where it is not what the seed draws: a file for each, beside the script. */
export function startFiles(
  source: DocumentRef,
  run: TakenRun | null,
  roles: readonly string[],
): TakenFile[] {
  const shown = "secret" in source ? `/api/shared/${source.secret}` : "";
  const own = "secret" in source ? shown : `/api/experiments/${source.experiment}`;
  const place = run === null ? own : runPath(source, run.id);
  return roles.map((role) => ({
    name: "start",
    text: "startText",
    href: `${place}/start/${role}`,
  }));
}
