import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { editorStore } from "../editorStore";
import { hoverWire, leaveWire, useHovered } from "./hovering";

it("a wire that goes from under the pointer is let go: brought back, it says nothing", () => {
  const wire = renderHook(() => useHovered("a>b"));
  const other = renderHook(() => useHovered("b>c"));
  act(() => hoverWire("a>b"));
  expect([wire.result.current, other.result.current]).toEqual([true, false]);
  other.unmount();
  expect(editorStore.getState().hoveredWire).toBe("a>b");
  wire.unmount();
  expect(renderHook(() => useHovered("a>b")).result.current).toBe(false);
});

it("a wire left behind takes nothing from the one that the pointer came to", () => {
  const wire = renderHook(() => useHovered("a>b"));
  act(() => hoverWire("a>b"));
  act(() => leaveWire("b>c"));
  expect(wire.result.current).toBe(true);
  act(() => leaveWire("a>b"));
  expect(wire.result.current).toBe(false);
});
