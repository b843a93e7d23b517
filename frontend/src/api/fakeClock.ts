import type { Clock } from "./pacer";

const FRAME_MS = 16;

/** Time that passes when a test says so, and a page that is drawn sixty times a second where someone asked for it. */
export function fakeClock() {
  let now = 1000;
  let repaints = 0;
  let timers: { at: number; ring: () => void }[] = [];
  let paints: (() => void)[] = [];
  const clock: Clock = {
    now: () => now,
    beforePaint: (callback) => void paints.push(callback),
    after: (milliseconds, ring) => {
      const timer = { at: now + milliseconds, ring };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  function ring(): void {
    const rung = timers.filter(({ at }) => at <= now);
    timers = timers.filter((timer) => !rung.includes(timer));
    for (const timer of rung) timer.ring();
  }
  function paint(): void {
    if (now % FRAME_MS !== 0 || paints.length === 0) return;
    repaints += 1;
    const asked = paints;
    paints = [];
    for (const callback of asked) callback();
  }
  return {
    clock,
    repaints: () => repaints,
    pass: (milliseconds: number) => {
      for (const end = now + milliseconds; now < end; now += 1) {
        ring();
        paint();
      }
    },
  };
}
