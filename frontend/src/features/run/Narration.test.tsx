import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NO_RUN, watchedRun } from "@/api/runStore";
import { startTexts } from "@/locales/i18n";
import { fetchPartTexts } from "@/locales/partTexts";
import { Narration } from "./Narration";

function tell(summary: Partial<typeof NO_RUN>) {
  act(() => watchedRun.summary.setState({ ...NO_RUN, run: "one", state: "running", ...summary }));
}

beforeEach(async () => {
  await startTexts("en");
  await fetchPartTexts("en");
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  watchedRun.summary.setState(NO_RUN, true);
});

it("says what changed, at most every ten seconds", () => {
  render(<Narration />);
  const said = () => document.querySelector("[aria-live]")?.textContent;
  tell({ step: 469, headline: 0.9772 });
  expect(said()).toBe("training, step 469. Test accuracy 97.7\u00a0%.");
  tell({ step: 938, headline: 0.9789 });
  expect(said()).toContain("step 469");
  act(() => void vi.advanceTimersByTime(10_000));
  expect(said()).toBe("Step 938. Test accuracy 97.9\u00a0%, up 0.2.");
  tell({ step: 1200, headline: 0.9789 });
  act(() => void vi.advanceTimersByTime(10_000));
  expect(screen.queryByText(/1,200/)).toBeNull();
});
