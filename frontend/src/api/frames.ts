import type { Frame, Shown } from "@/schema/schema.gen";
import { ApiError } from "./errors";

export type FrameOf<Kind extends Frame["kind"]> = Extract<Frame, { kind: Kind }>;

/** What was read at a step. */
export interface Reading<Kind> {
  step: number;
  frame: Kind;
}

/** What an answer says of one kind. Throws where it says nothing of it. */
export function readingIn<Kind extends Frame["kind"]>(
  { step, frames }: Shown,
  kind: Kind,
): Reading<FrameOf<Kind>> {
  const frame = frames.find((each): each is FrameOf<Kind> => each.kind === kind);
  if (frame === undefined) throw new ApiError({ code: "unexpected_answer", status: 0 });
  return { step, frame };
}
