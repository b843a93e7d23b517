import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startTexts } from "@/locales/i18n";
import { useLayerTexts } from "./useLayerTexts";

const away = vi.hoisted(() => ({ times: 0, asked: 0 }));
vi.mock("@/locales/layerTexts", async (original) => {
  const module = await original<typeof import("@/locales/layerTexts")>();
  const fetchLayersTold = (language: string) => {
    away.asked++;
    return away.times-- > 0
      ? Promise.reject(new TypeError("away"))
      : module.fetchLayersTold(language);
  };
  return { ...module, fetchLayersTold };
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const POOL = { kind: "max_pool2d" };

function Said() {
  const texts = useLayerTexts();
  return (
    <p>
      {texts.field("conv2d", "kernel_size")} · {texts.field("conv2d", "stride")} ·{" "}
      {texts.torch("conv2d")} · {texts.doc("conv2d")} · {texts.worked(POOL)} ·{" "}
      {texts.worked({ ...POOL, ceil_mode: true })}
    </p>
  );
}

function Silent() {
  useLayerTexts();
  return null;
}

it("brings nothing here that nobody asks for", async () => {
  await startTexts("en");
  render(<Silent />);
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(away.asked).toBe(0);
});

it("says what it can until the words are here, and asks again for those that did not come", async () => {
  away.times = 1;
  await startTexts("en");
  render(<Said />);
  const said = () => screen.getByText(/·/).textContent ?? "";
  expect(said()).toMatch(/^kernel_size · stride · {2}· {2}· {2}· $/);
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(said()).toMatch(/^kernel_size/);
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  await act(() => vi.dynamicImportSettled());
  expect(said()).toMatch(/^Kernel size · Stride · torch\.nn\.Conv2d · Slides.* · ⌊.* · ⌈/);
});
