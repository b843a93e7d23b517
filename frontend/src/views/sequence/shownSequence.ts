/** The sequence whose way through the network the tiles show. */
import { integers } from "@/api/wire";
import { tokensIn } from "../node/paintLetters";
import { firstFrame } from "../node/untrained";
import { shownFrame, shownOutputs } from "../run/shown";

interface ShownSequence {
  readonly steps: number;
  /** Empty where numbers enter, and where they can't be told. */
  readonly tokens: readonly number[];
}

const NONE: ShownSequence = { steps: 0, tokens: [] };

export function shownSequence(role: string): ShownSequence {
  const outputs = shownOutputs(role)?.frame;
  // What enters a network comes first.
  const input = (outputs ?? firstFrame("outputs", role, ""))?.nodes[0];
  if (input === undefined || input.shape.length > 2) return NONE;
  const steps = input.shape[0] ?? 0;
  if (input.shape.length === 2) return { steps, tokens: [] };
  const recorded = shownFrame("seq_probe", role)?.frame;
  const told =
    recorded?.sample === outputs?.sample && recorded?.steps === steps ? recorded : undefined;
  return { steps, tokens: told === undefined ? tokensIn(input) : [...integers(told.tokens)] };
}
