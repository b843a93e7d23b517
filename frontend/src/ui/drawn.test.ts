import { afterEach, expect, it, vi } from "vitest";
import { startTexts } from "@/locales/i18n";
import { patiently } from "./patiently";

afterEach(() => {
  vi.useRealTimers();
});

it("asks for a part once what calls for it has been drawn, and in the background soon", async () => {
  await startTexts("en");
  await patiently(async () => "the words are here");
  vi.useFakeTimers({ toFake: ["requestAnimationFrame", "setTimeout", "clearTimeout"] });
  const load = vi.fn(async () => "part");
  const drawn = patiently(load);
  await vi.advanceTimersByTimeAsync(10);
  expect(load).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10);
  expect(await drawn).toBe("part");

  vi.stubGlobal("requestAnimationFrame", () => 0);
  const hidden = patiently(load);
  await vi.advanceTimersByTimeAsync(99);
  expect(load).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await hidden).toBe("part");
  vi.unstubAllGlobals();
});
