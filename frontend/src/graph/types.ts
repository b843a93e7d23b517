import type { ValueBody } from "@/schema/schema.gen";

/** The documents as the editor sees them. The generated types are the truth; these are their structure. */

export type FieldValue =
  | string
  | number
  | boolean
  | readonly number[]
  | Readonly<Record<string, number>>
  | Readonly<Record<string, string>>;

/** A layer with its fields, whatever its kind: forms and edits walk fields by name. */
export interface Layer {
  readonly kind: string;
  readonly [field: string]: FieldValue;
}

/** `x` is the node's left edge, `y` its vertical middle: nodes of one row share their `y`. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface GraphNode {
  readonly layer: Layer;
  readonly position: Position;
  /** Switched off: it passes on what it is given, as it is. */
  readonly off?: boolean;
}

export interface Edge {
  readonly source: string;
  readonly target: string;
  /** Which of the source's outputs; absent where it is the usual one. */
  readonly source_port?: string;
  /** Which of the target's inputs; likewise. */
  readonly target_port?: string;
}

export const TINTS = ["grey", "amber", "green", "rose"] as const;
export type Tint = (typeof TINTS)[number];

/** A note on the canvas; `position` is its upper left corner. */
export interface Comment {
  readonly text: string;
  readonly position: Position;
  readonly width: number;
  readonly height: number;
  readonly colour: Tint;
}

/** A titled frame around nodes. Names of nodes that are gone are passed over. */
export interface Group {
  readonly title: string;
  readonly nodes: readonly string[];
}

/** Clips and documents from before comments and groups have none. */
export interface Network {
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly edges: readonly Edge[];
  readonly comments?: Readonly<Record<string, Comment>>;
  readonly groups?: Readonly<Record<string, Group>>;
}

/** A network that stands in others as one node. */
export interface Block {
  readonly network: Network;
  /** Numbers that each use may choose, with what they are where a use does not. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Which fields inside have the value of a parameter: `conv2d_1.out_channels`, `res_1.arguments.channels`. */
  readonly bindings: Readonly<Record<string, string>>;
}

export type ValueKind = ValueBody["kind"];

/** A side that differs from sample to sample is told by its name. */
export type Side = number | string;

/** One sample of what flows along a wire: an image (C, H, W), a vector (features), a sequence (T, features) … */
export interface Value {
  readonly kind: ValueKind;
  readonly sides: readonly Side[];
  /** How many there are to choose from, for tokens and labels. */
  readonly categories: number;
}

export interface Where {
  readonly role: string;
  readonly node: string;
  readonly field: string;
}

export interface Problem {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly where: Where;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `conv2d_1>add_1`; a port that is not the usual one is named: `lstm_1.state>linear_1`. */
export const edgeId = (edge: Edge): string =>
  `${endId(edge.source, edge.source_port)}>${endId(edge.target, edge.target_port)}`;

const endId = (node: string, port: string | undefined): string =>
  port === undefined ? node : `${node}.${port}`;
