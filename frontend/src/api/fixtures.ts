/** What tests of runs begin with. */
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { RunStarted } from "@/schema/schema.gen";

export function runStarted(total_steps: number, steps_per_epoch: number): RunStarted {
  return {
    kind: "run_started",
    total_steps,
    steps_per_epoch,
    batch_size: 64,
    device: "cpu",
    exact: true,
    remark: "",
    environment: {},
    metrics: [...CLASSIFIER],
    damaged_step: -1,
  };
}
