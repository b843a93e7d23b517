/** What the catalogue tells of each kind: the shape of `catalogue.gen.ts`'s entries. */

export interface FieldSpec {
  readonly name: string;
  /** In English. A layer's fields are described with the rest of its words, which come later. */
  readonly description?: string;
  /**
   * integer, number, boolean, enum, pair, integers, string, union, object (numbers by names), or document: one that has
   * an entry of its own.
   */
  readonly type: string;
  readonly minimum: number | null;
  readonly exclusive_minimum: number | null;
  readonly maximum: number | null;
  readonly exclusive_maximum: number | null;
  readonly options: readonly string[] | null;
  readonly default: unknown;
  /** Came later: left out of a document where it has its default. */
  readonly quiet?: boolean;
  /** Another field, and at which of its values this one means anything. */
  readonly shown_with?: Readonly<Record<string, readonly unknown[]>>;
}

interface Shaped {
  readonly kind: string;
  /** Fields that can change in mid-run. */
  readonly live_fields: readonly string[];
  readonly fields: readonly FieldSpec[];
}

export interface Spec extends Shaped {
  readonly doc: string;
  readonly shape: string;
  readonly source: string;
  readonly formula: string;
  /** Of a probe: read between steps, at its cadence, or at each evaluation. */
  readonly moment?: "step" | "evaluation";
}

/** Where wires arrive at a layer. */
export interface PortSpec {
  readonly name: string;
  /** The kinds of value that it accepts. */
  readonly takes: readonly string[];
  /** Takes two or more wires, in the document's order. */
  readonly many: boolean;
  /** May be left without a wire. */
  readonly optional: boolean;
}

/** A layer as the canvas knows it; what it does is said by `useLayerTexts`. */
export interface LayerSpec extends Shaped {
  readonly family: string;
  readonly bead: boolean;
  /** None where data enters the network. */
  readonly inputs: readonly PortSpec[];
  /** The names of the ports where wires leave; none where the answer leaves the network. */
  readonly outputs: readonly string[];
}
