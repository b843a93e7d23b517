import { decode } from "@msgpack/msgpack";
import type { ScalarsRecorded, ScalarsSummarised } from "@/schema/schema.gen";
import { type Buckets, Curve } from "./curve";
import { http } from "./http";
import { floats, integers } from "./wire";

/** So many steps the server gives one by one at once. */
export const EXACT_STEPS = 20_000;

interface Shown {
  run: string;
  /** The viewing secret of a shared link; empty for one's own run. */
  share: string;
}

function curveFrom(event: ScalarsRecorded | ScalarsSummarised): Curve {
  const curve = new Curve();
  const of = (column: string) => floats(event.columns[column] ?? new Uint8Array(0));
  const names = Object.keys(event.columns);
  if (event.kind === "scalars_recorded") {
    curve.append(integers(event.steps), Object.fromEntries(names.map((name) => [name, of(name)])));
    return curve;
  }
  const buckets: Record<string, Buckets> = {};
  for (const column of names) {
    const [name, kind] = column.split(":");
    if (name === undefined || kind !== "mean") continue;
    buckets[name] = { low: of(`${name}:min`), high: of(`${name}:max`), mean: of(column) };
  }
  curve.summarise(integers(event.steps), buckets);
  return curve;
}

const pathOf = ({ run, share }: Shown): string =>
  share === "" ? `/api/runs/${run}/scalars` : `/api/shared/${share}/runs/${run}/scalars`;

/** A whole curve of a run, in at most about so many points. */
export async function wholeScalars(
  shown: Shown,
  series: "step" | "evaluation",
  points: number,
  signal: AbortSignal,
): Promise<Curve> {
  const bytes = await http.bytes(pathOf(shown), { query: { series, points }, signal });
  return curveFrom(decode(bytes) as ScalarsRecorded | ScalarsSummarised);
}

/** The training curve from one step to another, step by step; null where it is not to be had now. */
export async function exactScalars(
  shown: Shown,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Curve | null> {
  const query = { series: "step", from, to, points: EXACT_STEPS };
  try {
    const bytes = await http.bytes(pathOf(shown), { query, signal });
    const event = decode(bytes) as ScalarsRecorded | ScalarsSummarised;
    return event.kind === "scalars_recorded" ? curveFrom(event) : null;
  } catch {
    // The buckets stay in sight: nothing is lost, and the next look asks again.
    return null;
  }
}
