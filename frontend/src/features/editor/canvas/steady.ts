/** Nothing slides away under a finger: the view moves by itself only while nobody presses. */
import type { ReactFlowInstance } from "@xyflow/react";

type Flow = Pick<ReactFlowInstance, "getViewport" | "setViewport">;
type Move = () => Promise<boolean>;

/** So far a finger may slip on what it presses, in pixels; beyond that it drags. */
const SLIP = 4;

let isPressed = false;
let pressedAt = { x: 0, y: 0 };
/** Under way, or waiting for the finger to be lifted; the newest alone. */
let wished: { readonly flow: Flow; readonly move: Move } | null = null;

/** Moves the view; where something is being pressed, once it is let go. */
export function moveGently(flow: Flow, move: Move): void {
  const wish = { flow, move };
  wished = wish;
  if (isPressed) return;
  void move().then(() => {
    // One that a press has stopped is still to be made.
    if (wished === wish && !isPressed) wished = null;
  });
}

function press({ clientX, clientY }: PointerEvent): void {
  isPressed = true;
  pressedAt = { x: clientX, y: clientY };
  // To the place where it is: that ends a move that is under way.
  if (wished !== null) void wished.flow.setViewport(wished.flow.getViewport());
}

function release({ clientX, clientY }: PointerEvent): void {
  isPressed = false;
  // Who drags the view, or a layer, has it where they want it.
  if (Math.hypot(clientX - pressedAt.x, clientY - pressedAt.y) > SLIP) wished = null;
  if (wished === null) return;
  const { flow, move } = wished;
  // After the click that the press was for.
  requestAnimationFrame(() => moveGently(flow, move));
}

addEventListener("pointerdown", press, true);
addEventListener("pointerup", release, true);
addEventListener("pointercancel", release, true);
