import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NO_RUN, watchedRun } from "@/api/runStore";
import { useReplay } from "./useReplay";

const playhead = () => watchedRun.summary.getState().playhead;

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.useFakeTimers({
    toFake: ["requestAnimationFrame", "cancelAnimationFrame", "performance"],
  });
  watchedRun.data.totalSteps = 4000;
  watchedRun.data.step = 4000;
  watchedRun.summary.setState({ ...NO_RUN, run: "one", state: "finished", step: 4000 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  watchedRun.open(null);
});

it("plays from the beginning, goes on from where the reader drags, and ends at live", () => {
  const { result } = renderHook(useReplay);
  act(() => result.current.toggle());
  act(() => void vi.advanceTimersByTime(1000));
  // A whole run takes 40 s at speed 1; it opens at speed 2.
  expect(playhead()).toBeGreaterThan(150);
  expect(playhead()).toBeLessThanOrEqual(210);
  act(() => watchedRun.scrub(3000));
  act(() => void vi.advanceTimersByTime(1000));
  expect(playhead()).toBeGreaterThan(3150);
  expect(playhead()).toBeLessThanOrEqual(3210);
  act(() => void vi.advanceTimersByTime(6000));
  expect(playhead()).toBeNull();
  expect(result.current.playing).toBe(false);
});

it("stops where the reader goes back to live", () => {
  const { result } = renderHook(useReplay);
  act(() => result.current.toggle());
  act(() => void vi.advanceTimersByTime(500));
  act(() => watchedRun.scrub(null));
  act(() => void vi.advanceTimersByTime(500));
  expect(playhead()).toBeNull();
  expect(result.current.playing).toBe(false);
});
