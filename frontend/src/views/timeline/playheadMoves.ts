import { watchedRun } from "@/api/runStore";

type Direction = -1 | 1;

/** Behind the newest step there is only live. */
function orLive(step: number | undefined): number | null {
  return step === undefined || step >= watchedRun.data.step ? null : step;
}

/** The recorded frame before or after the playhead; null is live. */
export function nextFrame(direction: Direction): number | null {
  const { data, at } = watchedRun;
  for (const film of data.films.values()) {
    if (film.last?.frame.kind !== "node_outputs") continue;
    const found = film.neighbour(at, direction);
    if (found === undefined && direction < 0) return film.steps()[0] ?? null;
    return orLive(found);
  }
  return orLive(Math.max(0, at + direction));
}

/** The mark before or after the playhead. */
export function nextMark(direction: Direction): number | null {
  const { data, at } = watchedRun;
  const steps = data.marks.map((mark) => mark.step).sort((one, other) => one - other);
  if (direction > 0) return orLive(steps.find((step) => step > at));
  return steps.findLast((step) => step < at) ?? 0;
}

/** One epoch further or back. */
export function nextEpoch(direction: Direction): number | null {
  const { data, at } = watchedRun;
  return orLive(Math.max(0, at + direction * Math.max(1, data.stepsPerEpoch)));
}
