/** What a data set says of its columns. */
import type { DataFieldBody, DatasetBody } from "@/schema/schema.gen";

type Fields = Pick<DatasetBody, "fields" | "default_input" | "default_target">;

const NO_NAMES: readonly string[] = [];

function fieldOf({ fields }: Fields, name: string): DataFieldBody | undefined {
  return fields.find((field) => field.name === name);
}

/** The data as an experiment takes it: what enters its networks and what is asked for are the columns that it names. */
export function takenBy<Data extends Fields>(dataset: Data, columns: readonly string[]): Data {
  const names = columns.map((path) => path.slice(path.indexOf(".") + 1));
  const [input = dataset.default_input] = names;
  return { ...dataset, default_input: input, default_target: names.at(-1) ?? input };
}

/** What enters a network where nobody chose another column. */
export const inputField = (dataset: Fields): DataFieldBody | undefined =>
  fieldOf(dataset, dataset.default_input);

/** What is asked for where nobody chose another column. */
export const targetField = (dataset: Fields): DataFieldBody | undefined =>
  fieldOf(dataset, dataset.default_target);

/** What the classes are called; none where what is to be answered is no class. */
export function classNames(dataset: Fields | undefined): readonly string[] {
  const target = dataset && fieldOf(dataset, dataset.default_target);
  return target?.value.kind === "label" ? target.names : NO_NAMES;
}

/** The sides (C, H, W) of the images that enter a network; null where these are none. */
export function imageSides(dataset: Fields | undefined): readonly number[] | null {
  const input = dataset && inputField(dataset);
  return input?.value.kind === "image" ? input.value.sides.map(Number) : null;
}

/** Whether what enters the networks are points of a plane. */
export function isPlane(dataset: Fields | undefined): boolean {
  const value = dataset && inputField(dataset)?.value;
  return value?.kind === "vector" && value.sides.length === 1 && value.sides[0] === 2;
}

/** Whether there are samples at all; else only the shape of what would enter is known. */
export const hasSamples = (dataset: Pick<DatasetBody, "splits">): boolean =>
  sizeOf(dataset, "train") > 0;

/** How many pictures stand in for the samples that are not here, when a network is looked at; `stand_in.py` has them. */
export const STAND_INS = 8;

/** How many samples a split holds; none where there is no such split. */
export const sizeOf = ({ splits }: Pick<DatasetBody, "splits">, split: string): number =>
  splits[split] ?? 0;
