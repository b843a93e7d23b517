import { duration } from "@/ui/format";

interface Told {
  key: "seconds" | "minutes" | "hours";
  time: string;
}

/** About how long: 10 s, 1:32 min, 1 h 12. Nothing takes less than a second. */
export function told(seconds: number): Told {
  if (seconds < 59.5) return { key: "seconds", time: String(Math.max(1, Math.round(seconds))) };
  return { key: seconds < 3_570 ? "minutes" : "hours", time: duration(seconds) };
}
