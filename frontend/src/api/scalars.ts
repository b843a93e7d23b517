import { decode } from "@msgpack/msgpack";
import type { ScalarsRecorded, ScalarsSummarised } from "@/schema/schema.gen";
import { Curve } from "./curve";
import { http } from "./http";
import { floats, integers } from "./wire";

/** So many steps the server gives one by one at once. */
export const EXACT_STEPS = 20_000;

interface Shown {
  run: string;
  /** The viewing secret of a shared link; empty for one's own run. */
  share: string;
}

/** The training curve from one step to another, step by step; null where it is not to be had now. */
export async function exactScalars(
  { run, share }: Shown,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Curve | null> {
  const path = share === "" ? `/api/runs/${run}` : `/api/shared/${share}/runs/${run}`;
  const query = { series: "step", from, to, points: EXACT_STEPS };
  try {
    const bytes = await http.bytes(`${path}/scalars`, { query, signal });
    const event = decode(bytes) as ScalarsRecorded | ScalarsSummarised;
    if (event.kind !== "scalars_recorded") return null;
    const curve = new Curve();
    const columns = Object.entries(event.columns).map(([name, values]) => [name, floats(values)]);
    curve.append(integers(event.steps), Object.fromEntries(columns));
    return curve;
  } catch {
    // The buckets stay in sight: nothing is lost, and the next look asks again.
    return null;
  }
}
